package io.proofmill.proofsystem.prove;

import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import java.nio.file.Path;
import java.util.List;

/// Measures a proof by phase: `ProverBenchmark [runs]`. See `docs/benchmarks`.
final class ProverBenchmark {
  private ProverBenchmark() {}

  public static void main(String[] args) {
    int runs = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    SyntheticShard shard = SyntheticShard.recursionSized(0);
    Engines engines = TestEngines.cached(18, Path.of("target", "bench-cache"));
    long start = System.nanoTime();
    ProvingKey key = KeyGenerator.generate(shard.shape(), shard.fixed(), engines);
    System.out.printf("key generation: %d ms%n", (System.nanoTime() - start) / 1_000_000);
    for (int run = 0; run < runs; run++) {
      long[] total = new long[1];
      long[] mainCells = new long[1];
      PhaseListener listener =
          (phase, cells, nanos) -> {
            total[0] += nanos;
            if (phase == ProverPhase.COMMIT) {
              mainCells[0] = cells;
            }
            System.out.printf("%-9s %9d cells %7d ms%n", phase, cells, nanos / 1_000_000);
          };
      new Prover(key, engines, listener).proveClosed(shard.witness(), List.of());
      System.out.printf(
          "total     %9d cells %7d ms, %.0f main cells/s, heap %d MiB%n",
          mainCells[0],
          total[0] / 1_000_000,
          mainCells[0] / (total[0] / 1e9),
          (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
  }
}
