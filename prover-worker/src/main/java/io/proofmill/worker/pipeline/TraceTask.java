package io.proofmill.worker.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.aggregator.tree.AggregationPlan;
import io.proofmill.circuits.plan.BatchPlanner;
import io.proofmill.circuits.plan.PlanOutcome;
import io.proofmill.circuits.plan.PlannedBatch;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.ReadResult;
import io.proofmill.evm.input.T8nReader;
import io.proofmill.jobapi.Aggregation;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.task.TaskCancelledException;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskSpec;
import io.proofmill.proofsystem.trace.WitnessCodec;
import io.proofmill.verifier.protocol.ProofSteps;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TRACE: executes the batch, cuts it into shards, plans the aggregation.
public final class TraceTask {
  /// The job parameter that bounds the log height of shards.
  public static final String MAX_LOG_HEIGHT = "maxLogHeight";

  private final ProvingSetup setup;

  TraceTask(ProvingSetup setup) {
    this.setup = setup;
  }

  TaskOutcome run(TaskSpec task, TaskContext context) throws IOException, TaskCancelledException {
    context.progress("reading", 0);
    BatchInput input;
    switch (read(context.input(ArtifactNames.INPUT))) {
      case ReadResult.Readable<BatchInput>(BatchInput value) -> input = value;
      case ReadResult.Unreadable<BatchInput> unreadable -> {
        return new TaskOutcome.Failed(FailureCategory.INVALID_INPUT, unreadable.error().message());
      }
    }
    int shardKey;
    try {
      shardKey = shardKey(task.parameters(), input);
    } catch (IllegalArgumentException e) {
      return new TaskOutcome.Failed(FailureCategory.INVALID_INPUT, e.getMessage());
    }

    context.progress("executing", 0.1);
    BatchPlanner planner = new BatchPlanner(ShardCatalogue.LOG_HEIGHTS.get(shardKey));
    switch (new BatchExecutor().execute(input, planner)) {
      case BatchOutcome.Executed _ -> {}
      case BatchOutcome.Unsupported unsupported -> {
        return new TaskOutcome.Failed(FailureCategory.UNSUPPORTED, unsupported.message());
      }
      case BatchOutcome.Refused refused -> {
        return new TaskOutcome.Failed(FailureCategory.INVALID_INPUT, refused.message());
      }
    }
    return switch (planner.outcome()) {
      case PlanOutcome.Unsupported unsupported ->
          new TaskOutcome.Failed(FailureCategory.UNSUPPORTED, unsupported.message());
      case PlanOutcome.Planned planned -> plan(planned.batch(), shardKey, context);
    };
  }

  private static ReadResult<BatchInput> read(byte[] input) {
    Optional<JsonNode> t8n =
        switch (StrictJson.decodeTree(input)) {
          case Decoded.Value<JsonNode>(JsonNode tree) -> Optional.ofNullable(tree.get("t8n"));
          case Decoded.Malformed<JsonNode> _ -> Optional.empty();
        };
    // Whatever is wrong with the document is the reader's to name.
    byte[] document = t8n.map(StrictJson::encodeBytes).orElse(input);
    return T8nReader.readDocument("input/t8n", document, Overrides.NONE);
  }

  private static int shardKey(ObjectNode parameters, BatchInput input) {
    JsonNode bound = parameters.get(MAX_LOG_HEIGHT);
    if (bound != null) {
      if (!bound.isInt()) {
        throw new IllegalArgumentException("parameters/" + MAX_LOG_HEIGHT + ": a number expected");
      }
      return ShardCatalogue.indexWithin(bound.intValue());
    }
    return ShardCatalogue.indexFor(input);
  }

  private TaskOutcome plan(PlannedBatch batch, int shardKey, TaskContext context)
      throws TaskCancelledException {
    if (batch.shards() > ShardPlan.SHARDS_MAX) {
      return new TaskOutcome.Failed(
          FailureCategory.UNSUPPORTED,
          "a batch of " + batch.shards() + " shards; at most " + ShardPlan.SHARDS_MAX);
    }
    Map<String, byte[]> outputs = new HashMap<>();
    for (int i = 0; i < batch.shards(); i++) {
      context.checkCancelled();
      context.progress("filling shards", 0.2 + 0.8 * i / batch.shards());
      outputs.put(ArtifactNames.witness(i), WitnessCodec.encode(batch.shard(i)));
    }
    PlanArtifact plan =
        PlanArtifact.of(
            batch.statement(ProofSteps.PROTOCOL_VERSION, setup.vkTreeRoot()),
            shardKey,
            batch.shards(),
            batch.rootWitnesses());
    outputs.put(ArtifactNames.PLAN, plan.encode());
    return new TaskOutcome.Completed(
        outputs, (ObjectNode) StrictJson.toTree(shardPlan(shardKey, batch.shards())));
  }

  private ShardPlan shardPlan(int shardKey, int shards) {
    List<Aggregation> aggregations =
        aggregationPlan(setup, shardKey, shards).tasks().stream()
            .map(t -> new Aggregation(t.id(), t.children()))
            .toList();
    return new ShardPlan(shards, aggregations);
  }

  static AggregationPlan aggregationPlan(ProvingSetup setup, int shardKey, int shards) {
    return AggregationPlan.of(Collections.nCopies(shards, shardKey), setup.aggregation().places());
  }
}
