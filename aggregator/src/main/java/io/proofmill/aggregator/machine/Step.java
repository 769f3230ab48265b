package io.proofmill.aggregator.machine;

import io.proofmill.algebra.G1Point;

/// What a program does, in order; each step is a gate or a row of a table.
sealed interface Step {
  /// Writes the gate's value.
  record Compute(Gate gate, int address) implements Step {}

  /// Demands that the gate's value is zero.
  record AssertZero(Gate gate, String reason) implements Step {}

  /// Writes scalar input number `input`.
  record Advice(int input, int address) implements Step {}

  /// Writes the inverse of a value as advice; an assertion follows.
  record Inverse(int of, int address, String reason) implements Step {}

  /// The gate's value is public value number `index`.
  record Publish(Gate gate, int index) implements Step {}

  /// One Poseidon2 permutation; writes `address` to `address + 2`.
  record Permute(int in0, int in1, int in2, int address) implements Step {}

  /// A row of the EC table.
  sealed interface Ec extends Step {}

  /// Loads a point; writes its packing to `address` to `address + 2` and its flag to the next.
  record Load(PointSource source, int point, int address) implements Ec {}

  /// The loaded point is canonical.
  record Canon(int point) implements Ec {}

  /// Writes the low 128 bits of a value.
  record Split(int of, int address) implements Ec {}

  record Twice(int a, int c) implements Ec {}

  /// `c = a + b`, where b and c have entry numbers.
  record Add(int a, int b, int entryB, int c, int entryC) implements Ec {}

  /// `c = a ± (an odd multiple of b)`, for digit number `window` of the scalar at `scalar`.
  ///
  /// @param previous address of the running value before
  /// @param next address of the running value after; the scalar itself in the last window
  record AddDigit(int a, int b, int c, int scalar, int window, int previous, int next)
      implements Ec {}

  /// `a + b` is the point `c`, which was loaded.
  record AddFinal(int a, int b, int c) implements Ec {}

  /// Where a loaded point comes from.
  sealed interface PointSource {
    /// Point input number `input`.
    record Input(int input) implements PointSource {}

    /// The same in every run.
    record Constant(G1Point point) implements PointSource {}

    /// What the last addition of a sum left at the point.
    record Computed() implements PointSource {}
  }
}
