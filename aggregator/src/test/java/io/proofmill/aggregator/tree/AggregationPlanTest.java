package io.proofmill.aggregator.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.aggregator.tree.AggregationPlan.Kind;
import io.proofmill.aggregator.tree.AggregationPlan.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AggregationPlanTest {
  private static List<String> ids(AggregationPlan plan) {
    return plan.tasks().stream().map(Task::id).toList();
  }

  @Test
  void shardsOfOneKeyShareALeafUpToItsPlaces() {
    AggregationPlan plan = AggregationPlan.of(List.of(0, 0, 0, 1, 1, 0), List.of(2, 1));
    List<List<String>> leaves =
        plan.tasks().stream().filter(t -> t.kind() == Kind.LEAF).map(Task::children).toList();
    assertEquals(
        List.of(
            List.of("shard-0", "shard-1"),
            List.of("shard-2"),
            List.of("shard-3"),
            List.of("shard-4"),
            List.of("shard-5")),
        leaves);
  }

  @Test
  void oneLeafGoesStraightToTheRoot() {
    assertEquals(List.of("leaf-0", "root"), ids(AggregationPlan.of(List.of(0), List.of(2))));
  }

  @Test
  void everyProofIsTheChildOfExactlyOneLaterTaskAndRunsAreConsecutive() {
    for (int shards = 1; shards < 40; shards++) {
      List<Integer> keys = IntStream.range(0, shards).mapToObj(i -> i % 3 / 2).toList();
      AggregationPlan plan = AggregationPlan.of(keys, List.of(2, 3));
      Set<String> open =
          IntStream.range(0, shards)
              .mapToObj(AggregationPlan::shard)
              .collect(Collectors.toCollection(HashSet::new));
      for (Task task : plan.tasks()) {
        for (String child : task.children()) {
          assertTrue(open.remove(child), child);
        }
        open.add(task.id());
        int end = task.firstShard();
        for (String child : task.children()) {
          Task below =
              plan.tasks().stream().filter(t -> t.id().equals(child)).findFirst().orElse(null);
          assertEquals(end, below == null ? end : below.firstShard());
          end += below == null ? 1 : below.shards();
        }
        assertEquals(task.firstShard() + task.shards(), end);
      }
      assertEquals(Set.of(AggregationPlan.ROOT), open);
      assertEquals(shards, plan.tasks().getLast().shards());
    }
  }
}
