package io.proofmill.cli.vk;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.msm.CommitmentKey;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.worker.pipeline.ProvingSetup;
import io.proofmill.worker.pipeline.RegistryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill vk`: what this version accepts, and what its circuits come to.
@Command(
    name = "vk",
    description = "Shows the verifying keys of this version.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {VkCommand.ListKnown.class, VkCommand.Root.class, VkCommand.Export.class})
public final class VkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing COMMAND of vk");
  }

  /// `vk list`: the registry that `verify` believes.
  @Command(name = "list", description = "Lists the vk-tree roots that verify accepts.")
  static final class ListKnown implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (Registry.Entry entry : Registry.builtIn().entries()) {
        out.println(entry.vkTreeRoot());
        out.println("  root key     " + entry.rootKeyDigest());
        out.println(
            "  SRS          "
                + entry.srsId()
                + (entry.developmentSrs() ? " (development: anybody can forge)" : ""));
        out.println("  assumptions  " + String.join(", ", entry.assumptions()));
      }
      return ExitCode.DONE.code();
    }
  }

  /// `vk root`: computed from the circuits, not looked up.
  @Command(
      name = "root",
      description = "Computes the vk-tree root of this version's circuits; exits 1 if unknown.")
  static final class Root implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      ProvingSetup setup = open();
      spec.commandLine().getOut().println(setup.vkTreeRoot());
      if (Registry.builtIn().find(setup.vkTreeRoot()).isEmpty()) {
        throw new CommandFailure(
            ExitCode.REJECTED, setup.vkTreeRoot().toHex(), "not in this build's registry");
      }
      return ExitCode.DONE.code();
    }
  }

  /// `vk export DIR`: for `scripts/registry`.
  @Command(name = "export", description = "Writes this version's registry entry into a folder.")
  static final class Export implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "an existing folder")
    private Path folder;

    @Override
    public Integer call() throws IOException {
      if (!Files.isDirectory(folder)) {
        throw new CommandFailure(ExitCode.UNREADABLE, folder.toString(), "is not a folder");
      }
      ProvingSetup setup = open();
      RegistryFiles.write(setup.registryEntry(), folder);
      spec.commandLine().getOut().println("wrote " + setup.vkTreeRoot() + ": " + folder);
      return ExitCode.DONE.code();
    }
  }

  private static ProvingSetup open() {
    return ProvingSetup.open("auto", CommitmentKey.defaultCacheFolder());
  }
}
