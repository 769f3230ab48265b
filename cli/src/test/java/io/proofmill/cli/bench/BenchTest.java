package io.proofmill.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proofmill.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchTest {
  private static final List<String> FIELDS =
      List.of(
          "bench",
          "engine",
          "logSize",
          "scalars",
          "threads",
          "runs",
          "medianMs",
          "minMs",
          "maxMs",
          "nsPerOperation",
          "perSecond",
          "percentOfLimit",
          "machine",
          "commit");

  @TempDir private Path folder;

  @Test
  void theMedianOfAnOddNumberIsTheMiddle() {
    assertEquals(new RunTimes(3, 2, 1, 9), RunTimes.of(9_000_000L, 1_000_000L, 2_000_000L));
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertEquals(
        new RunTimes(4, 2.5, 1, 9), RunTimes.of(9_000_000L, 1_000_000L, 2_000_000L, 3_000_000L));
  }

  @Test
  void atLeastThreeRunsAreMeasuredAfterOneToWarmUp() {
    AtomicInteger run = new AtomicInteger();
    RunTimes times = RunTimes.measure(0, 0, run::incrementAndGet);
    assertEquals(3, times.runs());
    assertEquals(4, run.get());
  }

  @Test
  void ratesComeFromTheMedian() {
    BenchRecord record =
        BenchRecord.kernel(
            "ntt",
            "cpu",
            10,
            null,
            1,
            RunTimes.of(1_000_000L, 2_000_000L, 8_000_000L),
            1000,
            new BenchRecord.Where("machine", "commit"));
    assertEquals(2000, record.nsPerOperation());
    assertEquals(500_000, record.perSecond());
  }

  @Test
  void eachMeasurementIsOneJsonLineWithTheContractsFields() throws IOException {
    Path json = folder.resolve("bench.jsonl");
    CommandLineRun run =
        CommandLineRun.of(
            "bench",
            "mul",
            "--log-size",
            "2..3,5",
            "--seconds",
            "0.001",
            "--json",
            json.toString());
    assertEquals(0, run.exitCode(), run.err());
    List<Integer> logSizes = new ArrayList<>();
    for (String line : Files.readAllLines(json)) {
      JsonNode record = new ObjectMapper().readTree(line);
      List<String> names = new ArrayList<>();
      record.fieldNames().forEachRemaining(names::add);
      assertEquals(FIELDS, names);
      assertTrue(record.get("medianMs").asDouble() > 0);
      assertTrue(record.get("scalars").isNull());
      logSizes.add(record.get("logSize").asInt());
    }
    assertEquals(List.of(2, 3, 5), logSizes);
  }

  @Test
  void everyKernelIsMeasuredByItsEngine() throws IOException {
    for (String what : List.of("mul", "ntt", "msm")) {
      Path json = folder.resolve(what + ".jsonl");
      CommandLineRun run =
          CommandLineRun.of(
              "bench", what, "--log-size", "4", "--seconds", "0.001", "--json", json.toString());
      assertEquals(0, run.exitCode(), run.err());
      JsonNode record = new ObjectMapper().readTree(Files.readString(json));
      assertEquals(what, record.get("bench").asText());
      assertEquals("cpu", record.get("engine").asText());
      assertTrue(run.out().contains(what), run.out());
    }
  }

  @Test
  void aMissingEngineIsNamedAndNothingIsMeasured() {
    CommandLineRun run = CommandLineRun.of("bench", "ntt", "--engine", "abacus");
    assertEquals(64, run.exitCode());
    assertTrue(run.err().startsWith("proofmill: --engine: unknown NTT engine abacus"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    LogSizes.Converter converter = new LogSizes.Converter();
    for (String text : List.of("", "x", "-1", "27", "5..4", "1,,2", "1..")) {
      assertThrows(CommandLine.TypeConversionException.class, () -> converter.convert(text), text);
    }
  }
}
