package io.proofmill.algebra;

import java.math.BigInteger;

/// An element c0 + c1·w of Fq12 = Fq6\[w]/(w² - v); so w⁶ = ξ.
record Fq12(Fq6 c0, Fq6 c1) {
  static final Fq12 ONE = new Fq12(Fq6.ONE, Fq6.ZERO);

  /// ξ^(i(q-1)/6) for i = 0 to 5: what the Frobenius map multiplies the coefficient of w^i by.
  private static final Fq2[] FROBENIUS = frobeniusCoefficients();

  private static Fq2[] frobeniusCoefficients() {
    BigInteger sixth = Fq.MODULUS.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
    Fq2 step = Fq2.XI.pow(sixth);
    Fq2[] out = new Fq2[6];
    out[0] = Fq2.ONE;
    for (int i = 1; i < 6; i++) {
      out[i] = out[i - 1].times(step);
    }
    return out;
  }

  /// ξ^(i(q-1)/6).
  static Fq2 frobeniusCoefficient(int i) {
    return FROBENIUS[i];
  }

  Fq12 times(Fq12 o) {
    Fq6 low = c0.times(o.c0);
    Fq6 high = c1.times(o.c1);
    Fq6 cross = c0.plus(c1).times(o.c0.plus(o.c1));
    return new Fq12(low.plus(high.timesV()), cross.minus(low).minus(high));
  }

  /// Times x0 + x1·w + x3·w³, the form of a line: 13 multiplications in Fq2.
  Fq12 timesLine(Fq2 x0, Fq2 x1, Fq2 x3) {
    Fq6 low = c0.times(x0);
    Fq6 high = c1.timesSparse(x1, x3);
    Fq6 cross = c0.plus(c1).timesSparse(x0.plus(x1), x3);
    return new Fq12(low.plus(high.timesV()), cross.minus(low).minus(high));
  }

  /// Complex squaring: two multiplications in Fq6.
  Fq12 square() {
    Fq6 product = c0.times(c1);
    Fq6 c0Squared = c0.plus(c1).times(c0.plus(c1.timesV())).minus(product).minus(product.timesV());
    return new Fq12(c0Squared, product.plus(product));
  }

  /// c0 - c1·w, the q⁶-th power.
  Fq12 conjugate() {
    return new Fq12(c0, c1.negate());
  }

  Fq12 inverse() {
    Fq6 norm = c0.square().minus(c1.square().timesV()).inverse();
    return new Fq12(c0.times(norm), c1.times(norm).negate());
  }

  /// The q-th power.
  Fq12 frobenius() {
    return new Fq12(
        new Fq6(mapped(c0.c0(), 0), mapped(c0.c1(), 2), mapped(c0.c2(), 4)),
        new Fq6(mapped(c1.c0(), 1), mapped(c1.c1(), 3), mapped(c1.c2(), 5)));
  }

  private static Fq2 mapped(Fq2 coefficient, int power) {
    return coefficient.conjugate().times(FROBENIUS[power]);
  }

  Fq12 pow(BigInteger exponent) {
    Fq12 out = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      out = out.square();
      if (exponent.testBit(bit)) {
        out = out.times(this);
      }
    }
    return out;
  }
}
