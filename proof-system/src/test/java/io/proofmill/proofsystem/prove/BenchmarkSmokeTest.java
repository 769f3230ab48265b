package io.proofmill.proofsystem.prove;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchmarkSmokeTest {
  @Test
  void theBenchmarkRunsAndItsWideTablesAreProven() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProverBenchmark.run(
        SyntheticShard.recursionSized(-6),
        TestEngines.small(),
        1,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    String text = out.toString(StandardCharsets.UTF_8);
    for (ProverPhase phase : ProverPhase.values()) {
      assertTrue(text.contains(phase.name()), text);
    }
    assertTrue(text.contains("main cells per second"), text);
  }
}
