package io.proofmill.cli.bench;

import io.proofmill.cli.ExitCode;
import io.proofmill.cli.TerminalProgress;
import io.proofmill.cli.input.InputOptions;
import io.proofmill.cli.input.ShardOptions;
import io.proofmill.cli.prove.BatchProver;
import io.proofmill.cli.prove.BatchProver.Batch;
import io.proofmill.cli.prove.ProvingOptions;
import io.proofmill.worker.pipeline.ProvingTaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill bench prove`: one batch from its folder to its proof, as `prove` does it, by phase.
/// One run: a proof takes long enough to be its own average.
@Command(name = "prove", description = "A whole proof, by phase, with cells and peak memory.")
public final class BenchProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputOptions;
  @Mixin private ShardOptions shardOptions;
  @Mixin private ProvingOptions provingOptions;

  @Parameters(paramLabel = "INPUT", description = "a t8n folder")
  private Path input;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write one JSON object per phase per line, and one for the total")
  private Path jsonFile;

  @Option(names = "--quiet", description = "show no progress")
  private boolean quiet;

  @Override
  public Integer call() throws IOException, InterruptedException {
    BenchReport report = new BenchReport(spec.commandLine().getOut(), jsonFile);
    PhaseTimes times = new PhaseTimes();
    AtomicReference<String> engine = new AtomicReference<>();
    long start = System.nanoTime();
    Batch batch = BatchProver.prepare(input, inputOptions, shardOptions);
    times.add(PhaseTimes.PREPARE, System.nanoTime() - start);
    try (TerminalProgress terminal = TerminalProgress.open(quiet)) {
      BatchProver.prove(
          batch,
          provingOptions,
          setup -> {
            engine.set(setup.engines().ntt().name());
            times.add(PhaseTimes.KEYS, System.nanoTime() - start - times.nanosSoFar());
            return times.timing(new ProvingTaskRunner(setup, times));
          },
          terminal);
    }
    long totalNanos = System.nanoTime() - start;
    times.records(engine.get(), totalNanos).forEach(report::add);
    return ExitCode.DONE.code();
  }
}
