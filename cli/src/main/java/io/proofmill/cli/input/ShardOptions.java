package io.proofmill.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.circuits.plan.BatchPlanner;
import io.proofmill.circuits.plan.PlanOutcome;
import io.proofmill.circuits.plan.PlannedBatch;
import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.worker.pipeline.ShardCatalogue;
import io.proofmill.worker.pipeline.TraceTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How tall the tables of a shard may be, and the planning of batches with that. A batch's folder
/// may pin it in `prove.json`; the option goes before that.
public final class ShardOptions {
  /// Beside a batch: `{"maxLogHeight": LOG}`.
  public static final String PROVE_FILE = "prove.json";

  private Integer maxLogHeight;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--max-log-height",
      paramLabel = "LOG",
      description =
          "log2 of the rows that a table has in a shard, at most (default: what the batch's"
              + " prove.json says, else by the size of the batch)")
  void setMaxLogHeight(int maxLogHeight) {
    try {
      ShardCatalogue.indexWithin(maxLogHeight);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--max-log-height: " + e.getMessage(), e);
    }
    this.maxLogHeight = maxLogHeight;
  }

  /// The bound for the batch in this folder, if there is one.
  public OptionalInt maxLogHeight(Path folder) throws IOException {
    if (maxLogHeight != null) {
      return OptionalInt.of(maxLogHeight);
    }
    Path file = folder.resolve(PROVE_FILE);
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    JsonNode tree;
    try {
      tree = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          ExitCode.UNREADABLE, file.toString(), "no JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode bound = tree.get(TraceTask.MAX_LOG_HEIGHT);
    if (tree.size() != 1 || bound == null || !bound.isInt()) {
      throw new CommandFailure(
          ExitCode.UNREADABLE, file.toString(), "{\"maxLogHeight\": NUMBER} expected");
    }
    try {
      ShardCatalogue.indexWithin(bound.intValue());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.UNREADABLE, file + " /" + TraceTask.MAX_LOG_HEIGHT, e.getMessage(), e);
    }
    return OptionalInt.of(bound.intValue());
  }

  /// The parameters of a job with this bound.
  public static ObjectNode jobParameters(OptionalInt maxLogHeight) {
    ObjectNode parameters = StrictJson.object();
    maxLogHeight.ifPresent(bound -> parameters.put(TraceTask.MAX_LOG_HEIGHT, bound));
    return parameters;
  }

  /// What executing and planning a batch came to.
  public sealed interface Plan {
    record Planned(PlannedBatch batch) implements Plan {}

    /// The batch is invalid.
    record Invalid(String reason) implements Plan {}

    record Unsupported(String reason) implements Plan {}
  }

  /// Executes the batch as for proving and cuts it into the shards that proving would take.
  public static Plan plan(BatchInput input, OptionalInt maxLogHeight) {
    int key =
        maxLogHeight.isPresent()
            ? ShardCatalogue.indexWithin(maxLogHeight.getAsInt())
            : ShardCatalogue.indexFor(input);
    BatchPlanner planner = new BatchPlanner(ShardCatalogue.LOG_HEIGHTS.get(key));
    return switch (new BatchExecutor().execute(input, planner)) {
      case BatchOutcome.Executed _ ->
          switch (planner.outcome()) {
            case PlanOutcome.Planned planned -> new Plan.Planned(planned.batch());
            case PlanOutcome.Unsupported refused -> new Plan.Unsupported(refused.message());
          };
      case BatchOutcome.Unsupported refused -> new Plan.Unsupported(refused.message());
      case BatchOutcome.InvalidTransaction refused -> new Plan.Invalid(refused.message());
      case BatchOutcome.InvalidBlock refused -> new Plan.Invalid(refused.message());
    };
  }
}
