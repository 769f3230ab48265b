package io.proofmill.cli.input;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.input.InputError;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.ReadResult;
import io.proofmill.evm.input.T8nReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that stand in for a batch's `config.json`, and the reading of batches with them.
public final class InputOptions {
  @Option(
      names = "--fork",
      paramLabel = "NAME",
      description = "fork whose rules apply, instead of the one in config.json")
  private String fork;

  private Long chainId;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      description = "chain id, instead of the one in config.json")
  void setChainId(long chainId) {
    if (chainId < 0) {
      throw new ParameterException(spec.commandLine(), "--chain-id: " + chainId + " is negative");
    }
    this.chainId = chainId;
  }

  public Overrides overrides() {
    return new Overrides(
        Optional.ofNullable(fork),
        chainId == null ? OptionalLong.empty() : OptionalLong.of(chainId));
  }

  /// The batch in this folder.
  ///
  /// @throws CommandFailure naming the place of what is malformed
  public BatchInput read(Path folder) {
    return switch (T8nReader.readFolder(folder, overrides())) {
      case ReadResult.Readable<BatchInput>(BatchInput input) -> input;
      case ReadResult.Unreadable<BatchInput>(InputError error) ->
          throw new CommandFailure(ExitCode.UNREADABLE, error.place(), error.reason());
    };
  }
}
