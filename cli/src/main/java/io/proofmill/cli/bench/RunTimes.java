package io.proofmill.cli.bench;

import java.util.Arrays;

/// The wall times of repeated runs of one thing.
public record RunTimes(int runs, double medianMs, double minMs, double maxMs) {
  private static final int RUNS_MIN = 3;
  private static final int RUNS_MAX = 1_000;

  /// Summary of the given times; the median of an even number is the mean of the middle two.
  public static RunTimes of(long... nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("no runs");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2.0 + sorted[middle] / 2.0;
    return new RunTimes(
        sorted.length, median / 1e6, sorted[0] / 1e6, sorted[sorted.length - 1] / 1e6);
  }

  /// Warms `run` up for about `warmUpMs` (at least once), then measures it for about `measureMs`
  /// (at least three times).
  static RunTimes measure(long warmUpMs, long measureMs, Runnable run) {
    long warmUntil = System.nanoTime() + warmUpMs * 1_000_000;
    do {
      run.run();
    } while (System.nanoTime() < warmUntil);

    long[] nanos = new long[RUNS_MAX];
    long spent = 0;
    int runs = 0;
    while (runs < RUNS_MIN || spent < measureMs * 1_000_000 && runs < RUNS_MAX) {
      long start = System.nanoTime();
      run.run();
      nanos[runs] = System.nanoTime() - start;
      spent += nanos[runs++];
    }
    return of(Arrays.copyOf(nanos, runs));
  }
}
