package io.proofmill.aggregator.program;

import io.proofmill.verifier.protocol.OpeningClaim;
import io.proofmill.verifier.protocol.OpeningClaim.Term;
import io.proofmill.verifier.protocol.ProofVerifier.Verified;
import io.proofmill.verifier.protocol.ProtocolTranscript;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.util.ArrayList;
import java.util.List;

/// Collects pairing equations and combines them into one, `Σ ρ^k · equation k`. ρ is drawn when all
/// are known: after the end of every child's transcript, which depends on the child's inherited
/// accumulator, since that is among its public values (R3).
final class Accumulation<F, P> {
  private final AggregationArithmetic<F, P> arithmetic;
  private final List<F> transcriptEnds = new ArrayList<>();
  private final List<OpeningClaim<F, P>> claims = new ArrayList<>();

  /// One pairing equation, `e(left, [1]₂) = e(right, [τ]₂)`.
  record Pair<P>(P left, P right) {}

  Accumulation(AggregationArithmetic<F, P> arithmetic) {
    this.arithmetic = arithmetic;
  }

  /// Adds a child's own equation.
  void add(Verified<F, P> child) {
    transcriptEnds.add(child.transcriptEnd());
    claims.add(child.claim());
  }

  /// Adds an equation that a child, added before, inherited.
  void addInherited(P left, P right) {
    claims.add(new OpeningClaim<>(List.of(new Term<>(arithmetic.one(), left)), right));
  }

  /// The combination of all equations.
  Pair<P> combine() {
    ProtocolTranscript<F, P> sponge = new ProtocolTranscript<>(arithmetic, Domain.ACCUMULATOR);
    sponge.absorbAll(transcriptEnds);
    F challenge = sponge.challenge128();
    List<Term<F, P>> left = new ArrayList<>();
    List<Term<F, P>> right = new ArrayList<>();
    F power = arithmetic.one();
    for (OpeningClaim<F, P> claim : claims) {
      for (Term<F, P> term : claim.left()) {
        left.add(new Term<>(arithmetic.multiply(power, term.scalar()), term.point()));
      }
      right.add(new Term<>(power, claim.right()));
      power = arithmetic.multiply(power, challenge);
    }
    return new Pair<>(arithmetic.multiScalar(mergeGenerators(left)), arithmetic.multiScalar(right));
  }

  /// Joins the terms on the generator, of which each claim brings one.
  private List<Term<F, P>> mergeGenerators(List<Term<F, P>> terms) {
    P generator = arithmetic.generator();
    List<Term<F, P>> merged = new ArrayList<>();
    F scalar = arithmetic.zero();
    for (Term<F, P> term : terms) {
      if (term.point().equals(generator)) {
        scalar = arithmetic.add(scalar, term.scalar());
      } else {
        merged.add(term);
      }
    }
    merged.add(new Term<>(scalar, generator));
    return merged;
  }
}
