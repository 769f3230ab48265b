package io.proofmill.ntt;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
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

/// Milliseconds of one forward transform. Measured runs start at `main`; a test runs the smallest
/// once.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NttBenchmark {
  @Param({"12", "14", "16", "18", "20"})
  public int logSize;

  @Param({"1", "2"})
  public int threads;

  private FrVector vector;
  private NttEngine engine;

  @Setup
  public void fill() {
    Random random = new Random(1);
    vector = FrVector.zero(1 << logSize);
    for (int i = 0; i < vector.length(); i++) {
      vector.set(i, FrElement.random(random));
    }
    engine = new CpuNtt(Parallel.threads(threads));
  }

  @Benchmark
  public FrVector forward() {
    engine.forward(vector);
    return vector;
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(NttBenchmark.class.getName()).build()).run();
  }
}
