package io.proofmill.algebra;

import java.math.BigInteger;

/// An element c0 + c1·u of Fq2 = Fq\[u]/(u² + 1).
public record Fq2(FqElement c0, FqElement c1) {
  public static final Fq2 ZERO = new Fq2(FqElement.ZERO, FqElement.ZERO);
  public static final Fq2 ONE = new Fq2(FqElement.ONE, FqElement.ZERO);

  /// ξ = 9 + u, neither a square nor a cube: it defines Fq6 and the sextic twist.
  public static final Fq2 XI = new Fq2(FqElement.of(9), FqElement.ONE);

  public Fq2 plus(Fq2 o) {
    return new Fq2(c0.plus(o.c0), c1.plus(o.c1));
  }

  public Fq2 minus(Fq2 o) {
    return new Fq2(c0.minus(o.c0), c1.minus(o.c1));
  }

  public Fq2 negate() {
    return new Fq2(c0.negate(), c1.negate());
  }

  /// Karatsuba, three multiplications.
  public Fq2 times(Fq2 o) {
    FqElement low = c0.times(o.c0);
    FqElement high = c1.times(o.c1);
    FqElement cross = c0.plus(c1).times(o.c0.plus(o.c1));
    return new Fq2(low.minus(high), cross.minus(low).minus(high));
  }

  public Fq2 times(FqElement o) {
    return new Fq2(c0.times(o), c1.times(o));
  }

  /// (c0 + c1)(c0 - c1) + 2·c0·c1·u.
  public Fq2 square() {
    FqElement product = c0.times(c1);
    return new Fq2(c0.plus(c1).times(c0.minus(c1)), product.plus(product));
  }

  /// Times ξ: (9·c0 - c1) + (9·c1 + c0)·u.
  public Fq2 timesXi() {
    return new Fq2(times9(c0).minus(c1), times9(c1).plus(c0));
  }

  private static FqElement times9(FqElement x) {
    FqElement two = x.plus(x);
    FqElement four = two.plus(two);
    return four.plus(four).plus(x);
  }

  /// c0 - c1·u, the q-th power.
  public Fq2 conjugate() {
    return new Fq2(c0, c1.negate());
  }

  /// @throws ArithmeticException for zero
  public Fq2 inverse() {
    FqElement norm = c0.square().plus(c1.square()).inverse();
    return new Fq2(c0.times(norm), c1.times(norm).negate());
  }

  public Fq2 pow(BigInteger exponent) {
    Fq2 out = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      out = out.square();
      if (exponent.testBit(bit)) {
        out = out.times(this);
      }
    }
    return out;
  }

  public boolean isZero() {
    return c0.isZero() && c1.isZero();
  }
}
