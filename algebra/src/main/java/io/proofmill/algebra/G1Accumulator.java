package io.proofmill.algebra;

/// A mutable point of G1 for sums, in extended Jacobian coordinates: x = X/ZZ, y = Y/ZZZ with ZZ³ =
/// ZZZ²; ZZ = 0 is infinity. Formulas dbl-, madd- and add-2008-s for a = 0 of the Explicit-Formulas
/// Database, made complete by testing for equal, opposite and infinite operands. Not thread-safe;
/// its methods return this.
public final class G1Accumulator {
  private static final int X = 0;
  private static final int Y = 1;
  private static final int ZZ = 2;
  private static final int ZZZ = 3;
  // Scratch places behind the coordinates.
  private static final int T0 = 4;
  private static final int T1 = 5;
  private static final int T2 = 6;
  private static final int T3 = 7;
  private static final int T4 = 8;
  private static final int AFFINE = 9; // and 10

  private final long[] v = new long[11 * Fq.LIMBS];

  public G1Accumulator copy() {
    return new G1Accumulator().set(this);
  }

  public G1Accumulator set(G1Accumulator other) {
    System.arraycopy(other.v, 0, v, 0, 4 * Fq.LIMBS);
    return this;
  }

  public G1Accumulator setInfinity() {
    Fq.setZero(v, ZZ);
    Fq.setZero(v, ZZZ);
    return this;
  }

  public boolean isInfinity() {
    return Fq.isZero(v, ZZ);
  }

  public G1Accumulator add(G1Point point) {
    point.x().store(v, AFFINE);
    point.y().store(v, AFFINE + 1);
    return addAffine(v, AFFINE);
  }

  /// Adds the point at an index of a flat vector (see [G1Vector]).
  public G1Accumulator add(G1Vector points, int index) {
    return addAffine(points.limbs(), 2 * index);
  }

  /// Subtracts the point at an index of a flat vector.
  public G1Accumulator subtract(G1Vector points, int index) {
    long[] a = points.limbs();
    Fq.copy(a, 2 * index, v, AFFINE);
    Fq.neg(a, 2 * index + 1, v, AFFINE + 1);
    return addAffine(v, AFFINE);
  }

  /// Adds the affine point whose coordinates are the elements xi and xi + 1. 8M + 2S.
  private G1Accumulator addAffine(long[] a, int xi) {
    int yi = xi + 1;
    if (Fq.isZero(a, xi) && Fq.isZero(a, yi)) {
      return this;
    }
    if (isInfinity()) {
      Fq.copy(a, xi, v, X);
      Fq.copy(a, yi, v, Y);
      Fq.setOne(v, ZZ);
      Fq.setOne(v, ZZZ);
      return this;
    }
    Fq.mul(a, xi, v, ZZ, v, T0);
    Fq.sub(v, T0, v, X, v, T0); // P
    Fq.mul(a, yi, v, ZZZ, v, T1);
    Fq.sub(v, T1, v, Y, v, T1); // R
    if (Fq.isZero(v, T0)) {
      return Fq.isZero(v, T1) ? twice() : setInfinity();
    }
    Fq.copy(v, X, v, T2);
    Fq.copy(v, Y, v, T3);
    return finishAddition();
  }

  /// Adds another accumulator, which may be this one. 12M + 2S.
  public G1Accumulator add(G1Accumulator other) {
    long[] a = other.v;
    if (other.isInfinity()) {
      return this;
    }
    if (isInfinity()) {
      return set(other);
    }
    Fq.mul(v, X, a, ZZ, v, T2); // U1
    Fq.mul(v, Y, a, ZZZ, v, T3); // S1
    Fq.mul(a, X, v, ZZ, v, T0);
    Fq.sub(v, T0, v, T2, v, T0); // P
    Fq.mul(a, Y, v, ZZZ, v, T1);
    Fq.sub(v, T1, v, T3, v, T1); // R
    if (Fq.isZero(v, T0)) {
      return Fq.isZero(v, T1) ? twice() : setInfinity();
    }
    Fq.mul(v, ZZ, a, ZZ, v, ZZ);
    Fq.mul(v, ZZZ, a, ZZZ, v, ZZZ);
    return finishAddition();
  }

  /// From P in T0, R in T1, U1 in T2, S1 in T3 and the product of the operands' ZZ, ZZZ.
  private G1Accumulator finishAddition() {
    Fq.square(v, T0, v, T4); // PP
    Fq.mul(v, T0, v, T4, v, T0); // PPP
    Fq.mul(v, ZZ, v, T4, v, ZZ);
    Fq.mul(v, ZZZ, v, T0, v, ZZZ);
    Fq.mul(v, T2, v, T4, v, T2); // Q
    Fq.square(v, T1, v, X);
    Fq.sub(v, X, v, T0, v, X);
    Fq.sub(v, X, v, T2, v, X);
    Fq.sub(v, X, v, T2, v, X);
    Fq.sub(v, T2, v, X, v, T2);
    Fq.mul(v, T1, v, T2, v, T2);
    Fq.mul(v, T3, v, T0, v, T3);
    Fq.sub(v, T2, v, T3, v, Y);
    return this;
  }

  /// Doubles. 6M + 3S. Infinity keeps ZZ = 0; no point of odd order has y = 0.
  public G1Accumulator twice() {
    Fq.add(v, Y, v, Y, v, T0); // U
    Fq.square(v, T0, v, T1); // V
    Fq.mul(v, T0, v, T1, v, T0); // W
    Fq.mul(v, X, v, T1, v, T2); // S
    Fq.square(v, X, v, T3);
    Fq.add(v, T3, v, T3, v, T4);
    Fq.add(v, T3, v, T4, v, T3); // M
    Fq.mul(v, ZZ, v, T1, v, ZZ);
    Fq.mul(v, ZZZ, v, T0, v, ZZZ);
    Fq.mul(v, T0, v, Y, v, Y);
    Fq.square(v, T3, v, X);
    Fq.sub(v, X, v, T2, v, X);
    Fq.sub(v, X, v, T2, v, X);
    Fq.sub(v, T2, v, X, v, T2);
    Fq.mul(v, T3, v, T2, v, T2);
    Fq.sub(v, T2, v, Y, v, Y);
    return this;
  }

  /// Multiplies by a scalar, four bits at a time: 252 doublings, up to 78 additions. Variable time.
  public G1Accumulator times(FrElement scalar) {
    long[] limbs = scalar.toLimbs();
    G1Accumulator[] multiples = new G1Accumulator[16];
    for (int k = 1; k < 16; k++) {
      multiples[k] = (k == 1 ? new G1Accumulator() : multiples[k - 1].copy()).add(this);
    }
    setInfinity();
    for (int nibble = 63; nibble >= 0; nibble--) {
      for (int s = 0; s < 4 && !isInfinity(); s++) {
        twice();
      }
      int digit = (int) (limbs[nibble >> 4] >>> ((nibble & 15) << 2)) & 15;
      if (digit != 0) {
        add(multiples[digit]);
      }
    }
    return this;
  }

  public G1Accumulator negate() {
    Fq.neg(v, Y, v, Y);
    return this;
  }

  /// The affine point; one inversion.
  public G1Point toAffine() {
    if (isInfinity()) {
      return G1Point.INFINITY;
    }
    Fq.invert(v, ZZZ, v, T0);
    Fq.mul(v, Y, v, T0, v, T1); // y
    Fq.mul(v, ZZ, v, T0, v, T2); // 1/Z
    Fq.square(v, T2, v, T2);
    Fq.mul(v, X, v, T2, v, T2);
    return G1Point.ofUnchecked(FqElement.load(v, T2), FqElement.load(v, T1));
  }
}
