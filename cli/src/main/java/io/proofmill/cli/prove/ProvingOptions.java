package io.proofmill.cli.prove;

import io.proofmill.device.EngineCatalog;
import io.proofmill.msm.CommitmentKey;
import io.proofmill.worker.pipeline.ProvingSetup;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Option;

/// What computes, and where keys and bases are kept.
public final class ProvingOptions {
  @Option(
      names = "--engine",
      paramLabel = "E",
      defaultValue = EngineCatalog.AUTO,
      description = "reference, cpu, native, cuda, opencl, or auto: the best one present")
  private String engine;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "folder for bases (default: $PROOFMILL_CACHE, else proofmill in the XDG cache folder)")
  private Path cache;

  public String engine() {
    return engine;
  }

  public ProvingSetup open() {
    return ProvingSetup.open(
        engine, Objects.requireNonNullElseGet(cache, CommitmentKey::defaultCacheFolder));
  }
}
