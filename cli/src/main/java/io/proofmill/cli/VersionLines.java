package io.proofmill.cli;

import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.verifier.statement.ForkId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.IVersionProvider;

/// The text of `--version`.
public final class VersionLines implements IVersionProvider {
  @Override
  public String[] getVersion() {
    List<String> lines = new ArrayList<>();
    lines.add("proofmill " + BuildFacts.version());
    lines.add("commit    " + BuildFacts.commit());
    lines.add("protocol  " + ProofSteps.PROTOCOL_VERSION);
    for (Registry.Entry entry : Registry.builtIn().entries()) {
      lines.add("vk-tree   " + entry.vkTreeRoot());
    }
    lines.add(
        "forks     "
            + Arrays.stream(ForkId.values())
                .map(ForkId::forkName)
                .collect(Collectors.joining(", ")));
    return lines.toArray(String[]::new);
  }
}
