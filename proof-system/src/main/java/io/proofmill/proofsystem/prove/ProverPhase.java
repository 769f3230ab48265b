package io.proofmill.proofsystem.prove;

/// The steps of a proof, in order; what a [PhaseListener] hears of.
public enum ProverPhase {
  /// Main columns committed from their values.
  COMMIT,
  /// Bus columns computed and committed.
  AUX,
  /// Constraints evaluated on cosets, divided, and the chunks committed.
  QUOTIENT,
  /// All columns evaluated at ζ and ωζ.
  EVALUATE,
  /// W and W′.
  OPEN,
  /// The proof verified.
  VERIFY
}
