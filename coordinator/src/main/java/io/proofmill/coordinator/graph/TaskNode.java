package io.proofmill.coordinator.graph;

import io.proofmill.jobapi.Names;
import io.proofmill.jobapi.TaskKind;
import java.util.List;
import java.util.Objects;

/// One task of a job's graph, before anything is known about its execution.
///
/// @param name unique within the job
/// @param index the shard for COMMIT and PROVE, the position in the tree's list for AGGREGATE
/// @param needs the tasks that must be done first
/// @param inputs the artifacts it reads
/// @param outputs the artifacts it must produce
/// @param children for AGGREGATE the child proofs in order (also inputs), else empty
/// @param prefers a task whose worker should do this one too, since it keeps what this one needs in
///   memory; or null
public record TaskNode(
    String name,
    TaskKind kind,
    int index,
    List<String> needs,
    List<String> inputs,
    List<String> outputs,
    List<String> children,
    String prefers) {
  public TaskNode {
    Names.requireName("task name", name);
    Objects.requireNonNull(kind, "kind");
    needs = List.copyOf(needs);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    children = List.copyOf(children);
  }
}
