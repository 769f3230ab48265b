package io.proofmill.jobapi;

import java.util.Objects;

/// What a coordinator and its workers must agree on before any work: the version of the proof
/// protocol and the root of the tree of verifying keys.
public record FarmIdentity(String protocolVersion, String vkTreeRoot) {
  public FarmIdentity {
    Objects.requireNonNull(protocolVersion, "protocolVersion");
    Objects.requireNonNull(vkTreeRoot, "vkTreeRoot");
  }
}
