package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Pairing;
import io.proofmill.verifier.protocol.OpeningClaim.Term;
import java.util.List;

/// A pairing equation that is still to be checked: `e(L, [1]₂) = e(R, [τ]₂)`.
public record Accumulator(G1Point left, G1Point right) {

  /// The claim with its multi-scalar multiplication carried out.
  public static Accumulator of(OpeningClaim<FrElement, G1Point> claim) {
    G1Point left = G1Point.INFINITY;
    for (Term<FrElement, G1Point> term : claim.left()) {
      left = left.plus(term.point().times(term.scalar()));
    }
    return new Accumulator(left, claim.right());
  }

  /// This equation plus `challenge` times the other: holds for a random challenge only if both do.
  public Accumulator plus(FrElement challenge, Accumulator other) {
    return new Accumulator(
        left.plus(other.left.times(challenge)), right.plus(other.right.times(challenge)));
  }

  /// Checks the equation against `[τ]₂`.
  public boolean holds(G2Point tau) {
    return Pairing.productIsOne(
        List.of(new Pairing.Pair(left, G2Point.GENERATOR), new Pairing.Pair(right.negate(), tau)));
  }
}
