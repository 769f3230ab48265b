package io.proofmill.cli.bench;

import io.proofmill.algebra.FrVector;
import io.proofmill.cli.ExitCode;
import io.proofmill.ntt.NttEngine;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `proofmill bench ntt`: forward transforms of one vector in place, natural order on both sides.
@Command(name = "ntt", description = "Number-theoretic transforms over the scalar field.")
public final class BenchNttCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Spec private CommandSpec spec;
  @Mixin private BenchOptions options;
  @Mixin private KernelOptions kernel;

  @Option(
      names = "--log-size",
      paramLabel = "LOG",
      defaultValue = "12,16,20",
      converter = LogSizes.Converter.class,
      description = "log2 of the length: 16, 12,16 or 12..20 (default: ${DEFAULT-VALUE})")
  private LogSizes logSizes;

  @Override
  public Integer call() throws IOException {
    NttEngine engine = NttEngine.catalog(kernel.parallel()).select(kernel.engine);
    BenchReport report = options.report(spec.commandLine().getOut());
    for (int logSize : logSizes.values()) {
      FrVector vector = Inputs.uniform(1 << logSize, new SplittableRandom(SEED));
      // The values of one run are the coefficients of the next: still uniform.
      RunTimes times = options.measure(() -> engine.forward(vector));
      report.add(
          BenchRecord.kernel(
              "ntt",
              engine.name(),
              logSize,
              null,
              kernel.threads,
              times,
              1 << logSize,
              options.where()));
    }
    return ExitCode.DONE.code();
  }
}
