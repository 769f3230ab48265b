package io.proofmill.jobapi;

import java.util.HashSet;
import java.util.List;

/// One node of the aggregation tree: verifies the proofs named by `children` and yields the proof
/// named by `id`. A child is a shard proof `shard-<i>` or another node.
public record Aggregation(String id, List<String> children) {
  public Aggregation {
    Names.requireName("aggregation id", id);
    if (children == null || children.isEmpty()) {
      throw new IllegalArgumentException("aggregation " + id + " has no children");
    }
    children = List.copyOf(children);
    for (String child : children) {
      Names.requireName("child of aggregation " + id, child);
    }
    if (new HashSet<>(children).size() != children.size()) {
      throw new IllegalArgumentException("aggregation " + id + " has a child twice");
    }
  }
}
