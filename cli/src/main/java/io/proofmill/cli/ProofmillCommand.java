package io.proofmill.cli;

import io.proofmill.cli.bench.BenchCommand;
import io.proofmill.cli.cases.CheckCommand;
import io.proofmill.cli.cases.ExecuteCommand;
import io.proofmill.cli.farm.CoordinatorCommand;
import io.proofmill.cli.farm.FarmCommand;
import io.proofmill.cli.farm.JobCommands;
import io.proofmill.cli.farm.SubmitCommand;
import io.proofmill.cli.farm.WorkerCommand;
import io.proofmill.cli.input.ExampleCommand;
import io.proofmill.cli.input.TraceCommand;
import io.proofmill.cli.prove.ProveCommand;
import io.proofmill.cli.srs.SrsCommand;
import io.proofmill.cli.verify.VerifyCommand;
import io.proofmill.cli.vk.VkCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `proofmill` command line: the tree of commands, and how each of them ends.
@Command(
    name = "proofmill",
    description = "Proves batches of EVM transactions, and checks the proofs.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT, // every command has --help and --version
    versionProvider = VersionLines.class,
    subcommands = {
      ProveCommand.class,
      VerifyCommand.class,
      TraceCommand.class,
      CheckCommand.class,
      ExecuteCommand.class,
      ExampleCommand.class,
      SrsCommand.class,
      VkCommand.class,
      FarmCommand.class,
      CoordinatorCommand.class,
      WorkerCommand.class,
      SubmitCommand.class,
      JobCommands.Status.class,
      JobCommands.Watch.class,
      JobCommands.Cancel.class,
      JobCommands.Fetch.class,
      BenchCommand.class
    })
public final class ProofmillCommand implements Runnable {
  private static final String DEBUG = "PROOFMILL_DEBUG";

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(run(new ProofmillCommand(), out, err, "1".equals(System.getenv(DEBUG)), args));
  }

  /// Runs one command line and returns its exit code; never throws and never exits the JVM.
  /// Commands are `Callable<Integer>` and return an [ExitCode]'s code, or throw.
  static int run(
      Object root, PrintWriter out, PrintWriter err, boolean showTraces, String... args) {
    Failures failures = new Failures(err, showTraces);
    CommandLine commandLine =
        new CommandLine(root)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((exception, _) -> reportUsage(exception, err))
            .setExecutionExceptionHandler((exception, _, _) -> failures.report(exception).code());
    try {
      return commandLine.execute(args);
    } catch (Throwable bug) { // errors, which picocli lets through
      return failures.report(bug).code();
    }
  }

  /// One line saying what is wrong, one saying where help is.
  private static int reportUsage(ParameterException exception, PrintWriter err) {
    String reason = exception.getMessage().lines().findFirst().orElse("wrong arguments");
    if (exception instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      reason =
          (unmatched.isUnknownOption() ? "unknown option " : "unexpected argument ")
              + unmatched.getUnmatched().getFirst()
              + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.getFirst() + "?");
    } else if (exception instanceof MissingParameterException) {
      reason = Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    err.println("proofmill: arguments: " + reason);
    err.println("Try '" + command + " --help'.");
    err.flush();
    return ExitCode.USAGE.code();
  }

  /// Without a command: say so, rather than do nothing.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing COMMAND");
  }
}
