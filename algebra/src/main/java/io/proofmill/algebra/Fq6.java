package io.proofmill.algebra;

/// An element c0 + c1·v + c2·v² of Fq6 = Fq2\[v]/(v³ - ξ).
record Fq6(Fq2 c0, Fq2 c1, Fq2 c2) {
  static final Fq6 ZERO = new Fq6(Fq2.ZERO, Fq2.ZERO, Fq2.ZERO);
  static final Fq6 ONE = new Fq6(Fq2.ONE, Fq2.ZERO, Fq2.ZERO);

  Fq6 plus(Fq6 o) {
    return new Fq6(c0.plus(o.c0), c1.plus(o.c1), c2.plus(o.c2));
  }

  Fq6 minus(Fq6 o) {
    return new Fq6(c0.minus(o.c0), c1.minus(o.c1), c2.minus(o.c2));
  }

  Fq6 negate() {
    return new Fq6(c0.negate(), c1.negate(), c2.negate());
  }

  /// Six multiplications in Fq2 (Devegili et al. 2006, Karatsuba).
  Fq6 times(Fq6 o) {
    Fq2 v0 = c0.times(o.c0);
    Fq2 v1 = c1.times(o.c1);
    Fq2 v2 = c2.times(o.c2);
    Fq2 cross12 = c1.plus(c2).times(o.c1.plus(o.c2)).minus(v1).minus(v2);
    Fq2 cross01 = c0.plus(c1).times(o.c0.plus(o.c1)).minus(v0).minus(v1);
    Fq2 cross02 = c0.plus(c2).times(o.c0.plus(o.c2)).minus(v0).minus(v2);
    return new Fq6(v0.plus(cross12.timesXi()), cross01.plus(v2.timesXi()), cross02.plus(v1));
  }

  /// Times x0 + x1·v, five multiplications in Fq2.
  Fq6 timesSparse(Fq2 x0, Fq2 x1) {
    Fq2 v0 = c0.times(x0);
    Fq2 v1 = c1.times(x1);
    Fq2 cross = c0.plus(c1).times(x0.plus(x1)).minus(v0).minus(v1);
    return new Fq6(v0.plus(c2.times(x1).timesXi()), cross, c2.times(x0).plus(v1));
  }

  Fq6 times(Fq2 x) {
    return new Fq6(c0.times(x), c1.times(x), c2.times(x));
  }

  Fq6 square() {
    return times(this);
  }

  /// Times v.
  Fq6 timesV() {
    return new Fq6(c2.timesXi(), c0, c1);
  }

  Fq6 inverse() {
    Fq2 a = c0.square().minus(c1.times(c2).timesXi());
    Fq2 b = c2.square().timesXi().minus(c0.times(c1));
    Fq2 c = c1.square().minus(c0.times(c2));
    Fq2 norm = c0.times(a).plus(c2.times(b).plus(c1.times(c)).timesXi()).inverse();
    return new Fq6(a.times(norm), b.times(norm), c.times(norm));
  }
}
