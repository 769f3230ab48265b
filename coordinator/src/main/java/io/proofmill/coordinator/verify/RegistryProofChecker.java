package io.proofmill.coordinator.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFileCodec;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

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
                differingField(proof)
                    .<Verdict>map(field ->
                        new Verdict.Rejected(
                            "/statement/" + field + ": the proof is of another batch"))
                    .orElseGet(Verdict.Accepted::new);
          };
    };
  }

  /// The first field of the planned statement that the proof's statement does not have with the
  /// same value. Numbers and hashes are compared as integers, since the plan writes them shorter.
  private static Optional<String> differingField(FinalProof proof) {
    Optional<JsonNode> planned = statement(proof.plan());
    Optional<JsonNode> proven = statement(proof.proofFile());
    if (planned.isEmpty() || proven.isEmpty() || planned.get().isEmpty()) {
      return Optional.of("");
    }
    for (Map.Entry<String, JsonNode> field : planned.get().properties()) {
      Optional<BigInteger> expected = integer(field.getValue());
      Optional<BigInteger> actual = integer(proven.get().path(field.getKey()));
      if (expected.isEmpty() || !expected.equals(actual)) {
        return Optional.of(field.getKey());
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> statement(byte[] json) {
    return switch (StrictJson.decodeTree(json)) {
      case Decoded.Value<JsonNode>(JsonNode tree) -> Optional.ofNullable(tree.get("statement"));
      case Decoded.Malformed<JsonNode> _ -> Optional.empty();
    };
  }

  private static Optional<BigInteger> integer(JsonNode node) {
    if (node.isIntegralNumber()) {
      return Optional.of(node.bigIntegerValue());
    }
    String hex = node.asText("");
    hex = hex.startsWith("0x") ? hex.substring(2) : hex;
    return hex.matches("[0-9a-fA-F]{1,64}")
        ? Optional.of(new BigInteger(hex, 16))
        : Optional.empty();
  }
}
