package io.proofmill.jobapi.lease;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.ArtifactRef;
import java.util.Map;
import java.util.Objects;

/// A task is done; its outputs are in the artifact store.
public record Completion(TaskClaim claim, Map<String, ArtifactRef> outputs, ObjectNode metadata) {
  public Completion {
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(metadata, "metadata");
    outputs = Map.copyOf(outputs);
  }
}
