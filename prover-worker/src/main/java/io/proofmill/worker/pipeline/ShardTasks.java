package io.proofmill.worker.pipeline;

import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskSpec;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.prove.CommittedShard;
import io.proofmill.proofsystem.prove.FinishedProof;
import io.proofmill.proofsystem.prove.PhaseListener;
import io.proofmill.proofsystem.prove.Prover;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.proofsystem.trace.WitnessCodec;
import io.proofmill.verifier.batch.GlobalChallenge;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.worker.ShardCache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// COMMIT, CHALLENGE and PROVE: the two phases of the shards' proofs and what is between them.
final class ShardTasks {
  private static final int CELL_BYTES = 32;

  private final ProvingSetup setup;
  private final PhaseListener phases;

  /// Shards committed here and not yet proven, in at most a quarter of the heap; what does not fit
  /// is committed again from its witness.
  private final ShardCache<CommittedShard> committed =
      new ShardCache<>(Runtime.getRuntime().maxMemory() / 4);

  ShardTasks(ProvingSetup setup, PhaseListener phases) {
    this.setup = setup;
    this.phases = phases;
  }

  TaskOutcome commit(TaskSpec task, TaskContext context)
      throws IOException, TaskCancelledException {
    PlanArtifact plan = PlanArtifact.decode(context.input(ArtifactNames.PLAN));
    CommittedShard shard = commitWitness(plan, task, context);
    committed.put(task.jobId(), task.index(), shard, bytes(shard));
    return new TaskOutcome.Completed(
        Map.of(
            ArtifactNames.commitment(task.index()),
            ArtifactCodec.encodePoints(shard.commitments())));
  }

  TaskOutcome challenge(TaskSpec task, TaskContext context) throws IOException {
    PlanArtifact plan = PlanArtifact.decode(context.input(ArtifactNames.PLAN));
    ProvingKey key = setup.shards().key(plan.shardKey());
    List<GlobalChallenge.Entry> entries = new ArrayList<>();
    for (int i = 0; i < plan.shards(); i++) {
      String name = ArtifactNames.commitment(i);
      entries.add(
          new GlobalChallenge.Entry(
              key.verifyingKey().digest(),
              List.of(),
              ArtifactCodec.decodePoints(name, context.input(name))));
    }
    GlobalChallenge challenge =
        GlobalChallenge.draw(
            key.verifyingKey().srsId(),
            plan.toStatement().publicValues(),
            plan.rootWitnessValues(),
            entries);
    return new TaskOutcome.Completed(
        Map.of(ArtifactNames.CHALLENGE, ArtifactCodec.encode(challenge)));
  }

  TaskOutcome prove(TaskSpec task, TaskContext context) throws IOException, TaskCancelledException {
    PlanArtifact plan = PlanArtifact.decode(context.input(ArtifactNames.PLAN));
    GlobalChallenge challenge = challenge(plan, context);
    Optional<CommittedShard> kept = committed.take(task.jobId(), task.index());
    CommittedShard shard = kept.isPresent() ? kept.get() : commitWitness(plan, task, context);
    context.checkCancelled();
    context.progress("proving", 0.3);
    FinishedProof proof = prover(plan).prove(shard, challenge.challenges());
    return new TaskOutcome.Completed(Map.of(ArtifactNames.shardProof(task.index()), proof.bytes()));
  }

  void forget(String jobId) {
    committed.forget(jobId);
  }

  /// What the shard's main columns take in memory; fixed columns belong to the key.
  private static long bytes(CommittedShard shard) {
    long cells = 0;
    for (TableWitness table : shard.tables()) {
      cells += (long) table.main().size() << table.logHeight();
    }
    return cells * CELL_BYTES;
  }

  static GlobalChallenge challenge(PlanArtifact plan, TaskContext context) throws IOException {
    return ArtifactCodec.decodeChallenge(
        ArtifactNames.CHALLENGE, context.input(ArtifactNames.CHALLENGE), plan.shards());
  }

  private CommittedShard commitWitness(PlanArtifact plan, TaskSpec task, TaskContext context)
      throws IOException, TaskCancelledException {
    context.progress("reading the witness", 0);
    ProvingKey key = setup.shards().key(plan.shardKey());
    List<TableWitness> tables = new ArrayList<>();
    List<TableShape> shapes = key.shape().tables();
    for (int i = 0; i < shapes.size(); i++) {
      tables.add(
          new TableWitness(
              shapes.get(i).air(), shapes.get(i).logHeight(), key.table(i).fixedValues()));
    }
    WitnessCodec.decode(context.input(ArtifactNames.witness(task.index())), tables);
    context.checkCancelled();
    context.progress("committing", 0.1);
    return prover(plan).commitMain(tables);
  }

  private Prover prover(PlanArtifact plan) {
    return new Prover(setup.shards().key(plan.shardKey()), setup.engines(), phases);
  }
}
