package io.proofmill.jobapi;

/// The kinds of task of a job, in the order in which a job passes through them.
///
/// `TRACE → COMMIT(shard…) → CHALLENGE → PROVE(shard…) → AGGREGATE(node…) → VERIFY`
public enum TaskKind {
  /// Executes the batch, plans the shards and the aggregation tree.
  TRACE("tracing"),
  /// Commits one shard's main columns.
  COMMIT("committing"),
  /// Draws the global challenge from all commitments.
  CHALLENGE("challenge"),
  /// Proves one shard under the global challenge.
  PROVE("proving"),
  /// Verifies children inside a recursion circuit and proves that.
  AGGREGATE("aggregating"),
  /// Checks the final proof. Done by the coordinator, never leased to a worker.
  VERIFY("verifying");

  private final String phase;

  TaskKind(String phase) {
    this.phase = phase;
  }

  /// The name of a job's phase while tasks of this kind are its earliest unfinished ones.
  public String phase() {
    return phase;
  }
}
