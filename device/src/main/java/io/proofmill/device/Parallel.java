package io.proofmill.device;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Runs independent pieces of one computation on a fixed number of threads.
public final class Parallel {
  /// Every processor of the machine, on the JVM's common pool.
  public static final Parallel ALL =
      new Parallel(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());

  /// The calling thread alone.
  public static final Parallel NONE = new Parallel(null, 1);

  /// Null for the calling thread alone.
  private final ForkJoinPool pool;

  private final int threads;

  private Parallel(ForkJoinPool pool, int threads) {
    this.pool = pool;
    this.threads = threads;
  }

  /// This many threads, of a pool of its own that ends when idle.
  public static Parallel threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads);
    }
    return threads == 1 ? NONE : new Parallel(new ForkJoinPool(threads), threads);
  }

  public int threads() {
    return threads;
  }

  /// Runs body(0) to body(tasks - 1), in any order, and returns when all are done. An exception of
  /// one is thrown here. May be nested.
  public void forEach(int tasks, IntConsumer body) {
    if (threads == 1 || tasks <= 1) {
      for (int i = 0; i < tasks; i++) {
        body.accept(i);
      }
    } else if (pool == ForkJoinPool.commonPool()) {
      IntStream.range(0, tasks).parallel().forEach(body);
    } else {
      pool.submit(() -> IntStream.range(0, tasks).parallel().forEach(body)).join();
    }
  }
}
