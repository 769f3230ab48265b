package io.proofmill.cli;

import java.util.Objects;

/// An expected end of a command other than success: what the user sees is the one line `proofmill:
/// <place>: <reason>`, and the exit code.
public final class CommandFailure extends RuntimeException {
  private final ExitCode exitCode;

  /// @param place what the reason is about: a file, a field of it, an option
  public CommandFailure(ExitCode exitCode, String place, String reason) {
    this(exitCode, place, reason, null);
  }

  public CommandFailure(ExitCode exitCode, String place, String reason, Throwable cause) {
    super(place + ": " + reason, cause);
    this.exitCode = Objects.requireNonNull(exitCode);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
