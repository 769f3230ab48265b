package io.proofmill.cli.input;

import io.proofmill.circuits.plan.BatchPlanner;
import io.proofmill.circuits.plan.PlanOutcome;
import io.proofmill.circuits.plan.TransferCircuits;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How large shards may be, and the planning of batches with that.
public final class ShardOptions {
  private int maxLogHeight;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--max-log-height",
      paramLabel = "LOG",
      defaultValue = "5",
      description =
          "log2 of the rows that a table has in a shard, at most (default: ${DEFAULT-VALUE})")
  void setMaxLogHeight(int maxLogHeight) {
    if (maxLogHeight < TransferCircuits.MIN_LOG_HEIGHT
        || maxLogHeight > TransferCircuits.MAX_LOG_HEIGHT) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-log-height: from %d to %d expected, not %d"
              .formatted(
                  TransferCircuits.MIN_LOG_HEIGHT, TransferCircuits.MAX_LOG_HEIGHT, maxLogHeight));
    }
    this.maxLogHeight = maxLogHeight;
  }

  public int maxLogHeight() {
    return maxLogHeight;
  }

  /// What executing and planning a batch came to.
  public sealed interface Plan {
    record Planned(PlanOutcome.Planned outcome) implements Plan {}

    /// The batch is invalid.
    record Invalid(String reason) implements Plan {}

    record Unsupported(String reason) implements Plan {}
  }

  /// Executes the batch as for proving and cuts it into shards.
  public Plan plan(BatchInput input) {
    BatchPlanner planner = new BatchPlanner(maxLogHeight);
    return switch (new BatchExecutor().execute(input, planner)) {
      case BatchOutcome.Executed _ ->
          switch (planner.outcome()) {
            case PlanOutcome.Planned planned -> new Plan.Planned(planned);
            case PlanOutcome.Unsupported refused -> new Plan.Unsupported(refused.message());
          };
      case BatchOutcome.Unsupported refused -> new Plan.Unsupported(refused.message());
      case BatchOutcome.InvalidTransaction refused -> new Plan.Invalid(refused.message());
      case BatchOutcome.InvalidBlock refused -> new Plan.Invalid(refused.message());
    };
  }
}
