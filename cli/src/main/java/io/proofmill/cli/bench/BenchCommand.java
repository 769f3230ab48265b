package io.proofmill.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `proofmill bench`: measurements of the kernels and of whole proofs.
@Command(
    name = "bench",
    description = "Measures kernels and whole proofs.",
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      BenchMulCommand.class,
      BenchNttCommand.class,
      BenchMsmCommand.class,
      BenchProveCommand.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing what to measure");
  }
}
