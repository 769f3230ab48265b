package io.proofmill.verifier.file;

import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A proof as it travels: `proofmill-proof/1`, see `docs/proof-format.md`. What a file says of its
/// key, SRS and assumptions is compared with the registry, never believed.
public record ProofFile(
    Kind kind,
    Statement statement,
    Bytes32 vkDigest,
    Bytes32 srsId,
    List<String> assumptions,
    byte[] proof) {

  /// The value of the file's `format` key.
  public static final String FORMAT = "proofmill-proof/1";

  /// Which verifier a proof is for.
  public enum Kind {
    /// Poseidon2 transcript; checked by this module.
    ROOT("root"),
    /// Keccak transcript; checked on-chain.
    WRAP("wrap");

    private final String jsonName;

    Kind(String jsonName) {
      this.jsonName = jsonName;
    }

    public String jsonName() {
      return jsonName;
    }
  }

  public ProofFile {
    assumptions = List.copyOf(assumptions);
    proof = proof.clone();
  }

  @Override
  public byte[] proof() {
    return proof.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProofFile f
        && kind == f.kind
        && statement.equals(f.statement)
        && vkDigest.equals(f.vkDigest)
        && srsId.equals(f.srsId)
        && assumptions.equals(f.assumptions)
        && Arrays.equals(proof, f.proof);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, statement, vkDigest, srsId, assumptions, Arrays.hashCode(proof));
  }

  @Override
  public String toString() {
    return "ProofFile[" + kind + ", " + statement + ", " + proof.length + " proof bytes]";
  }
}
