package io.proofmill.verifier;

import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFile.Kind;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.protocol.RootProof;
import io.proofmill.verifier.protocol.Verdict;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.verifier.statement.ForkId;
import io.proofmill.verifier.statement.Statement;
import java.util.Optional;

/// Checks a proof file against the registry: what `proofmill verify` runs, and all that a Java
/// program needs (`docs/embedding.md`).
public final class ProofmillVerifier {
  private final Registry registry;
  private final DevelopmentSrsPolicy developmentSrs;

  /// What to do with a proof on the development SRS, which anybody can forge.
  public enum DevelopmentSrsPolicy {
    REFUSE,
    ALLOW
  }

  public ProofmillVerifier(DevelopmentSrsPolicy developmentSrs) {
    this(Registry.builtIn(), developmentSrs);
  }

  public ProofmillVerifier(Registry registry, DevelopmentSrsPolicy developmentSrs) {
    this.registry = registry;
    this.developmentSrs = developmentSrs;
  }

  /// Accepts if the statement is proven under the assumptions that the registry lists for its
  /// vk-tree root.
  public Verdict verify(ProofFile file) {
    if (file.kind() != Kind.ROOT) {
      return Verdict.rejected("/kind: only root proofs are checked here");
    }
    Statement statement = file.statement();
    Optional<Registry.Entry> found = registry.find(statement.vkTreeRoot());
    if (found.isEmpty()) {
      return Verdict.rejected(
          "/statement/vkTreeRoot: unknown vk-tree root " + statement.vkTreeRoot());
    }
    Registry.Entry entry = found.get();
    if (!file.vkDigest().equals(entry.rootKeyDigest())) {
      return Verdict.rejected("/vkDigest: not the root key of this vk-tree root");
    }
    if (!file.srsId().equals(entry.srsId())) {
      return Verdict.rejected("/srsId: not the SRS of this vk-tree root");
    }
    if (!file.assumptions().equals(entry.assumptions())) {
      return Verdict.rejected("/assumptions: not those of this vk-tree root");
    }
    if (entry.developmentSrs() && developmentSrs == DevelopmentSrsPolicy.REFUSE) {
      return Verdict.rejected(
          "/srsId: the development SRS proves nothing to others; --allow-dev-srs accepts it");
    }
    if (statement.protocolVersion() != ProofSteps.PROTOCOL_VERSION) {
      return Verdict.rejected(
          "/statement/protocolVersion: " + statement.protocolVersion() + " is not known");
    }
    if (ForkId.ofNumber(statement.fork()).isEmpty()) {
      return Verdict.rejected("/statement/fork: " + statement.fork() + " is not known");
    }
    return RootProof.verify(entry.rootKey(), entry.tau(), statement, file.proof());
  }
}
