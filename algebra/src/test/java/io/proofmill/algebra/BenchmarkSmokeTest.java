package io.proofmill.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Keeps the benchmarks runnable.
class BenchmarkSmokeTest {
  @Test
  void eachFieldBenchmarkRunsOnce() throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(FieldBenchmark.class.getName())
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .build();
    assertEquals(8, new Runner(options).run().size());
  }
}
