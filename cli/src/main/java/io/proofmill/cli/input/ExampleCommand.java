package io.proofmill.cli.input;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.evm.example.ExampleGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `proofmill example`: writes batches to prove, the same for every call with the same options.
@Command(
    name = "example",
    description = "Writes a batch of signed transactions with its state.",
    synopsisSubcommandLabel = "KIND",
    subcommands = {ExampleCommand.Eth.class})
public final class ExampleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing KIND of example");
  }

  /// Value transfers.
  @Command(name = "eth", description = "Value transfers of types 0 and 2.")
  static final class Eth implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--transactions",
        paramLabel = "N",
        required = true,
        description = "how many, up to " + ExampleGenerator.MAX_TRANSACTIONS)
    private int transactions;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        required = true,
        description = "folder for alloc.json, env.json, txs.json and config.json; new or empty")
    private Path folder;

    @Override
    public Integer call() throws IOException {
      if (transactions < 1 || transactions > ExampleGenerator.MAX_TRANSACTIONS) {
        throw new ParameterException(
            spec.commandLine(),
            "--transactions: from 1 to %d expected, not %d"
                .formatted(ExampleGenerator.MAX_TRANSACTIONS, transactions));
      }
      requireNewOrEmpty();
      ExampleGenerator.write(transactions, folder);
      spec.commandLine().getOut().println("wrote " + transactions + " transactions: " + folder);
      return ExitCode.DONE.code();
    }

    private void requireNewOrEmpty() throws IOException {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new CommandFailure(ExitCode.UNREADABLE, folder.toString(), "is not a folder");
      }
      if (Files.exists(folder)) {
        try (var entries = Files.list(folder)) {
          if (entries.findAny().isPresent()) {
            throw new CommandFailure(ExitCode.UNREADABLE, folder.toString(), "is not empty");
          }
        }
      }
    }
  }
}
