package io.proofmill.coordinator.verify;

import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFileCodec;

/// Checks final proofs with the verifier, and that the statement proven is the one that TRACE set
/// out to prove: a valid proof of another batch is refused.
public final class RegistryProofChecker implements ProofChecker {
  private final ProofmillVerifier verifier;

  public RegistryProofChecker(ProofmillVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Verdict check(FinalProof proof) {
    return switch (ProofFileCodec.read(proof.proofFile())) {
      case ProofFileCodec.Decoded.Malformed(String reason) -> new Verdict.Rejected(reason);
      case ProofFileCodec.Decoded.Read(ProofFile file) ->
          switch (verifier.verify(file)) {
            case io.proofmill.verifier.protocol.Verdict.Rejected(String reason) ->
                new Verdict.Rejected(reason);
            case io.proofmill.verifier.protocol.Verdict.Accepted() ->
                PlannedStatement.firstDifference(proof.plan(), proof.proofFile())
                    .<Verdict>map(field ->
                        new Verdict.Rejected(
                            "/statement/" + field + ": the proof is of another batch"))
                    .orElseGet(Verdict.Accepted::new);
          };
    };
  }
}
