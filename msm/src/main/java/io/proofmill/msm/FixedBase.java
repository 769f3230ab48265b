package io.proofmill.msm;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Parallel;

/// Many multiples of one point: a table of its multiples by every digit of every window, then one
/// affine addition a window, thousands of points sharing each inversion.
final class FixedBase {
  private static final int SCALAR_BITS = 254;
  private static final int CHUNK = 1 << 12;

  private final int width;

  /// For each window w, the points d·2^(w·width)·base for d = 0 to 2^width - 1.
  private final G1Vector[] tables;

  private final Parallel parallel;

  /// Prepares for about `count` multiplications.
  FixedBase(G1Point base, int count, Parallel parallel) {
    this.width = bestWidth(count);
    this.parallel = parallel;
    this.tables = new G1Vector[(SCALAR_BITS + width - 1) / width];
    G1Point[] heads = new G1Point[tables.length];
    G1Accumulator power = new G1Accumulator().add(base);
    for (int w = 0; w < tables.length; w++) {
      heads[w] = power.toAffine();
      for (int bit = 0; bit < width; bit++) {
        power.twice();
      }
    }
    parallel.forEach(tables.length, w -> tables[w] = multiples(heads[w], width));
  }

  /// An addition a window and multiplication, and one a table entry.
  private static int bestWidth(int count) {
    int best = 1;
    long bestCost = Long.MAX_VALUE;
    for (int width = 1; width <= 16; width++) {
      long windows = (SCALAR_BITS + width - 1) / width;
      long cost = windows * (count + (1L << width));
      if (cost < bestCost) {
        bestCost = cost;
        best = width;
      }
    }
    return best;
  }

  /// 0, P, 2P, … (2^width - 1)P, doubling the known part each round.
  private static G1Vector multiples(G1Point point, int width) {
    int size = 1 << width;
    G1Vector out = G1Vector.infinity(size);
    out.set(1, point);
    int[] left = new int[CHUNK];
    int[] right = new int[CHUNK];
    AffineBatch batch = new AffineBatch(CHUNK);
    for (int known = 1; known < size - 1; ) {
      int fresh = Math.min(Math.min(known, CHUNK), size - 1 - known);
      for (int k = 0; k < fresh; k++) {
        copy(out, known, out, known + 1 + k);
        left[k] = known + 1 + k;
        right[k] = 1 + k;
      }
      batch.add(out.limbs(), left, right, fresh);
      known += fresh;
    }
    return out;
  }

  /// The base times each scalar.
  G1Vector multiply(FrVector scalars) {
    int n = scalars.length();
    G1Vector out = G1Vector.infinity(n);
    parallel.forEach(
        (n + CHUNK - 1) / CHUNK,
        c -> multiply(scalars, c * CHUNK, Math.min(n, (c + 1) * CHUNK), out));
    return out;
  }

  private void multiply(FrVector scalars, int from, int to, G1Vector out) {
    int count = to - from;
    long[] integers = new long[Fr.LIMBS * count];
    int[] left = new int[count];
    int[] right = new int[count];
    for (int k = 0; k < count; k++) {
      Fr.fromMontgomery(scalars.limbs(), from + k, integers, k);
      left[k] = k;
      right[k] = count + k;
    }
    // The sums, then the table's points of one window.
    G1Vector points = G1Vector.infinity(2 * count);
    AffineBatch batch = new AffineBatch(count);
    for (int w = 0; w < tables.length; w++) {
      for (int k = 0; k < count; k++) {
        copy(tables[w], digit(integers, k, w), points, count + k);
      }
      batch.add(points.limbs(), left, right, count);
    }
    System.arraycopy(points.limbs(), 0, out.limbs(), from * G1Vector.LIMBS, count * G1Vector.LIMBS);
  }

  private int digit(long[] integers, int k, int window) {
    int position = window * width;
    int low = position >> 6;
    int shift = position & 63;
    long bits = integers[4 * k + low] >>> shift;
    if (shift + width > 64 && low < 3) {
      bits |= integers[4 * k + low + 1] << (64 - shift);
    }
    return (int) bits & ((1 << width) - 1);
  }

  private static void copy(G1Vector source, int i, G1Vector target, int j) {
    System.arraycopy(
        source.limbs(), i * G1Vector.LIMBS, target.limbs(), j * G1Vector.LIMBS, G1Vector.LIMBS);
  }
}
