package io.proofmill.msm;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.G1Vector;

/// Additions of many pairs of affine points with one shared inversion (Montgomery's trick): six
/// multiplications an addition. Complete: equal points are doubled, opposite ones give infinity,
/// infinity is neutral.
final class AffineBatch {
  private final long[] differences;
  private final long[] prefixes;
  private final long[] t = new long[6 * Fq.LIMBS];

  /// For batches of up to `capacity` pairs.
  AffineBatch(int capacity) {
    differences = new long[capacity * Fq.LIMBS];
    prefixes = new long[capacity * Fq.LIMBS];
  }

  /// For each k < count: the point at left\[k] becomes itself plus the point at right\[k]. Places
  /// are point indices into flat points, each in at most one pair.
  void add(long[] points, int[] left, int[] right, int count) {
    // The inverse of the running product, in t[0] at the end of the first pass.
    Fq.setOne(t, 0);
    for (int k = 0; k < count; k++) {
      denominator(points, 2 * left[k], 2 * right[k], k);
      Fq.copy(t, 0, prefixes, k);
      Fq.mul(t, 0, differences, k, t, 0);
    }
    Fq.invert(t, 0, t, 0);
    for (int k = count - 1; k >= 0; k--) {
      Fq.mul(t, 0, prefixes, k, t, 1); // 1/denominator
      Fq.mul(t, 0, differences, k, t, 0);
      addWithInverse(points, 2 * left[k], 2 * right[k]);
    }
  }

  /// x2 - x1, or 2·y1 for a doubling, or one when no division is due. Never zero.
  private void denominator(long[] p, int a, int b, int k) {
    Fq.sub(p, b, p, a, differences, k);
    boolean infinite = isInfinity(p, a) || isInfinity(p, b);
    if (infinite) {
      Fq.setOne(differences, k);
    } else if (Fq.isZero(differences, k)) {
      if (Fq.equal(p, a + 1, p, b + 1)) {
        Fq.add(p, a + 1, p, a + 1, differences, k); // y ≠ 0: the group has odd order
      } else {
        Fq.setOne(differences, k);
      }
    }
  }

  /// a = a + b given the inverse of their denominator in t\[1]. Indices are of x coordinates.
  private void addWithInverse(long[] p, int a, int b) {
    if (isInfinity(p, b)) {
      return;
    }
    if (isInfinity(p, a)) {
      System.arraycopy(p, b * Fq.LIMBS, p, a * Fq.LIMBS, G1Vector.LIMBS);
      return;
    }
    if (Fq.equal(p, a, p, b)) {
      if (!Fq.equal(p, a + 1, p, b + 1)) {
        Fq.setZero(p, a);
        Fq.setZero(p, a + 1);
        return;
      }
      Fq.square(p, a, t, 2);
      Fq.add(t, 2, t, 2, t, 3);
      Fq.add(t, 2, t, 3, t, 2); // 3x²
    } else {
      Fq.sub(p, b + 1, p, a + 1, t, 2);
    }
    Fq.mul(t, 2, t, 1, t, 2); // λ
    Fq.square(t, 2, t, 3);
    Fq.sub(t, 3, p, a, t, 3);
    Fq.sub(t, 3, p, b, t, 3); // x3
    Fq.sub(p, a, t, 3, t, 4);
    Fq.mul(t, 2, t, 4, t, 4);
    Fq.sub(t, 4, p, a + 1, p, a + 1);
    Fq.copy(t, 3, p, a);
  }

  private static boolean isInfinity(long[] p, int x) {
    return Fq.isZero(p, x + 1); // y = 0 at infinity only
  }
}
