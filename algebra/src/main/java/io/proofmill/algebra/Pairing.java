package io.proofmill.algebra;

import java.math.BigInteger;
import java.util.List;

/// The optimal ate pairing on BN254 (Vercauteren 2008; Beuchat et al. 2010, algorithm 1), used only
/// to test whether a product of pairings is one. Lines are computed in affine coordinates on the
/// twist; the hard part of the final exponentiation is a plain power. About 10 ms for two pairs.
public final class Pairing {
  /// One factor e(p, q). Both points are taken to be in their groups.
  public record Pair(G1Point p, G2Point q) {}

  /// The curve's parameter x.
  private static final long PARAMETER = 4965661367192848881L;

  /// 6x + 2: the length of the Miller loop.
  private static final BigInteger LOOP =
      BigInteger.valueOf(PARAMETER).multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);

  /// (q⁴ - q² + 1)/r.
  private static final BigInteger HARD_PART =
      Fq.MODULUS.pow(4).subtract(Fq.MODULUS.pow(2)).add(BigInteger.ONE).divide(Fr.MODULUS);

  private Pairing() {}

  /// Whether the product of the pairings is one. An empty product is one, and so is a factor with
  /// infinity on either side.
  public static boolean productIsOne(List<Pair> pairs) {
    Fq12 product = Fq12.ONE;
    for (Pair pair : pairs) {
      if (!pair.p().isInfinity() && !pair.q().isInfinity()) {
        product = product.times(millerLoop(pair.p(), pair.q()));
      }
    }
    return finalExponentiation(product).equals(Fq12.ONE);
  }

  /// Whether e(p1, q1) = e(p2, q2).
  public static boolean areEqual(G1Point p1, G2Point q1, G1Point p2, G2Point q2) {
    return productIsOne(List.of(new Pair(p1, q1), new Pair(p2.negate(), q2)));
  }

  /// f_{6x+2,Q}(P) times the two lines through the Frobenius images of Q.
  private static Fq12 millerLoop(G1Point p, G2Point q) {
    Fq12 f = Fq12.ONE;
    G2Point t = q;
    for (int bit = LOOP.bitLength() - 2; bit >= 0; bit--) {
      Fq2 slope = t.tangentSlope();
      f = f.square().times(line(slope, t, p));
      t = t.chord(slope, t);
      if (LOOP.testBit(bit)) {
        slope = slope(t, q);
        f = f.times(line(slope, t, p));
        t = t.chord(slope, q);
      }
    }
    G2Point q1 = frobenius(q);
    Fq2 slope = slope(t, q1);
    f = f.times(line(slope, t, p));
    t = t.chord(slope, q1);
    G2Point q2 = frobenius(q1).negate();
    return f.times(line(slope(t, q2), t, p));
  }

  private static Fq2 slope(G2Point a, G2Point b) {
    return a.y().minus(b.y()).times(a.x().minus(b.x()).inverse());
  }

  /// The line through the untwisted t = (x·w², y·w³) of untwisted slope λ·w, at p: y_p - λ·x_p·w +
  /// (λ·x_t - y_t)·w³. Factors in proper subfields are left out: the final exponentiation kills
  /// them.
  private static Fq12 line(Fq2 slope, G2Point t, G1Point p) {
    Fq2 constant = new Fq2(p.y(), FqElement.ZERO);
    Fq2 w1 = slope.times(p.x()).negate();
    Fq2 w3 = slope.times(t.x()).minus(t.y());
    return new Fq12(new Fq6(constant, Fq2.ZERO, Fq2.ZERO), new Fq6(w1, w3, Fq2.ZERO));
  }

  /// The q-power Frobenius map, carried over to the twist.
  private static G2Point frobenius(G2Point q) {
    return new G2Point(
        q.x().conjugate().times(Fq12.frobeniusCoefficient(2)),
        q.y().conjugate().times(Fq12.frobeniusCoefficient(3)));
  }

  /// f^((q¹² - 1)/r).
  private static Fq12 finalExponentiation(Fq12 f) {
    Fq12 easy = f.conjugate().times(f.inverse()); // f^(q⁶ - 1)
    easy = easy.frobenius().frobenius().times(easy); // ^(q² + 1)
    return easy.pow(HARD_PART);
  }
}
