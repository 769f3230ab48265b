package io.proofmill.coordinator.graph;

import io.proofmill.jobapi.Aggregation;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.TaskKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The graph of a job's tasks, as a function of the plan that TRACE returned:
///
/// ```
/// TRACE → COMMIT(0 … n-1) → CHALLENGE → PROVE(0 … n-1) → AGGREGATE(node …) → VERIFY
/// ```
///
/// COMMIT(i) starts as soon as TRACE is done, an aggregation as soon as its own children are
/// proven. What runs when is decided elsewhere; nothing here depends on workers or time.
public final class TaskGraph {
  /// The name of the first task.
  public static final String TRACE = "trace";

  private static final String CHALLENGE = "challenge";
  private static final String VERIFY = "verify";

  private TaskGraph() {}

  /// The tasks a job begins with: TRACE alone, since the rest depends on its result.
  public static List<TaskNode> initial() {
    return List.of(
        new TaskNode(
            TRACE,
            TaskKind.TRACE,
            0,
            List.of(),
            List.of(ArtifactNames.INPUT),
            List.of(ArtifactNames.PLAN),
            List.of(),
            null));
  }

  /// The artifacts that TRACE must have stored for this plan.
  public static List<String> traceOutputs(ShardPlan plan) {
    List<String> names = new ArrayList<>(List.of(ArtifactNames.PLAN));
    for (int i = 0; i < plan.shards(); i++) {
      names.add(ArtifactNames.witness(i));
    }
    return names;
  }

  /// All tasks after TRACE, each after those it needs.
  public static List<TaskNode> afterTrace(ShardPlan plan) {
    List<TaskNode> tasks = new ArrayList<>(plan.taskCount());
    List<String> commits = new ArrayList<>();
    List<String> challengeInputs = new ArrayList<>(List.of(ArtifactNames.PLAN));
    for (int i = 0; i < plan.shards(); i++) {
      tasks.add(commit(i));
      commits.add(commitTask(i));
      challengeInputs.add(ArtifactNames.commitment(i));
    }
    tasks.add(
        new TaskNode(
            CHALLENGE,
            TaskKind.CHALLENGE,
            0,
            commits,
            challengeInputs,
            List.of(ArtifactNames.CHALLENGE),
            List.of(),
            null));
    // Proof → the task that makes it. A plan has checked that all proofs have different names.
    Map<String, String> producers = new HashMap<>();
    for (int i = 0; i < plan.shards(); i++) {
      tasks.add(prove(i));
      producers.put(ArtifactNames.shardProof(i), proveTask(i));
    }
    for (int i = 0; i < plan.aggregations().size(); i++) {
      Aggregation node = plan.aggregations().get(i);
      List<String> needs = node.children().stream().map(producers::get).toList();
      tasks.add(aggregate(i, node, needs));
      producers.put(node.id(), aggregateTask(node.id()));
    }
    tasks.add(verify());
    return tasks;
  }

  private static TaskNode commit(int shard) {
    return new TaskNode(
        commitTask(shard),
        TaskKind.COMMIT,
        shard,
        List.of(TRACE),
        List.of(ArtifactNames.PLAN, ArtifactNames.witness(shard)),
        List.of(ArtifactNames.commitment(shard)),
        List.of(),
        null);
  }

  private static TaskNode prove(int shard) {
    return new TaskNode(
        proveTask(shard),
        TaskKind.PROVE,
        shard,
        List.of(CHALLENGE),
        List.of(
            ArtifactNames.PLAN,
            ArtifactNames.witness(shard),
            ArtifactNames.commitment(shard),
            ArtifactNames.CHALLENGE),
        List.of(ArtifactNames.shardProof(shard)),
        List.of(),
        commitTask(shard));
  }

  private static TaskNode aggregate(int index, Aggregation node, List<String> needs) {
    List<String> inputs = new ArrayList<>(List.of(ArtifactNames.PLAN, ArtifactNames.CHALLENGE));
    inputs.addAll(node.children());
    return new TaskNode(
        aggregateTask(node.id()),
        TaskKind.AGGREGATE,
        index,
        needs,
        inputs,
        List.of(node.id()),
        node.children(),
        null);
  }

  private static TaskNode verify() {
    return new TaskNode(
        VERIFY,
        TaskKind.VERIFY,
        0,
        List.of(aggregateTask(ShardPlan.ROOT)),
        List.of(ArtifactNames.INPUT, ArtifactNames.PLAN, ArtifactNames.ROOT),
        List.of(),
        List.of(),
        null);
  }

  private static String commitTask(int shard) {
    return "commit-" + shard;
  }

  private static String proveTask(int shard) {
    return "prove-" + shard;
  }

  private static String aggregateTask(String id) {
    return "aggregate-" + id;
  }
}
