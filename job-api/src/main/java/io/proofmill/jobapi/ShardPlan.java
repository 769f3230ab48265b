package io.proofmill.jobapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What TRACE decides about the rest of the job: the number of shards and the aggregation tree.
///
/// The aggregations must form one tree: every shard proof `shard-0 … shard-(n-1)` and every node
/// but one is the child of exactly one node, and that one node is the last of the list, `root`. A
/// node stands after its children. The tree's shape is otherwise free; the farm only follows it.
public record ShardPlan(int shards, List<Aggregation> aggregations) {
  /// Bounds the task graph of one job.
  public static final int SHARDS_MAX = 4096;

  /// The name of the final aggregation and of the proof it yields.
  public static final String ROOT = "root";

  public ShardPlan {
    if (shards < 1 || shards > SHARDS_MAX) {
      throw new IllegalArgumentException(
          "shards must be between 1 and " + SHARDS_MAX + ", was " + shards);
    }
    if (aggregations == null || aggregations.isEmpty()) {
      throw new IllegalArgumentException("aggregations must not be empty");
    }
    aggregations = List.copyOf(aggregations);
    requireOneTree(shards, aggregations);
  }

  /// The name of shard `index`'s proof.
  public static String shardProof(int index) {
    return "shard-" + index;
  }

  /// The plan whose tree takes up to `arity` children per node, level by level, under a root of one
  /// child: `leaf-<j>` over the shards, then `node-<level>-<j>`, then `root`.
  public static ShardPlan balanced(int shards, int arity) {
    if (arity < 2) {
      throw new IllegalArgumentException("arity must be at least 2, was " + arity);
    }
    List<Aggregation> all = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      below.add(shardProof(i));
    }
    for (int level = 0; level == 0 || below.size() > 1; level++) {
      List<String> ids = new ArrayList<>();
      for (int from = 0; from < below.size(); from += arity) {
        String id = (level == 0 ? "leaf-" : "node-" + level + "-") + ids.size();
        all.add(new Aggregation(id, below.subList(from, Math.min(from + arity, below.size()))));
        ids.add(id);
      }
      below = ids;
    }
    all.add(new Aggregation(ROOT, below));
    return new ShardPlan(shards, all);
  }

  /// Tasks of a whole job with this plan: TRACE, COMMIT and PROVE per shard, CHALLENGE,
  /// aggregations, VERIFY.
  @JsonIgnore
  public int taskCount() {
    return 2 * shards + aggregations.size() + 3;
  }

  private static void requireOneTree(int shards, List<Aggregation> aggregations) {
    // Proofs that exist so far and have no parent yet.
    Map<String, Boolean> taken = new HashMap<>();
    for (int i = 0; i < shards; i++) {
      taken.put(shardProof(i), false);
    }
    for (Aggregation node : aggregations) {
      for (String child : node.children()) {
        Boolean before = taken.put(child, true);
        if (before == null) {
          throw new IllegalArgumentException(
              "aggregation "
                  + node.id()
                  + " names a child that does not stand before it: "
                  + child);
        }
        if (before) {
          throw new IllegalArgumentException("proof " + child + " is aggregated twice");
        }
      }
      if (taken.put(node.id(), false) != null) {
        throw new IllegalArgumentException("two proofs are called " + node.id());
      }
    }
    String last = aggregations.getLast().id();
    if (!last.equals(ROOT)) {
      throw new IllegalArgumentException("the last aggregation must be " + ROOT + ", was " + last);
    }
    taken.remove(ROOT);
    taken.forEach((proof, hasParent) -> {
      if (!hasParent) {
        throw new IllegalArgumentException("proof " + proof + " is not aggregated");
      }
    });
  }
}
