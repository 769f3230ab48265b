package io.proofmill.ntt;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.device.Parallel;
import java.util.List;

/// Iterative radix-2 transforms in Java. Decimation in frequency, then the bit reversal; layers run
/// over the whole vector until a block fits the cache and block by block from there. A single
/// transform of 2^13 elements or more is split over the threads; batches run a vector a thread.
public final class CpuNtt implements NttEngine {
  static final String NAME = "cpu";

  /// Blocks of 2^12 elements (128 KiB) stay in the second-level cache.
  private static final int LOG_CACHED_BLOCK = 12;

  private final Parallel parallel;

  /// Over every processor.
  public CpuNtt() {
    this(Parallel.ALL);
  }

  public CpuNtt(Parallel parallel) {
    this.parallel = parallel;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void forward(FrVector vector) {
    forward(vector, parallel);
  }

  @Override
  public void inverse(FrVector vector) {
    inverse(vector, FrElement.ONE, parallel);
  }

  @Override
  public void cosetForward(FrVector vector, FrElement shift) {
    cosetForward(vector, shift, parallel);
  }

  @Override
  public void cosetInverse(FrVector vector, FrElement shift) {
    inverse(vector, shift.inverse(), parallel);
  }

  @Override
  public void forward(List<FrVector> vectors) {
    each(vectors, NttEngine::forward);
  }

  @Override
  public void inverse(List<FrVector> vectors) {
    each(vectors, NttEngine::inverse);
  }

  @Override
  public void cosetForward(List<FrVector> vectors, FrElement shift) {
    each(vectors, (engine, vector) -> engine.cosetForward(vector, shift));
  }

  @Override
  public void cosetInverse(List<FrVector> vectors, FrElement shift) {
    each(vectors, (engine, vector) -> engine.cosetInverse(vector, shift));
  }

  private interface Transform {
    void apply(NttEngine engine, FrVector vector);
  }

  /// One vector a thread while there are enough of them, all threads on each of the rest.
  private void each(List<FrVector> vectors, Transform transform) {
    int whole = vectors.size() - vectors.size() % parallel.threads();
    CpuNtt alone = new CpuNtt(Parallel.NONE);
    parallel.forEach(whole, i -> transform.apply(alone, vectors.get(i)));
    for (FrVector vector : vectors.subList(whole, vectors.size())) {
      transform.apply(this, vector);
    }
  }

  private static void cosetForward(FrVector vector, FrElement shift, Parallel parallel) {
    scale(vector, FrElement.ONE, shift, parallel);
    forward(vector, parallel);
  }

  private static void forward(FrVector vector, Parallel parallel) {
    int log = Domain.ofSize(vector.length()).logSize();
    layers(vector.limbs(), log, parallel);
    bitReverse(vector.limbs(), log);
  }

  /// The inverse is the forward transform with the values of index 1 to n - 1 reversed, over n; the
  /// coefficients are then scaled by powers of `ratio`.
  private static void inverse(FrVector vector, FrElement ratio, Parallel parallel) {
    forward(vector, parallel);
    reverseTail(vector.limbs(), vector.length());
    scale(vector, Domain.ofSize(vector.length()).sizeInverse(), ratio, parallel);
  }

  private static void layers(long[] v, int log, Parallel parallel) {
    int n = 1 << log;
    int layer = log;
    for (; layer > LOG_CACHED_BLOCK; layer--) {
      int half = 1 << (layer - 1);
      long[] twiddles = Twiddles.of(layer);
      int slice = Math.min(half, 1 << (LOG_CACHED_BLOCK - 1));
      int slicesPerBlock = half / slice;
      parallel.forEach(
          n / 2 / slice,
          task -> {
            int from = task % slicesPerBlock * slice;
            int block = task / slicesPerBlock * 2 * half;
            butterflies(v, block, half, from, from + slice, twiddles);
          });
    }
    int cached = layer;
    parallel.forEach(
        n >> cached,
        task -> {
          for (int inner = cached; inner > 0; inner--) {
            int half = 1 << (inner - 1);
            long[] twiddles = Twiddles.of(inner);
            int end = (task + 1) << cached;
            for (int block = task << cached; block < end; block += 2 * half) {
              butterflies(v, block, half, 0, half, twiddles);
            }
          }
        });
  }

  /// (a, b) to (a + b, (a - b)·ω^i) for the pairs half apart.
  private static void butterflies(
      long[] v, int block, int half, int from, int to, long[] twiddles) {
    if (from == 0) {
      Fr.sumAndDifference(v, block, block + half);
    }
    for (int i = Math.max(from, 1); i < to; i++) {
      Fr.butterfly(v, block + i, block + half + i, twiddles, i);
    }
  }

  /// Swaps elements whose indices are each other's bit reversal.
  private static void bitReverse(long[] v, int log) {
    int n = 1 << log;
    for (int i = 1; i < n; i++) {
      int j = Integer.reverse(i) >>> (32 - log); // log >= 1 here
      if (i < j) {
        swap(v, i, j);
      }
    }
  }

  private static void reverseTail(long[] v, int n) {
    for (int i = 1, j = n - 1; i < j; i++, j--) {
      swap(v, i, j);
    }
  }

  private static void swap(long[] v, int i, int j) {
    int a = i << 2;
    int b = j << 2;
    for (int k = 0; k < Fr.LIMBS; k++) {
      long limb = v[a + k];
      v[a + k] = v[b + k];
      v[b + k] = limb;
    }
  }

  /// Multiplies element i by factor·ratio^i.
  private static void scale(FrVector vector, FrElement factor, FrElement ratio, Parallel parallel) {
    int n = Domain.ofSize(vector.length()).size();
    int slice = Math.min(n, 1 << LOG_CACHED_BLOCK);
    long[] v = vector.limbs();
    boolean constant = ratio.equals(FrElement.ONE);
    parallel.forEach(
        n / slice,
        task -> {
          int from = task * slice;
          long[] power = new long[2 * Fr.LIMBS];
          ratio.store(power, 1);
          (constant ? factor : factor.times(ratio.pow(from))).store(power, 0);
          for (int i = from; i < from + slice; i++) {
            Fr.mul(v, i, power, 0, v, i);
            if (!constant) {
              Fr.mul(power, 0, power, 1, power, 0);
            }
          }
        });
  }
}
