package io.proofmill.verifier.protocol;

import java.util.List;

/// Absorbs everything a challenge must depend on, then yields challenges. There is one order of
/// absorption, in [ProofVerifier]; the prover follows the same steps through [ProofSteps].
public interface Transcript<F, P> {
  void absorb(F element);

  void absorbPoint(P point);

  /// A uniform element of the scalar field.
  F challenge();

  /// A uniform 128-bit integer; for γ, constraint combination and accumulators alone (R16).
  F challenge128();

  default void absorbAll(List<F> elements) {
    elements.forEach(this::absorb);
  }

  default void absorbPoints(List<P> points) {
    points.forEach(this::absorbPoint);
  }
}
