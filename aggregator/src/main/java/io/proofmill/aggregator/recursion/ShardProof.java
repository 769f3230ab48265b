package io.proofmill.aggregator.recursion;

import io.proofmill.algebra.FrElement;
import java.util.List;

/// An open proof of one shard.
///
/// @param publicValues its own public values, fixed before the challenges
/// @param proof the proof's bytes
public record ShardProof(List<FrElement> publicValues, byte[] proof) {
  public ShardProof {
    publicValues = List.copyOf(publicValues);
  }
}
