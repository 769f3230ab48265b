package io.proofmill.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where measurements go as they are made: a table on the terminal and, with `--json FILE`, one
/// JSON object per line, each line complete when written. An existing file is replaced.
final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-18s %-10s %8s %-8s %7s %5s %12s %12s %14s%n";

  private final PrintWriter out;
  private final Path jsonFile;
  private boolean headed;

  /// @param jsonFile null for none
  BenchReport(PrintWriter out, Path jsonFile) throws IOException {
    this.out = out;
    this.jsonFile = jsonFile;
    if (jsonFile != null) {
      Files.write(jsonFile, new byte[0]);
    }
  }

  void add(BenchRecord record) {
    if (!headed) {
      out.printf(
          ROW,
          "bench",
          "engine",
          "log size",
          "scalars",
          "threads",
          "runs",
          "median ms",
          "min ms",
          "ns/operation");
      headed = true;
    }
    out.printf(
        ROW,
        record.phase() == null ? record.bench() : record.bench() + " " + record.phase(),
        record.engine(),
        orDash(record.logSize()),
        orDash(record.scalars()),
        orDash(record.threads()),
        record.runs(),
        "%.3f".formatted(record.medianMs()),
        "%.3f".formatted(record.minMs()),
        record.nsPerOperation() == null ? "-" : "%.2f".formatted(record.nsPerOperation()));
    out.flush();
    if (jsonFile != null) {
      try {
        String line = JSON.writeValueAsString(record) + "\n";
        Files.write(jsonFile, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Object orDash(Object value) {
    return value == null ? "-" : value;
  }
}
