package io.proofmill.aggregator.machine;

/// A program does not fit the heights of its layout.
public final class ProgramTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProgramTooLargeException(String table, int used, int capacity) {
    super("the program needs " + used + " places of " + table + ", which has " + capacity);
  }
}
