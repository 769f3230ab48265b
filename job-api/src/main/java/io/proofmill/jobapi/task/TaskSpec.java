package io.proofmill.jobapi.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Names;
import io.proofmill.jobapi.TaskKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One leased task.
///
/// @param jobId the job
/// @param name unique within the job: `trace`, `commit-3`, `challenge`, `prove-3`,
///   `aggregate-<id>`, `verify`
/// @param kind what to do
/// @param index the shard for COMMIT and PROVE, the position in the tree's list for AGGREGATE, else
///   0
/// @param attempt the fencing number of this lease, from 1; a result under an older one is refused
/// @param parameters the job's parameters, given at submission; `{}` when there are none
/// @param inputs the artifacts the task reads, by name
/// @param outputs the artifacts the task must produce, by name (TRACE adds `witness-<i>` per shard)
/// @param children for AGGREGATE the artifact names of the child proofs in order, else empty
public record TaskSpec(
    String jobId,
    String name,
    TaskKind kind,
    int index,
    int attempt,
    ObjectNode parameters,
    Map<String, ArtifactRef> inputs,
    List<String> outputs,
    List<String> children) {
  public TaskSpec {
    Names.requireName("job id", jobId);
    Names.requireName("task name", name);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(parameters, "parameters");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = List.copyOf(outputs);
    children = List.copyOf(children);
    if (index < 0 || attempt < 1) {
      throw new IllegalArgumentException(
          "index must be ≥ 0 and attempt ≥ 1, were " + index + " and " + attempt);
    }
  }
}
