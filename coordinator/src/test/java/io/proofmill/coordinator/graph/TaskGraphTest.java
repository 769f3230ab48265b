package io.proofmill.coordinator.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.TaskKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
  @Test
  void aJobBeginsWithTraceAlone() {
    TaskNode trace = TaskGraph.initial().getFirst();
    assertEquals(1, TaskGraph.initial().size());
    assertEquals(TaskKind.TRACE, trace.kind());
    assertEquals(List.of("input"), trace.inputs());
    assertEquals(List.of("plan"), trace.outputs());
  }

  @Test
  void threeShardsMakeTwoLeavesOneNodeAndTheRoot() {
    Map<String, TaskNode> tasks = byName(TaskGraph.afterTrace(ShardPlan.balanced(3, 2)));
    assertEquals(
        Set.of(
            "commit-0",
            "commit-1",
            "commit-2",
            "challenge",
            "prove-0",
            "prove-1",
            "prove-2",
            "aggregate-leaf-0",
            "aggregate-leaf-1",
            "aggregate-node-1-0",
            "aggregate-root",
            "verify"),
        tasks.keySet());
    assertEquals(List.of("trace"), tasks.get("commit-2").needs());
    assertEquals(List.of("commit-0", "commit-1", "commit-2"), tasks.get("challenge").needs());
    assertEquals(List.of("challenge"), tasks.get("prove-1").needs());
    assertEquals("commit-1", tasks.get("prove-1").prefers());
    assertEquals(
        List.of("plan", "witness-1", "commitment-1", "challenge"), tasks.get("prove-1").inputs());
    assertEquals(List.of("prove-0", "prove-1"), tasks.get("aggregate-leaf-0").needs());
    assertEquals(List.of("shard-2"), tasks.get("aggregate-leaf-1").children());
    assertEquals(
        List.of("aggregate-leaf-0", "aggregate-leaf-1"), tasks.get("aggregate-node-1-0").needs());
    assertEquals(List.of("plan", "challenge", "node-1-0"), tasks.get("aggregate-root").inputs());
    assertEquals(List.of("root"), tasks.get("aggregate-root").outputs());
    assertEquals(List.of("aggregate-root"), tasks.get("verify").needs());
  }

  @Test
  void everyTaskStandsAfterWhatItNeedsAndReadsOnlyWhatAnEarlierTaskMade() {
    for (int shards = 1; shards <= 40; shards++) {
      for (int arity = 2; arity <= 5; arity++) {
        ShardPlan plan = ShardPlan.balanced(shards, arity);
        List<TaskNode> tasks = TaskGraph.afterTrace(plan);
        assertEquals(plan.taskCount(), tasks.size() + 1);
        Set<String> done = new HashSet<>(Set.of("trace"));
        Set<String> artifacts = new HashSet<>(TaskGraph.traceOutputs(plan));
        artifacts.add("input");
        for (TaskNode task : tasks) {
          assertTrue(done.containsAll(task.needs()), task.name());
          assertTrue(artifacts.containsAll(task.inputs()), task.name());
          assertTrue(task.inputs().containsAll(task.children()), task.name());
          assertTrue(task.prefers() == null || done.contains(task.prefers()), task.name());
          assertTrue(done.add(task.name()), task.name());
          task.outputs().forEach(output -> assertTrue(artifacts.add(output), output));
        }
        assertTrue(done.contains("verify"));
      }
    }
  }

  private static Map<String, TaskNode> byName(List<TaskNode> tasks) {
    return tasks.stream().collect(Collectors.toMap(TaskNode::name, Function.identity()));
  }
}
