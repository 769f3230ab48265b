package io.proofmill.worker.pipeline;

import io.proofmill.aggregator.recursion.AggregationKeys;
import io.proofmill.circuits.plan.TransferCircuits;
import io.proofmill.msm.CommitmentKey;
import io.proofmill.msm.MsmEngine;
import io.proofmill.msm.Srs;
import io.proofmill.ntt.NttEngine;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a process needs before it can prove: engines on the development SRS, and all keys. Keys are
/// a function of circuits and SRS; they are made once, on first use, which takes a while.
public final class ProvingSetup {
  private static final Logger LOG = LoggerFactory.getLogger(ProvingSetup.class);

  private final Engines engines;
  private ShardCatalogue shards;
  private AggregationKeys aggregation;

  private ProvingSetup(Engines engines) {
    this.engines = engines;
  }

  /// @param engine name of the compute engines, or `auto`
  /// @param cacheFolder where bases are kept
  /// @throws io.proofmill.device.EngineUnavailableException naming what is missing
  public static ProvingSetup open(String engine, Path cacheFolder) {
    NttEngine ntt = NttEngine.catalog().select(engine);
    MsmEngine msm = MsmEngine.catalog().select(engine);
    Srs srs = Srs.dev(ShardCatalogue.LOG_SRS);
    return new ProvingSetup(new Engines(ntt, new CommitmentKey(srs, cacheFolder, msm)));
  }

  public Engines engines() {
    return engines;
  }

  public synchronized ShardCatalogue shards() {
    if (shards == null) {
      shards = ShardCatalogue.generate(engines);
    }
    return shards;
  }

  public synchronized AggregationKeys aggregation() {
    if (aggregation == null) {
      long start = System.nanoTime();
      aggregation =
          AggregationKeys.generate(shards().verifyingKeys(), TransferCircuits.rules(), engines);
      LOG.info(
          "keys generated: vkTreeRoot={} durationMs={}",
          vkTreeRoot(),
          (System.nanoTime() - start) / 1_000_000);
    }
    return aggregation;
  }

  /// The vk-tree root of this version's circuits on the SRS.
  public Bytes32 vkTreeRoot() {
    return Bytes32.of(aggregation().vkTreeRoot());
  }

  /// The registry's entry for this version's circuits; without one no proof would be accepted.
  ///
  /// @throws IllegalStateException when the circuits have changed since the registry was written
  public Registry.Entry requireRegistered(Registry registry) {
    return registry
        .find(vkTreeRoot())
        .orElseThrow(() ->
            new IllegalStateException(
                "vk-tree root "
                    + vkTreeRoot()
                    + " is not in this build's registry: run scripts/registry"));
  }

  /// This version's entry in the verifier's registry.
  public Registry.Entry registryEntry() {
    return new Registry.Entry(
        vkTreeRoot(),
        aggregation().rootVerifyingKey(),
        engines.commitments().srs().tauG2(),
        TransferCircuits.ASSUMPTIONS);
  }
}
