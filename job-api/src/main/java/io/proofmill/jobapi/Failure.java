package io.proofmill.jobapi;

import java.util.Objects;

/// A typed failure with a reason of one line.
public record Failure(FailureCategory category, String reason) {
  private static final int REASON_CHARS_MAX = 1000;

  public Failure {
    Objects.requireNonNull(category, "category");
    reason = oneLine(Objects.requireNonNull(reason, "reason"));
  }

  /// The failure of a program: its class and message.
  public static Failure of(FailureCategory category, Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return new Failure(category, message == null ? kind : kind + ": " + message);
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.isEmpty()) {
      return "no reason given";
    }
    return line.length() <= REASON_CHARS_MAX ? line : line.substring(0, REASON_CHARS_MAX - 1) + "…";
  }
}
