package io.proofmill.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// One measurement, one line of the `--json` file. Fields that do not apply are null; `phase`,
/// `cells` and `peakMemoryBytes` belong to `bench prove` and are left out elsewhere.
///
/// @param logSize log2 of the number of elements
/// @param nsPerOperation nanoseconds per element, from the median
/// @param perSecond elements (cells, for `prove`) per second, from the median
/// @param percentOfLimit share of what the hardware could do at best, where that is known
@JsonPropertyOrder({
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
  "commit",
  "phase",
  "cells",
  "peakMemoryBytes"
})
public record BenchRecord(
    String bench,
    String engine,
    Integer logSize,
    String scalars,
    Integer threads,
    int runs,
    double medianMs,
    double minMs,
    double maxMs,
    Double nsPerOperation,
    Double perSecond,
    Double percentOfLimit,
    String machine,
    String commit,
    @JsonInclude(JsonInclude.Include.NON_NULL) String phase,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long cells,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long peakMemoryBytes) {

  /// A kernel's measurement: `operations` elements were processed in each run.
  static BenchRecord kernel(
      String bench,
      String engine,
      int logSize,
      String scalars,
      int threads,
      RunTimes times,
      double operations,
      Where where) {
    double medianNanos = times.medianMs() * 1e6;
    return new BenchRecord(
        bench,
        engine,
        logSize,
        scalars,
        threads,
        times.runs(),
        times.medianMs(),
        times.minMs(),
        times.maxMs(),
        medianNanos / operations,
        operations / (medianNanos / 1e9),
        null,
        where.machine(),
        where.commit(),
        null,
        null,
        null);
  }

  /// A phase of one proof, or all of it.
  ///
  /// @param cells committed in this phase, 0 for none
  /// @param peakMemoryBytes null where it is not told
  static BenchRecord phase(
      String engine, String phase, long nanos, long cells, Long peakMemoryBytes, Where where) {
    RunTimes times = RunTimes.of(nanos);
    return new BenchRecord(
        "prove",
        engine,
        null,
        null,
        Runtime.getRuntime().availableProcessors(),
        times.runs(),
        times.medianMs(),
        times.minMs(),
        times.maxMs(),
        cells == 0 ? null : (double) nanos / cells,
        cells == 0 ? null : cells / (nanos / 1e9),
        null,
        where.machine(),
        where.commit(),
        phase,
        cells,
        peakMemoryBytes);
  }

  /// Where measurements were taken and of which code.
  public record Where(String machine, String commit) {}
}
