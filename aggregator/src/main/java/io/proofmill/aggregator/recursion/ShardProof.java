package io.proofmill.aggregator.recursion;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ProofData;
import java.util.List;

/// An open proof of one shard, as the prover finished it.
public record ShardProof(List<FrElement> publicValues, ProofData<FrElement, G1Point> data) {
  public ShardProof {
    publicValues = List.copyOf(publicValues);
  }
}
