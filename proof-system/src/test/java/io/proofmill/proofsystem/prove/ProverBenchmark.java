package io.proofmill.proofsystem.prove;

import com.sun.management.OperatingSystemMXBean;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/// Measures a synthetic proof by phase, wall and processor time: `ProverBenchmark [runs
/// [logScale]]`, logScale 0 being the size of a recursion proof. For work on the prover; what is
/// published comes from `./proofmill bench prove`.
final class ProverBenchmark {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ProverBenchmark() {}

  public static void main(String[] args) {
    int runs = args.length < 1 ? 3 : Integer.parseInt(args[0]);
    int logScale = args.length < 2 ? 0 : Integer.parseInt(args[1]);
    Engines engines = TestEngines.cached(18, Path.of("target", "bench-cache"));
    run(SyntheticShard.recursionSized(logScale), engines, runs, System.out);
  }

  static void run(SyntheticShard shard, Engines engines, int runs, PrintStream out) {
    ProvingKey key = KeyGenerator.generate(shard.shape(), shard.fixed(), engines);
    for (int run = 0; run < runs; run++) {
      long[] cpu = {SYSTEM.getProcessCpuTime()};
      long[] total = new long[3]; // wall, cpu, main cells
      PhaseListener listener =
          (phase, cells, nanos) -> {
            long now = SYSTEM.getProcessCpuTime();
            print(out, phase.name(), cells, nanos, now - cpu[0]);
            total[0] += nanos;
            total[1] += now - cpu[0];
            total[2] = phase == ProverPhase.COMMIT ? cells : total[2];
            cpu[0] = now;
          };
      new Prover(key, engines, listener).proveClosed(shard.witness(), List.of());
      print(out, "total", total[2], total[0], total[1]);
      out.printf("main cells per second: %.0f%n", total[2] / (total[0] / 1e9));
    }
  }

  private static void print(PrintStream out, String name, long cells, long nanos, long cpuNanos) {
    out.printf(
        "%-9s %9d cells %7d ms wall %7d ms cpu%n",
        name, cells, nanos / 1_000_000, cpuNanos / 1_000_000);
  }
}
