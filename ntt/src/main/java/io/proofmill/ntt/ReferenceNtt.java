package io.proofmill.ntt;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;

/// The transform by its recursive definition: f(x) = even(x²) + x·odd(x²). Short, never fast.
final class ReferenceNtt implements NttEngine {
  static final String NAME = "reference";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void forward(FrVector vector) {
    transform(vector, Domain.ofSize(vector.length()).omega());
  }

  @Override
  public void inverse(FrVector vector) {
    Domain domain = Domain.ofSize(vector.length());
    transform(vector, domain.omega().inverse());
    scale(vector, domain.sizeInverse(), FrElement.ONE);
  }

  @Override
  public void cosetForward(FrVector vector, FrElement shift) {
    scale(vector, FrElement.ONE, shift);
    forward(vector);
  }

  @Override
  public void cosetInverse(FrVector vector, FrElement shift) {
    inverse(vector);
    scale(vector, FrElement.ONE, shift.inverse());
  }

  /// Replaces coefficients by values at the powers of omega.
  private static void transform(FrVector vector, FrElement omega) {
    int half = vector.length() / 2;
    if (half == 0) {
      return;
    }
    FrVector even = FrVector.zero(half);
    FrVector odd = FrVector.zero(half);
    for (int i = 0; i < half; i++) {
      even.set(i, vector.get(2 * i));
      odd.set(i, vector.get(2 * i + 1));
    }
    transform(even, omega.square());
    transform(odd, omega.square());
    FrElement x = FrElement.ONE;
    for (int i = 0; i < half; i++) {
      FrElement product = x.times(odd.get(i));
      vector.set(i, even.get(i).plus(product));
      vector.set(i + half, even.get(i).minus(product)); // omega^half = -1
      x = x.times(omega);
    }
  }

  /// Multiplies element i by factor·ratio^i.
  private static void scale(FrVector vector, FrElement factor, FrElement ratio) {
    FrElement power = factor;
    for (int i = 0; i < vector.length(); i++) {
      vector.set(i, vector.get(i).times(power));
      power = power.times(ratio);
    }
  }
}
