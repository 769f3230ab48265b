package io.proofmill.aggregator.recursion;

/// A proof handed to the aggregation is not valid.
public final class RejectedChildException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int child;

  RejectedChildException(int child, String reason) {
    super("child " + child + ": " + reason);
    this.child = child;
  }

  /// Which of the proofs handed over, from 0.
  public int child() {
    return child;
  }
}
