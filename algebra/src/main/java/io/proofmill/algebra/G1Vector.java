package io.proofmill.algebra;

import java.util.Arrays;
import java.util.List;

/// Affine points of G1 in one flat array: eight limbs a point, x then y in Montgomery form;
/// infinity is all zeros. The array is shared, not copied.
public final class G1Vector {
  public static final int LIMBS = 2 * Fq.LIMBS;

  /// 2^28 - 1 points fill the largest Java array.
  private static final int MAX_LENGTH = Integer.MAX_VALUE / LIMBS;

  private final long[] limbs;
  private final int length;

  private G1Vector(long[] limbs) {
    this.limbs = limbs;
    this.length = limbs.length / LIMBS;
  }

  /// `length` times infinity.
  public static G1Vector infinity(int length) {
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("vector length " + length);
    }
    return new G1Vector(new long[length * LIMBS]);
  }

  /// A view of flat limbs; the caller vouches for reduced coordinates on the curve.
  public static G1Vector wrap(long[] limbs) {
    if (limbs.length % LIMBS != 0) {
      throw new IllegalArgumentException("limb count " + limbs.length + " is no multiple of 8");
    }
    return new G1Vector(limbs);
  }

  public static G1Vector of(List<G1Point> points) {
    G1Vector out = infinity(points.size());
    for (int i = 0; i < points.size(); i++) {
      out.set(i, points.get(i));
    }
    return out;
  }

  public static G1Vector of(G1Point... points) {
    return of(Arrays.asList(points));
  }

  /// The flat limbs themselves.
  public long[] limbs() {
    return limbs;
  }

  public int length() {
    return length;
  }

  public G1Point get(int i) {
    return G1Point.ofUnchecked(FqElement.load(limbs, 2 * i), FqElement.load(limbs, 2 * i + 1));
  }

  public void set(int i, G1Point point) {
    point.x().store(limbs, 2 * i);
    point.y().store(limbs, 2 * i + 1);
  }

  public boolean isInfinity(int i) {
    return Fq.isZero(limbs, 2 * i) && Fq.isZero(limbs, 2 * i + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof G1Vector v && Arrays.equals(limbs, v.limbs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(limbs);
  }

  @Override
  public String toString() {
    return "G1Vector[length=" + length + "]";
  }
}
