package io.proofmill.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Keeps the benchmarks runnable.
class BenchmarkSmokeTest {
  @Test
  void theTransformBenchmarkRunsOnce() throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(NttBenchmark.class.getName())
            .mode(Mode.SingleShotTime)
            .param("logSize", "12")
            .param("threads", "1")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .build();
    assertEquals(1, new Runner(options).run().size());
  }
}
