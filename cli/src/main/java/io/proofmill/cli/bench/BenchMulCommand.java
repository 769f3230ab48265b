package io.proofmill.cli.bench;

import io.proofmill.algebra.Fr;
import io.proofmill.cli.ExitCode;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `proofmill bench mul`: Montgomery multiplications of two vectors over Fr, element by element, on
/// one thread.
@Command(
    name = "mul",
    description = "Multiplications in the scalar field, element by element of two vectors.")
public final class BenchMulCommand implements Callable<Integer> {
  private static final String ENGINE = "cpu";
  private static final long SEED = 1;

  @Spec private CommandSpec spec;
  @Mixin private BenchOptions options;

  @Option(
      names = "--log-size",
      paramLabel = "LOG",
      defaultValue = "10,16,20",
      converter = LogSizes.Converter.class,
      description = "log2 of the vectors' length: 16, 12,16 or 12..20 (default: ${DEFAULT-VALUE})")
  private LogSizes logSizes;

  @Override
  public Integer call() throws IOException {
    BenchReport report = options.report(spec.commandLine().getOut());
    for (int logSize : logSizes.values()) {
      SplittableRandom random = new SplittableRandom(SEED);
      int length = 1 << logSize;
      long[] a = Inputs.uniform(length, random).limbs();
      long[] b = Inputs.uniform(length, random).limbs();
      long[] product = new long[a.length];
      RunTimes times = options.measure(() -> multiply(a, b, product, length));
      report.add(
          BenchRecord.kernel("mul", ENGINE, logSize, null, 1, times, length, options.where()));
    }
    return ExitCode.DONE.code();
  }

  private static void multiply(long[] a, long[] b, long[] product, int length) {
    for (int i = 0; i < length; i++) {
      Fr.mul(a, i, b, i, product, i);
    }
  }
}
