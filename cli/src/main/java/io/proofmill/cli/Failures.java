package io.proofmill.cli;

import io.proofmill.device.EngineUnavailableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/// Turns whatever ended a command into one line for the user and an exit code. Stack traces are
/// shown under `PROOFMILL_DEBUG=1` only.
final class Failures {
  private final PrintWriter err;
  private final boolean showTraces;

  Failures(PrintWriter err, boolean showTraces) {
    this.err = err;
    this.showTraces = showTraces;
  }

  ExitCode report(Throwable failure) {
    Throwable cause = unwrap(failure);
    ExitCode code = exitCode(cause);
    err.println("proofmill: " + oneLine(message(cause)));
    if (showTraces) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static ExitCode exitCode(Throwable cause) {
    return switch (cause) {
      case CommandFailure failure -> failure.exitCode();
      case EngineUnavailableException _ -> ExitCode.USAGE;
      case InterruptedException _ -> ExitCode.INTERRUPTED;
      case IOException _ -> ExitCode.UNREADABLE;
      default -> ExitCode.INTERNAL;
    };
  }

  private String message(Throwable cause) {
    return switch (cause) {
      case CommandFailure failure -> failure.getMessage();
      case EngineUnavailableException e -> "--engine: " + e.getMessage();
      case InterruptedException _ -> "interrupted";
      case NoSuchFileException e -> e.getFile() + ": no such file or folder";
      case FileNotFoundException e -> e.getMessage();
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileSystemException e ->
          e.getFile() + ": " + Objects.requireNonNullElse(e.getReason(), "cannot be accessed");
      case IOException e -> "input or output: " + describe(e);
      case OutOfMemoryError e ->
          "out of memory: " + e.getMessage() + " (PROOFMILL_HEAP sets the heap, for example 8g)";
      default ->
          "internal error: "
              + describe(cause)
              + (showTraces ? "" : " (PROOFMILL_DEBUG=1 shows the stack trace)");
    };
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof UncheckedIOException
        || cause instanceof java.util.concurrent.ExecutionException
        || cause instanceof java.util.concurrent.CompletionException) {
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    return cause;
  }

  private static String describe(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
