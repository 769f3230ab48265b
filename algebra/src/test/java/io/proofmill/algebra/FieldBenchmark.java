package io.proofmill.algebra;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Nanoseconds of one field operation over flat vectors of 1,024 elements. Measured runs start at
/// `main`; a test runs each once.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FieldBenchmark {
  private static final int LENGTH = 1024;

  private long[] fr;
  private long[] fq;

  @Setup
  public void fill() {
    Random random = new Random(1);
    fr = new long[LENGTH * Fr.LIMBS];
    fq = new long[LENGTH * Fq.LIMBS];
    for (int i = 0; i < LENGTH; i++) {
      FrElement.random(random).store(fr, i);
      FqElement.random(random).store(fq, i);
    }
  }

  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public long[] frMultiply() {
    for (int i = 0; i < LENGTH; i++) {
      Fr.mul(fr, i, fr, (i + 1) & (LENGTH - 1), fr, i);
    }
    return fr;
  }

  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public long[] fqMultiply() {
    for (int i = 0; i < LENGTH; i++) {
      Fq.mul(fq, i, fq, (i + 1) & (LENGTH - 1), fq, i);
    }
    return fq;
  }

  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public long[] frAdd() {
    for (int i = 0; i < LENGTH; i++) {
      Fr.add(fr, i, fr, (i + 1) & (LENGTH - 1), fr, i);
    }
    return fr;
  }

  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public long[] frBatchInverse() {
    Fr.batchInverse(fr, 0, LENGTH);
    return fr;
  }

  @Benchmark
  public long[] fqInverse() {
    Fq.invert(fq, 0, fq, 0);
    return fq;
  }

  @Benchmark
  public long[] poseidon2() {
    Poseidon2.permute(fr, 0);
    return fr;
  }

  @Benchmark
  public G1Point g1ScalarMultiplication() {
    return G1Point.GENERATOR.times(FrElement.load(fr, 0));
  }

  @Benchmark
  public boolean pairingOfTwo() {
    return Pairing.areEqual(
        G1Point.GENERATOR, G2Point.GENERATOR, G1Point.GENERATOR, G2Point.GENERATOR);
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(FieldBenchmark.class.getName()).build()).run();
  }
}
