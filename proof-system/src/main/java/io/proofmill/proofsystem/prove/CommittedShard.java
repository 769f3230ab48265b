package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.List;

/// A shard whose main columns are committed: what the batch's challenge depends on, and what a
/// worker keeps until it has drawn one.
///
/// @param tables the witness; not to be written any more
/// @param commitments to the main groups, in the order of the key's shape
public record CommittedShard(List<TableWitness> tables, List<G1Point> commitments) {
  public CommittedShard {
    tables = List.copyOf(tables);
    commitments = List.copyOf(commitments);
  }
}
