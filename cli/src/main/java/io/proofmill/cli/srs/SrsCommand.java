package io.proofmill.cli.srs;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.msm.Srs;
import io.proofmill.msm.SrsFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill srs`: the setups that proofs stand on.
@Command(
    name = "srs",
    description = "Shows and checks setups.",
    synopsisSubcommandLabel = "WHAT",
    subcommands = {SrsCommand.Dev.class, SrsCommand.Info.class})
public final class SrsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing dev or info");
  }

  /// The development setup.
  @Command(name = "dev", description = "Shows the development setup.")
  static final class Dev implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      print(spec.commandLine().getOut(), Srs.dev(0));
      return ExitCode.DONE.code();
    }
  }

  /// A powers-of-tau file.
  @Command(
      name = "info",
      description = "Checks a .ptau powers-of-tau file by pairings and shows its setup.")
  static final class Info implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the .ptau file")
    private Path file;

    @Override
    public Integer call() throws IOException {
      Srs srs;
      try {
        srs = Srs.importPtau(file);
      } catch (SrsFormatException e) {
        throw new CommandFailure(ExitCode.UNREADABLE, file.toString(), e.getMessage(), e);
      }
      print(spec.commandLine().getOut(), srs);
      return ExitCode.DONE.code();
    }
  }

  private static void print(PrintWriter out, Srs srs) {
    HexFormat hex = HexFormat.of();
    out.println("srs id  0x" + hex.formatHex(srs.id()));
    out.println("tau G2  0x" + hex.formatHex(srs.tauG2().toBytes()));
    out.println(
        srs.isDevelopment()
            ? "for development: tau is public, anybody can forge proofs"
            : "powers  " + srs.size());
  }
}
