package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;

/// Polynomials in coefficient form, flat.
final class Polynomials {
  private Polynomials() {}

  /// `1, x, x², …`: `length` powers.
  static FrVector powers(FrElement x, int length) {
    FrVector powers = FrVector.zero(length);
    long[] limbs = powers.limbs();
    FrElement.ONE.store(limbs, 0);
    // Doubling: the second half is the first times x^half, so the work is parallel.
    FrElement step = x;
    for (int done = 1; done < length; done *= 2) {
      int half = done;
      long[] factor = new long[Fr.LIMBS];
      step.store(factor, 0);
      Parallel.overRange(
          Math.min(half, length - half),
          (from, to) -> {
            for (int i = from; i < to; i++) {
              Fr.mul(limbs, i, factor, 0, limbs, half + i);
            }
          });
      step = step.square();
    }
    return powers;
  }

  /// `Σ coefficients[i] · powers[i]`; `powers` may be longer. One multiplication per coefficient.
  static FrElement dot(FrVector coefficients, FrVector powers) {
    long[] a = coefficients.limbs();
    long[] b = powers.limbs();
    long[] state = new long[2 * Fr.LIMBS];
    for (int i = 0; i < coefficients.length(); i++) {
      Fr.mul(a, i, b, i, state, 1);
      Fr.add(state, 0, state, 1, state, 0);
    }
    return FrElement.load(state, 0);
  }

  /// `to[at + step·i] += factor · from[i]`.
  static void addScaled(FrElement factor, FrVector from, FrVector to, int at, int step) {
    long[] a = from.limbs();
    long[] out = to.limbs();
    Parallel.overRange(
        from.length(),
        (begin, end) -> {
          long[] state = new long[2 * Fr.LIMBS];
          factor.store(state, 0);
          for (int i = begin; i < end; i++) {
            Fr.mul(a, i, state, 0, state, 1);
            Fr.add(out, at + step * i, state, 1, out, at + step * i);
          }
        });
  }

  /// Replaces f by the quotient of `f − f(x)` by `X − x`, the top coefficient becoming zero.
  /// Returns f(x). Synthetic division: one multiplication per coefficient, in sequence.
  static FrElement divideByLinear(FrVector f, FrElement x) {
    long[] limbs = f.limbs();
    long[] state = new long[3 * Fr.LIMBS]; // carry, x, the coefficient that the carry replaces
    x.store(state, 1);
    for (int i = f.length() - 1; i >= 0; i--) {
      Fr.copy(limbs, i, state, 2);
      Fr.copy(state, 0, limbs, i);
      Fr.mul(state, 0, state, 1, state, 0);
      Fr.add(state, 0, state, 2, state, 0);
    }
    return FrElement.load(state, 0);
  }

  /// `from` as slot `slot` of a packed polynomial: `to[slot + t·k] = from[k]`.
  static void interleave(FrVector from, FrVector to, int slot, int t) {
    for (int k = 0; k < from.length(); k++) {
      Fr.copy(from.limbs(), k, to.limbs(), slot + t * k);
    }
  }
}
