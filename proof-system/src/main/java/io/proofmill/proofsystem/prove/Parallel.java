package io.proofmill.proofsystem.prove;

import java.util.stream.IntStream;

/// Work split over the common pool.
final class Parallel {
  private Parallel() {}

  /// Elements below which splitting costs more than it gains.
  private static final int GRAIN = 1 << 10;

  interface RangeTask {
    void run(int from, int to);
  }

  /// Runs the task over parts of `0 … count − 1` that cover it.
  static void overRange(int count, RangeTask task) {
    int parts =
        Math.max(1, Math.min(count / GRAIN, 4 * Runtime.getRuntime().availableProcessors()));
    IntStream.range(0, parts)
        .parallel()
        .forEach(p ->
            task.run((int) ((long) count * p / parts), (int) ((long) count * (p + 1) / parts)));
  }

  static void forEach(int count, java.util.function.IntConsumer task) {
    IntStream.range(0, count).parallel().forEach(task);
  }
}
