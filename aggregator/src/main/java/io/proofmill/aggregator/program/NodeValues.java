package io.proofmill.aggregator.program;

import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.PackedPoint;
import io.proofmill.verifier.protocol.VerifierArithmetic;
import java.util.ArrayList;
import java.util.List;

/// The public values of a leaf or node: what it says of a run of consecutive shards (R5).
///
/// @param keyRoot the vk-tree root that the keys below were looked up in
/// @param listStart the list of shards before the run
/// @param listEnd the list of shards after the run
/// @param count the number of shards in the run
/// @param challenges α and β, under which all were proven
/// @param sum the run's bus sum
/// @param left the accumulated L of all pairing equations below, the child's own not among them
/// @param right the accumulated R
public record NodeValues<F, P>(
    F keyRoot,
    F listStart,
    F listEnd,
    F count,
    BusChallenges<F> challenges,
    F sum,
    P left,
    P right) {

  /// How many public values a leaf or node has.
  public static final int PUBLIC_VALUES = 7 + 2 * PackedPoint.ELEMENTS;

  /// The values in the order in which they are public.
  public List<F> publicValues(VerifierArithmetic<F, P> arithmetic) {
    List<F> values =
        new ArrayList<>(
            List.of(
                keyRoot, listStart, listEnd, count, challenges.alpha(), challenges.beta(), sum));
    values.addAll(arithmetic.pack(left));
    values.addAll(arithmetic.pack(right));
    return values;
  }
}
