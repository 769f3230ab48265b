package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;

/// The hash of a proof's transcript. The rounds are those of [ProofSteps] under either.
public enum TranscriptHash {
  /// For proofs that a circuit verifies: shards, leaves, nodes; and the root.
  POSEIDON2 {
    @Override
    public Transcript<FrElement, G1Point> newTranscript() {
      return new ProtocolTranscript<>(new NativeArithmetic(), Domain.PROOF);
    }
  },
  /// For proofs that a contract verifies.
  KECCAK {
    @Override
    public Transcript<FrElement, G1Point> newTranscript() {
      return new KeccakTranscript();
    }
  };

  /// A transcript that has absorbed nothing yet.
  public abstract Transcript<FrElement, G1Point> newTranscript();
}
