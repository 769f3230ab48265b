package io.proofmill.jobapi;

/// The names of a job's artifacts. Bytes behind a name are the prover's business.
public final class ArtifactNames {
  /// The submitted input: the JSON value of the request's `input`, e.g. `{"t8n": …}`.
  public static final String INPUT = "input";

  /// What every later task needs of the trace: statement, shard plan, keys. Made by TRACE.
  public static final String PLAN = "plan";

  /// The global challenge and the transcript states around each shard. Made by CHALLENGE.
  public static final String CHALLENGE = "challenge";

  /// The final proof file. Made by the aggregation `root`.
  public static final String ROOT = ShardPlan.ROOT;

  private ArtifactNames() {}

  /// The rows of one shard, made by TRACE: enough to redo COMMIT and PROVE anywhere.
  public static String witness(int shard) {
    return "witness-" + shard;
  }

  /// One shard's commitments and pre-challenge values, made by COMMIT.
  public static String commitment(int shard) {
    return "commitment-" + shard;
  }

  /// One shard's proof, made by PROVE.
  public static String shardProof(int shard) {
    return ShardPlan.shardProof(shard);
  }
}
