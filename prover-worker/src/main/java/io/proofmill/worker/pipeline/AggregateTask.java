package io.proofmill.worker.pipeline;

import io.proofmill.aggregator.recursion.Aggregator;
import io.proofmill.aggregator.recursion.ChildProof;
import io.proofmill.aggregator.recursion.ChildProofCodec;
import io.proofmill.aggregator.recursion.RejectedChildException;
import io.proofmill.aggregator.recursion.ShardProof;
import io.proofmill.aggregator.tree.AggregationPlan;
import io.proofmill.circuits.plan.TransferCircuits;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskSpec;
import io.proofmill.proofsystem.prove.PhaseListener;
import io.proofmill.verifier.batch.GlobalChallenge;
import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFile.Kind;
import io.proofmill.verifier.file.ProofFileCodec;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// AGGREGATE: a leaf over shard proofs, a node over leaves and nodes, or the root, whose output is
/// the job's proof file.
final class AggregateTask {
  private final ProvingSetup setup;
  private final PhaseListener phases;

  AggregateTask(ProvingSetup setup, PhaseListener phases) {
    this.setup = setup;
    this.phases = phases;
  }

  TaskOutcome run(TaskSpec task, TaskContext context)
      throws IOException, TaskCancelledException, RejectedChildException {
    PlanArtifact plan = PlanArtifact.decode(context.input(ArtifactNames.PLAN));
    if (!plan.vkTreeRoot().equals(setup.vkTreeRoot().toHex())) {
      throw new IOException("artifact plan: made under other keys, " + plan.vkTreeRoot());
    }
    AggregationPlan.Task node =
        TraceTask.aggregationPlan(setup, plan.shardKey(), plan.shards()).tasks().get(task.index());
    context.progress("verifying children", 0);
    Aggregator aggregator = new Aggregator(setup.aggregation(), setup.engines(), phases);
    byte[] output =
        switch (node.kind()) {
          case LEAF -> ChildProofCodec.encode(leaf(aggregator, plan, node, context));
          case NODE -> ChildProofCodec.encode(aggregator.node(children(node, context)));
          case ROOT -> root(aggregator, plan, children(node, context).getFirst());
        };
    context.checkCancelled();
    return new TaskOutcome.Completed(Map.of(node.id(), output));
  }

  private static ChildProof leaf(
      Aggregator aggregator, PlanArtifact plan, AggregationPlan.Task node, TaskContext context)
      throws IOException, RejectedChildException {
    GlobalChallenge challenge = ShardTasks.challenge(plan, context);
    List<ShardProof> shards = new ArrayList<>();
    for (String child : node.children()) {
      shards.add(new ShardProof(List.of(), context.input(child)));
    }
    return aggregator.leaf(
        plan.shardKey(),
        challenge.listStates().get(node.firstShard()),
        challenge.challenges(),
        shards);
  }

  private List<ChildProof> children(AggregationPlan.Task node, TaskContext context)
      throws IOException {
    List<ChildProof> children = new ArrayList<>();
    for (String child : node.children()) {
      children.add(ChildProofCodec.decode(setup.aggregation(), context.input(child)));
    }
    return children;
  }

  private byte[] root(Aggregator aggregator, PlanArtifact plan, ChildProof child)
      throws IOException, RejectedChildException {
    Statement statement = plan.toStatement();
    byte[] proof = aggregator.root(child, statement, plan.rootWitnessValues());
    return ProofFileCodec.write(
        new ProofFile(
            Kind.ROOT,
            statement,
            Bytes32.of(setup.aggregation().rootVerifyingKey().digest()),
            Bytes32.of(setup.engines().commitments().srs().id()),
            TransferCircuits.ASSUMPTIONS,
            proof));
  }
}
