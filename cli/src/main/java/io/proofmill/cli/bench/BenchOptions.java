package io.proofmill.cli.bench;

import io.proofmill.cli.BuildFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Option;

/// Options that every benchmark takes.
final class BenchOptions {
  private static final long WARM_UP_SHARE = 2;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write one JSON object per measurement per line")
  private Path jsonFile;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "time to spend on each measurement (default: ${DEFAULT-VALUE})")
  private double seconds;

  BenchReport report(PrintWriter out) throws IOException {
    return new BenchReport(out, jsonFile);
  }

  RunTimes measure(Runnable run) {
    long measureMs = Math.round(seconds * 1000);
    return RunTimes.measure(measureMs / WARM_UP_SHARE, measureMs, run);
  }

  BenchRecord.Where where() {
    return new BenchRecord.Where(BuildFacts.machine(), Objects.requireNonNull(BuildFacts.commit()));
  }
}
