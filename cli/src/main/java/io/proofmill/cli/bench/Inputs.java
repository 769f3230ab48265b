package io.proofmill.cli.bench;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import java.util.random.RandomGenerator;

/// Inputs of benchmarks.
final class Inputs {
  private Inputs() {}

  static FrVector uniform(int length, RandomGenerator random) {
    FrVector vector = FrVector.zero(length);
    for (int i = 0; i < length; i++) {
      vector.set(i, FrElement.random(random));
    }
    return vector;
  }

  /// Integers from 0 to `bound` - 1.
  static FrVector small(int length, int bound, RandomGenerator random) {
    FrVector vector = FrVector.zero(length);
    for (int i = 0; i < length; i++) {
      vector.setLong(i, random.nextInt(bound));
    }
    return vector;
  }
}
