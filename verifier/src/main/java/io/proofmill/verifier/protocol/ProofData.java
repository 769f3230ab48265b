package io.proofmill.verifier.protocol;

import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import java.util.List;
import java.util.Map;

/// A proof's elements in the order in which they are absorbed.
///
/// @param main commitments to main groups
/// @param aux commitments to aux groups
/// @param sums the bus sum of each table that has one
/// @param quotient commitments to quotient groups
/// @param evaluations per group of [ProofShape#groups], its columns at ζ, then, where the group is
///   opened there, its columns at ωζ
/// @param w commitment to the batched quotient of the openings
/// @param wPrime commitment to the opening of the linearised combination at z
public record ProofData<F, P>(
    List<P> main,
    List<P> aux,
    List<F> sums,
    List<P> quotient,
    List<List<F>> evaluations,
    P w,
    P wPrime) {
  public ProofData {
    main = List.copyOf(main);
    aux = List.copyOf(aux);
    sums = List.copyOf(sums);
    quotient = List.copyOf(quotient);
    evaluations = evaluations.stream().map(List::copyOf).toList();
  }

  /// The commitments of one phase other than FIXED.
  public List<P> commitments(Phase phase) {
    return Map.of(Phase.MAIN, main, Phase.AUX, aux, Phase.QUOTIENT, quotient).get(phase);
  }
}
