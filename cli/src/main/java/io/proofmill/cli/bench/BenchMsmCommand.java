package io.proofmill.cli.bench;

import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Vector;
import io.proofmill.cli.ExitCode;
import io.proofmill.msm.MsmEngine;
import io.proofmill.msm.Srs;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `proofmill bench msm`: sums of multiples of distinct points of G1, by the kind of scalars.
@Command(name = "msm", description = "Multi-scalar multiplications over the curve.")
public final class BenchMsmCommand implements Callable<Integer> {
  private static final long SEED = 1;

  /// Kinds of scalars, as the circuits have them.
  enum Scalars {
    UNIFORM {
      @Override
      FrVector make(int length, RandomGenerator random) {
        return Inputs.uniform(length, random);
      }
    },
    U16 {
      @Override
      FrVector make(int length, RandomGenerator random) {
        return Inputs.small(length, 1 << 16, random);
      }
    },
    BOOL {
      @Override
      FrVector make(int length, RandomGenerator random) {
        return Inputs.small(length, 2, random);
      }
    };

    abstract FrVector make(int length, RandomGenerator random);

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private BenchOptions options;
  @Mixin private KernelOptions kernel;

  @Option(
      names = "--log-size",
      paramLabel = "LOG",
      defaultValue = "12,16",
      converter = LogSizes.Converter.class,
      description = "log2 of the number of terms: 16, 12,16 or 12..20 (default: ${DEFAULT-VALUE})")
  private LogSizes logSizes;

  @Option(
      names = "--scalars",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "uniform",
      description = "uniform, u16 or bool, or several of them (default: ${DEFAULT-VALUE})")
  private List<Scalars> scalars;

  @Override
  public Integer call() throws IOException {
    MsmEngine engine = MsmEngine.catalog(kernel.parallel()).select(kernel.engine);
    BenchReport report = options.report(spec.commandLine().getOut());
    int logMax = Collections.max(logSizes.values());
    G1Vector bases = Srs.dev(logMax).powers(1 << logMax);
    for (int logSize : logSizes.values()) {
      for (Scalars kind : scalars) {
        FrVector vector = kind.make(1 << logSize, new SplittableRandom(SEED));
        RunTimes times = options.measure(() -> engine.msm(bases, 0, vector));
        report.add(
            BenchRecord.kernel(
                "msm",
                engine.name(),
                logSize,
                kind.toString(),
                kernel.threads,
                times,
                1 << logSize,
                options.where()));
      }
    }
    return ExitCode.DONE.code();
  }
}
