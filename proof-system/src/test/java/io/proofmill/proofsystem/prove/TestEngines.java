package io.proofmill.proofsystem.prove;

import io.proofmill.msm.CommitmentKey;
import io.proofmill.msm.MsmEngine;
import io.proofmill.msm.Srs;
import io.proofmill.ntt.NttEngine;
import io.proofmill.proofsystem.key.Engines;
import java.nio.file.Path;

/// Engines over a development SRS.
final class TestEngines {
  private static final Engines SMALL = inMemory(16);

  private TestEngines() {}

  /// 2^16 powers: enough for RANGE16.
  static Engines small() {
    return SMALL;
  }

  private static Engines inMemory(int logSize) {
    return new Engines(
        NttEngine.catalog().select("cpu"),
        CommitmentKey.inMemory(Srs.dev(logSize), MsmEngine.catalog().select("cpu")));
  }

  /// For measuring, with bases kept on disk.
  static Engines cached(int logSize, Path folder) {
    return new Engines(
        NttEngine.catalog().select("cpu"),
        new CommitmentKey(Srs.dev(logSize), folder, MsmEngine.catalog().select("cpu")));
  }
}
