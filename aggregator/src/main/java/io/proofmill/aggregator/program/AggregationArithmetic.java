package io.proofmill.aggregator.program;

import io.proofmill.verifier.protocol.OpeningClaim.Term;
import io.proofmill.verifier.protocol.VerifierArithmetic;
import java.util.List;

/// What the aggregation programs need beyond verification. They are written once over it: recorded
/// as a circuit, and run on values in tests.
public interface AggregationArithmetic<F, P> extends VerifierArithmetic<F, P> {
  /// `Σ scalar·point`.
  P multiScalar(List<Term<F, P>> terms);

  default void assertBool(String reason, F value) {
    assertEqual(reason, multiply(value, value), value);
  }

  /// `bit ? ifOne : ifZero`, for a `bit` that is known to be boolean.
  default F select(F bit, F ifOne, F ifZero) {
    return add(ifZero, multiply(bit, subtract(ifOne, ifZero)));
  }
}
