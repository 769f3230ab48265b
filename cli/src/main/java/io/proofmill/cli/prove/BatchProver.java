package io.proofmill.cli.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.TerminalProgress;
import io.proofmill.cli.TerminalProgress.Phase;
import io.proofmill.cli.farm.EmbeddedFarm;
import io.proofmill.cli.farm.EmbeddedFarm.Outcome;
import io.proofmill.cli.input.InputOptions;
import io.proofmill.cli.input.ShardOptions;
import io.proofmill.cli.input.ShardOptions.Plan;
import io.proofmill.cli.input.T8nDocument;
import io.proofmill.coordinator.verify.ProofChecker;
import io.proofmill.coordinator.verify.RegistryProofChecker;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.ProofmillVerifier.DevelopmentSrsPolicy;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.verifier.statement.Statement.Bytes32;
import io.proofmill.worker.pipeline.ProvingSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Takes one batch to its proof in this process. What is wrong with a batch is told before any key
/// is made.
public final class BatchProver {
  private static final double PLANNED_KEY_SECONDS = 8;
  private static final String KEYS = "keys";

  /// A batch that can be proven.
  public record Batch(
      Path folder, ObjectNode document, ObjectNode parameters, int transactions, int shards) {}

  private BatchProver() {}

  /// Reads, executes and plans a batch.
  ///
  /// @throws CommandFailure saying what is wrong with it and where
  public static Batch prepare(Path folder, InputOptions inputOptions, ShardOptions shardOptions)
      throws IOException {
    BatchInput input = inputOptions.read(folder);
    OptionalInt maxLogHeight = shardOptions.maxLogHeight(folder);
    return switch (ShardOptions.plan(input, maxLogHeight)) {
      case Plan.Invalid(String reason) ->
          throw new CommandFailure(ExitCode.REJECTED, folder.toString(), reason);
      case Plan.Unsupported(String reason) ->
          throw new CommandFailure(ExitCode.UNSUPPORTED, folder.toString(), reason);
      case Plan.Planned planned ->
          new Batch(
              folder,
              T8nDocument.of(folder, input, inputOptions.overrides()),
              ShardOptions.jobParameters(maxLogHeight),
              planned.batch().transactions(),
              planned.batch().shards());
    };
  }

  /// Proves a batch.
  ///
  /// @param runners makes the runner of tasks from the keys
  /// @throws CommandFailure saying why there is no proof
  public static Outcome.Proved prove(
      Batch batch,
      ProvingOptions options,
      Function<ProvingSetup, TaskRunner> runners,
      TerminalProgress terminal)
      throws IOException, InterruptedException {
    ProvingSetup setup = options.open();
    terminal.plan(List.of(new Phase(KEYS, 1, PLANNED_KEY_SECONDS)));
    terminal.begin(KEYS);
    Registry registry = Registry.builtIn();
    Bytes32 vkTreeRoot = setup.requireRegistered(registry).vkTreeRoot();
    terminal.done(KEYS, 1);
    FarmIdentity identity =
        new FarmIdentity(Long.toString(ProofSteps.PROTOCOL_VERSION), vkTreeRoot.toHex());
    // The proof is checked before it is handed out; whether to trust its setup is decided by
    // whoever
    // verifies it.
    ProofChecker checker =
        new RegistryProofChecker(new ProofmillVerifier(registry, DevelopmentSrsPolicy.ALLOW));
    JobProgress progress = new JobProgress(terminal);
    try (TaskRunner runner = runners.apply(setup);
        EmbeddedFarm farm = EmbeddedFarm.open(identity, options.engine(), runner, checker, 1)) {
      return switch (farm.prove(
          batch.document(), batch.parameters(), now -> progress.show(now.tasks()))) {
        case Outcome.Proved proved -> proved;
        case Outcome.Failed(Failure failure, String _) ->
            throw JobFailures.of(batch.folder().toString(), failure.category(), failure.reason());
      };
    }
  }
}
