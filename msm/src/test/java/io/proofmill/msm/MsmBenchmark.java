package io.proofmill.msm;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Parallel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Milliseconds of one sum over the powers of a development setup. Measured runs start at `main`; a
/// test runs the smallest ones once.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MsmBenchmark {
  /// The distribution of the scalars.
  public enum Scalars {
    UNIFORM,
    U16,
    BOOL
  }

  @Param({"12", "14", "16", "18", "20"})
  public int logSize;

  @Param public Scalars scalars;

  @Param({"1", "2"})
  public int threads;

  private G1Vector bases;
  private FrVector values;
  private MsmEngine engine;

  @Setup
  public void fill() {
    Random random = new Random(1);
    bases = Srs.dev(logSize).powers(1 << logSize);
    values = FrVector.zero(1 << logSize);
    for (int i = 0; i < values.length(); i++) {
      values.set(
          i,
          switch (scalars) {
            case UNIFORM -> FrElement.random(random);
            case U16 -> FrElement.of(random.nextInt(1 << 16));
            case BOOL -> FrElement.of(random.nextInt(2));
          });
    }
    engine = new CpuMsm(Parallel.threads(threads));
  }

  @Benchmark
  public G1Point sum() {
    return engine.msm(bases, 0, values);
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(MsmBenchmark.class.getName()).build()).run();
  }
}
