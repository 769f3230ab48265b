package io.proofmill.aggregator.tree;

import java.util.ArrayList;
import java.util.List;

/// Which proofs are aggregated by which program, from the shards of a batch, in their order, to the
/// root: consecutive shards of one key share a leaf; leaves, then nodes, are joined in pairs; the
/// root closes what is left. An odd proof at the end of a level goes up as it is, so only a batch
/// of one leaf has no node.
///
/// @param tasks in an order in which children come first; the last is the root
public record AggregationPlan(List<Task> tasks) {
  /// The name of the last task and of the proof it yields.
  public static final String ROOT = "root";

  /// One proof to be made.
  ///
  /// @param id names the proof
  /// @param kind which program makes it
  /// @param children names of the proofs that it verifies: shards `shard-<i>` for a leaf
  /// @param firstShard the first shard below it
  /// @param shards how many shards are below it
  public record Task(String id, Kind kind, List<String> children, int firstShard, int shards) {
    public Task {
      children = List.copyOf(children);
    }
  }

  /// The programs of the aggregation.
  public enum Kind {
    LEAF,
    NODE,
    ROOT
  }

  public AggregationPlan {
    tasks = List.copyOf(tasks);
  }

  /// The name of a shard's proof.
  public static String shard(int index) {
    return "shard-" + index;
  }

  /// @param keyOfShard for each shard, the index of its key
  /// @param placesOfKey for each key, how many shards a leaf takes
  public static AggregationPlan of(List<Integer> keyOfShard, List<Integer> placesOfKey) {
    if (keyOfShard.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one shard");
    }
    List<Task> tasks = new ArrayList<>();
    List<Task> level = leaves(keyOfShard, placesOfKey);
    tasks.addAll(level);
    for (int number = 1; level.size() > 1; number++) {
      List<Task> above = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        Task left = level.get(i);
        Task right = level.get(i + 1);
        Task node =
            new Task(
                "node-" + number + "-" + above.size(),
                Kind.NODE,
                List.of(left.id(), right.id()),
                left.firstShard(),
                left.shards() + right.shards());
        above.add(node);
        tasks.add(node);
      }
      if (level.size() % 2 == 1) {
        above.add(level.getLast());
      }
      level = above;
    }
    Task top = level.getFirst();
    tasks.add(new Task(ROOT, Kind.ROOT, List.of(top.id()), top.firstShard(), top.shards()));
    return new AggregationPlan(tasks);
  }

  private static List<Task> leaves(List<Integer> keyOfShard, List<Integer> placesOfKey) {
    List<Task> leaves = new ArrayList<>();
    int from = 0;
    while (from < keyOfShard.size()) {
      int key = keyOfShard.get(from);
      int to = from + 1;
      while (to < keyOfShard.size()
          && keyOfShard.get(to) == key
          && to - from < placesOfKey.get(key)) {
        to++;
      }
      List<String> children = new ArrayList<>();
      for (int i = from; i < to; i++) {
        children.add(shard(i));
      }
      leaves.add(new Task("leaf-" + leaves.size(), Kind.LEAF, children, from, to - from));
      from = to;
    }
    return leaves;
  }
}
