package io.proofmill.cli.prove;

import io.proofmill.cli.ExitCode;
import io.proofmill.cli.OutputFile;
import io.proofmill.cli.TerminalProgress;
import io.proofmill.cli.farm.EmbeddedFarm.Outcome;
import io.proofmill.cli.input.InputOptions;
import io.proofmill.cli.input.ShardOptions;
import io.proofmill.cli.prove.BatchProver.Batch;
import io.proofmill.worker.pipeline.ProvingTaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill prove`: takes a batch to one proof in this process, with a coordinator and a worker
/// embedded.
@Command(name = "prove", description = "Proves a batch: one proof file for all of it.")
public final class ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputOptions;
  @Mixin private ShardOptions shardOptions;
  @Mixin private ProvingOptions provingOptions;

  @Parameters(paramLabel = "INPUT", description = "a t8n folder")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "where to write the proof")
  private Path output;

  @Option(names = "--quiet", description = "show no progress")
  private boolean quiet;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OutputFile.requireWritable(output);
    Batch batch = BatchProver.prepare(input, inputOptions, shardOptions);
    try (TerminalProgress terminal = TerminalProgress.open(quiet)) {
      Outcome.Proved proved =
          BatchProver.prove(batch, provingOptions, ProvingTaskRunner::new, terminal);
      OutputFile.write(output, proved.proofFile());
      terminal.close();
      spec.commandLine()
          .getOut()
          .printf(
              "proved: %s (%d transactions, %d shards, %d bytes, %.1f s)%n",
              output,
              batch.transactions(),
              batch.shards(),
              proved.proofFile().length,
              terminal.elapsed().toMillis() / 1e3);
    }
    return ExitCode.DONE.code();
  }
}
