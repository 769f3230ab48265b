package io.proofmill.proofsystem.prove;

/// Hears what a prover has done, for progress and benchmarks.
@FunctionalInterface
public interface PhaseListener {
  /// A listener that hears nothing.
  PhaseListener NONE = (phase, cells, nanos) -> {};

  /// A step of one proof has ended.
  ///
  /// @param cells how many cells it worked on: main cells for COMMIT, bus cells for AUX, cells of
  ///   chunks for QUOTIENT, cells of all columns for the others
  /// @param nanos wall time
  void finished(ProverPhase phase, long cells, long nanos);
}
