package io.proofmill.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The optimal ate pairing on BN254 (Vercauteren 2008; Aranha et al. 2011, "Faster explicit
/// formulas for computing pairings over ordinary curves"), used only to test whether a product of
/// pairings is one. One Miller loop for all pairs, without inversions; about 25,000 multiplications
/// in Fq for two pairs.
public final class Pairing {
  /// One factor e(p, q). Both points are taken to be in their groups.
  public record Pair(G1Point p, G2Point q) {}

  /// The curve's parameter x.
  private static final BigInteger PARAMETER = BigInteger.valueOf(4965661367192848881L);

  /// 6x + 2: the length of the Miller loop.
  private static final BigInteger LOOP =
      PARAMETER.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);

  private Pairing() {}

  /// Whether the product of the pairings is one. An empty product is one, and so is a factor with
  /// infinity on either side.
  public static boolean productIsOne(List<Pair> pairs) {
    List<Walk> walks = new ArrayList<>();
    for (Pair pair : pairs) {
      if (!pair.p().isInfinity() && !pair.q().isInfinity()) {
        walks.add(new Walk(pair));
      }
    }
    return finalExponentiation(millerLoop(walks)).equals(Fq12.ONE);
  }

  /// Whether e(p1, q1) = e(p2, q2).
  public static boolean areEqual(G1Point p1, G2Point q1, G1Point p2, G2Point q2) {
    return productIsOne(List.of(new Pair(p1, q1), new Pair(p2.negate(), q2)));
  }

  /// The product of f_{6x+2,Q}(P) times the two lines through the Frobenius images of Q.
  private static Fq12 millerLoop(List<Walk> walks) {
    Fq12 f = Fq12.ONE;
    for (int bit = LOOP.bitLength() - 2; bit >= 0; bit--) {
      f = f.square();
      for (Walk walk : walks) {
        f = walk.twice(f);
        if (LOOP.testBit(bit)) {
          f = walk.add(walk.q, f);
        }
      }
    }
    for (Walk walk : walks) {
      G2Point q1 = frobenius(walk.q);
      f = walk.add(q1, f);
      f = walk.add(frobenius(q1).negate(), f);
    }
    return f;
  }

  /// A multiple T = (X : Y : Z) of Q on the twist, x = X/Z, y = Y/Z. Each step multiplies f by its
  /// line at P: for a slope λ in twist coordinates, a multiple of y_P - λ·x_P·w + (λ·x_T - y_T)·w³.
  /// Factors in proper subfields are left out: the final exponentiation kills them.
  private static final class Walk {
    private static final FqElement HALF = FqElement.of(2).inverse();

    private final G1Point p;
    private final G2Point q;
    private Fq2 x;
    private Fq2 y;
    private Fq2 z = Fq2.ONE;

    Walk(Pair pair) {
      this.p = pair.p();
      this.q = pair.q();
      this.x = q.x();
      this.y = q.y();
    }

    Fq12 twice(Fq12 f) {
      Fq2 a = x.times(y).times(HALF);
      Fq2 b = y.square();
      Fq2 c = z.square();
      Fq2 e = triple(c).times(G2Point.CURVE_B);
      Fq2 e3 = triple(e);
      Fq2 g = b.plus(e3).times(HALF);
      Fq2 h = y.plus(z).square().minus(b.plus(c)); // 2YZ
      Fq12 out = f.timesLine(h.negate().times(p.y()), triple(x.square()).times(p.x()), e.minus(b));
      x = a.times(b.minus(e3));
      y = g.square().minus(triple(e.square()));
      z = b.times(h);
      return out;
    }

    Fq12 add(G2Point r, Fq12 f) {
      Fq2 dy = y.minus(r.y().times(z));
      Fq2 dx = x.minus(r.x().times(z));
      Fq2 constant = r.x().times(dy).minus(r.y().times(dx));
      Fq12 out = f.timesLine(dx.times(p.y()), dy.negate().times(p.x()), constant);
      Fq2 dx2 = dx.square();
      Fq2 dx3 = dx2.times(dx);
      Fq2 g = x.times(dx2);
      Fq2 h = dx3.plus(z.times(dy.square())).minus(g).minus(g);
      x = dx.times(h);
      y = dy.times(g.minus(h)).minus(y.times(dx3));
      z = z.times(dx3);
      return out;
    }

    private static Fq2 triple(Fq2 v) {
      return v.plus(v).plus(v);
    }
  }

  /// The q-power Frobenius map, carried over to the twist.
  private static G2Point frobenius(G2Point q) {
    return new G2Point(
        q.x().conjugate().times(Fq12.frobeniusCoefficient(2)),
        q.y().conjugate().times(Fq12.frobeniusCoefficient(3)));
  }

  /// f^((q¹² - 1)/r): the easy part (q⁶ - 1)(q² + 1), then (q⁴ - q² + 1)/r as a polynomial in q and
  /// x (Scott et al. 2009, "On the final exponentiation", section 5).
  static Fq12 finalExponentiation(Fq12 f) {
    Fq12 g = f.conjugate().times(f.inverse());
    g = g.frobenius().frobenius().times(g);
    // From here on the inverse is the conjugate.
    Fq12 gx = g.pow(PARAMETER);
    Fq12 gx2 = gx.pow(PARAMETER);
    Fq12 gx3 = gx2.pow(PARAMETER);
    Fq12 gq = g.frobenius();
    Fq12 gq2 = gq.frobenius();
    Fq12 gx2q = gx2.frobenius();
    Fq12 y0 = gq.times(gq2).times(gq2.frobenius());
    Fq12 y1 = g.conjugate();
    Fq12 y2 = gx2q.frobenius();
    Fq12 y3 = gx.frobenius().conjugate();
    Fq12 y4 = gx.times(gx2q).conjugate();
    Fq12 y5 = gx2.conjugate();
    Fq12 y6 = gx3.times(gx3.frobenius()).conjugate();
    // y0·y1²·y2⁶·y3¹²·y4¹⁸·y5³⁰·y6³⁶
    Fq12 t0 = y6.square().times(y4).times(y5);
    Fq12 t1 = y3.times(y5).times(t0);
    t0 = t0.times(y2);
    t1 = t1.square().times(t0).square();
    t0 = t1.times(y1);
    t1 = t1.times(y0);
    return t0.square().times(t1);
  }
}
