package io.proofmill.aggregator.machine;

/// The inputs of a program do not satisfy it, for instance because a child's proof is not valid.
/// The message is the reason that a native verification would reject with.
public final class UnsatisfiedProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsatisfiedProgramException(String reason) {
    super(reason);
  }
}
