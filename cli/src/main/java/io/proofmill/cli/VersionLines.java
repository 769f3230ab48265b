package io.proofmill.cli;

import picocli.CommandLine.IVersionProvider;

/// The text of `--version`.
public final class VersionLines implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"proofmill " + BuildFacts.version(), "commit    " + BuildFacts.commit()};
  }
}
