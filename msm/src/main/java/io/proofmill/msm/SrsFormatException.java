package io.proofmill.msm;

/// A powers-of-tau file that cannot be used, with the reason by kind.
public final class SrsFormatException extends Exception {
  private static final long serialVersionUID = 1;

  /// What is wrong with the file.
  public enum Reason {
    /// It does not begin as a powers-of-tau file of a known version.
    NOT_A_PTAU_FILE,
    /// It ends before its sections do.
    TRUNCATED,
    /// Its field is not that of BN254.
    WRONG_CURVE,
    /// A section that is needed is not there, twice there, or of a wrong length.
    BAD_SECTION,
    /// A coordinate is not reduced, or a point is not in its group.
    BAD_POINT,
    /// The points are not consecutive powers of one τ, or τ is degenerate.
    NOT_POWERS
  }

  private final Reason reason;

  SrsFormatException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
