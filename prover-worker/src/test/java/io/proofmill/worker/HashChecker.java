package io.proofmill.worker;

import io.proofmill.coordinator.verify.ProofChecker;
import java.util.Arrays;

/// Accepts exactly the proofs of [HashingRunner] for a number of shards.
record HashChecker(int shards) implements ProofChecker {
  @Override
  public Verdict check(FinalProof proof) {
    return Arrays.equals(proof.proofFile(), HashingRunner.expectedProof(proof.input(), shards))
        ? new Verdict.Accepted()
        : new Verdict.Rejected("the root hash differs");
  }
}
