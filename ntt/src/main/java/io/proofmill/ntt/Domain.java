package io.proofmill.ntt;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;

/// The multiplicative subgroup of order n = 2^logSize: 1, ω, ω², …, with its vanishing polynomial
/// X^n - 1 and its Lagrange basis.
public record Domain(int logSize) {
  public Domain {
    if (logSize < 0 || logSize > Fr.TWO_ADICITY) {
      throw new IllegalArgumentException("domain of size 2^" + logSize);
    }
  }

  /// The domain of this size, a power of two up to 2^28.
  public static Domain ofSize(int size) {
    if (Integer.bitCount(size) != 1 || size < 0) {
      throw new IllegalArgumentException("domain size " + size + " is no power of two");
    }
    return new Domain(Integer.numberOfTrailingZeros(size));
  }

  public int size() {
    return 1 << logSize;
  }

  public FrElement omega() {
    return Fr.rootOfUnity(logSize);
  }

  /// 1/n.
  public FrElement sizeInverse() {
    return FrElement.of(size()).inverse();
  }

  /// ω^i for any integer i.
  public FrElement element(long i) {
    return omega().pow(Math.floorMod(i, (long) size()));
  }

  /// x^n - 1.
  public FrElement vanishingAt(FrElement x) {
    FrElement power = x;
    for (int i = 0; i < logSize; i++) {
      power = power.square();
    }
    return power.minus(FrElement.ONE);
  }

  /// L_i(x): the polynomial of degree below n that is 1 at ω^i and 0 elsewhere on the domain.
  public FrElement lagrangeAt(long i, FrElement x) {
    FrElement point = element(i);
    FrElement distance = x.minus(point);
    if (distance.isZero()) {
      return FrElement.ONE;
    }
    return vanishingAt(x).times(point).times(sizeInverse()).times(distance.inverse());
  }

  /// L_0(x) to L_{n-1}(x): (x^n - 1)/n · ω^i/(x - ω^i). One inversion, about 5n multiplications.
  public FrVector lagrangeAllAt(FrElement x) {
    FrVector out = FrVector.zero(size());
    FrVector points = powers(FrElement.ONE, omega(), size());
    FrElement vanishing = vanishingAt(x);
    if (vanishing.isZero()) {
      for (int i = 0; i < size(); i++) {
        if (points.get(i).equals(x)) {
          out.set(i, FrElement.ONE);
        }
      }
      return out;
    }
    long[] limbs = out.limbs();
    long[] scratch = new long[2 * Fr.LIMBS];
    x.store(scratch, 0);
    vanishing.times(sizeInverse()).store(scratch, 1);
    for (int i = 0; i < size(); i++) {
      Fr.sub(scratch, 0, points.limbs(), i, limbs, i);
    }
    Fr.batchInverse(limbs, 0, size());
    for (int i = 0; i < size(); i++) {
      Fr.mul(limbs, i, points.limbs(), i, limbs, i);
      Fr.mul(limbs, i, scratch, 1, limbs, i);
    }
    return out;
  }

  /// first, first·ratio, first·ratio², …
  public static FrVector powers(FrElement first, FrElement ratio, int count) {
    FrVector out = FrVector.zero(count);
    if (count > 0) {
      long[] limbs = out.limbs();
      long[] step = new long[Fr.LIMBS];
      ratio.store(step, 0);
      first.store(limbs, 0);
      for (int i = 1; i < count; i++) {
        Fr.mul(limbs, i - 1, step, 0, limbs, i);
      }
    }
    return out;
  }
}
