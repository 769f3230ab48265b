package io.proofmill.cli;

/// How every command ends. The numbers are part of the command line's contract.
public enum ExitCode {
  /// Done, or the proof was accepted.
  DONE(0),
  /// A proof was rejected, a case failed, a constraint is not satisfied.
  REJECTED(1),
  /// An input cannot be read: absent, malformed, inconsistent.
  UNREADABLE(2),
  /// Nothing failed, but something is not supported.
  UNSUPPORTED(3),
  /// The command line itself is wrong.
  USAGE(64),
  /// Our bug.
  INTERNAL(70),
  /// Stopped from outside.
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
