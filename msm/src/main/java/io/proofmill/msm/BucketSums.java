package io.proofmill.msm;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import java.util.Arrays;
import java.util.List;

/// One window's part of Pippenger's sum: terms are sorted by digit, the points of each bucket are
/// added in pairs until one is left, all buckets of a chunk sharing one inversion a round. After
/// the sort equal digits, however many, are no special case. One use by one thread.
final class BucketSums {
  /// Points gathered at once; 1 MiB of them stays in the second-level cache.
  private static final int CHUNK_POINTS = 1 << 14;

  /// From here on rows and columns are worth their bookkeeping.
  private static final int MANY_BUCKETS = 256;

  private final G1Vector bases;

  /// The bases in order of their digits' magnitude, complemented when they are to be subtracted.
  private final int[] sorted;

  /// Bucket d holds sorted\[starts\[d]] to sorted\[starts\[d + 1] - 1].
  private final int[] starts;

  /// The highest bucket; bucket 0 counts for nothing.
  private final int buckets;

  private final G1Vector chunk;
  private final int[] left;
  private final int[] right;
  private final AffineBatch batch;

  private BucketSums(G1Vector bases, int[] sorted, int[] starts, int buckets) {
    this.bases = bases;
    this.sorted = sorted;
    this.starts = starts;
    this.buckets = buckets;
    int capacity = Math.min(CHUNK_POINTS, sorted.length + 1);
    this.chunk = G1Vector.infinity(capacity);
    this.left = new int[capacity];
    this.right = new int[capacity];
    this.batch = new AffineBatch(capacity / 2 + 1);
  }

  /// Σ digit · base over all terms of one window.
  static G1Accumulator sum(G1Vector bases, List<Terms> parts, Windows windows, int window) {
    int count = parts.stream().mapToInt(Terms::count).sum();
    int[] digits = new int[count];
    int place = 0;
    for (Terms terms : parts) {
      windows.digits(terms, window, digits, place);
      place += terms.count();
    }
    int buckets = windows.maxDigit();
    int[] starts = new int[buckets + 2];
    for (int digit : digits) {
      starts[Math.abs(digit)]++;
    }
    starts[0] = 0; // digit zero adds nothing
    for (int d = 1; d <= buckets; d++) {
      starts[d] += starts[d - 1]; // where the bucket ends, until the terms are placed
    }
    int[] sorted = new int[starts[buckets]];
    starts[buckets + 1] = sorted.length;
    place = 0;
    for (Terms terms : parts) {
      for (int k = 0; k < terms.count(); k++) {
        int digit = digits[place++];
        if (digit != 0) {
          int base = terms.bases[k];
          sorted[--starts[Math.abs(digit)]] = digit < 0 ? ~base : base;
        }
      }
    }
    return new BucketSums(bases, sorted, starts, buckets).reduce();
  }

  /// Σ d · (sum of bucket d). Many buckets are summed by rows and by columns first: with d = 2^h·u
  /// + v it is 2^h·Σ u·(row u) + Σ v·(column v), two affine additions a bucket instead of a mixed
  ///   and a full one in extended coordinates.
  private G1Accumulator reduce() {
    if (buckets < MANY_BUCKETS) {
      return reduceDirectly();
    }
    G1Vector sums = G1Vector.infinity(buckets + 1);
    forEachBucketSum((bucket, place) -> copy(chunk, place, sums, bucket));
    int low = Integer.numberOfTrailingZeros(Integer.highestOneBit(buckets)) / 2;
    int columns = 1 << low;
    int rows = (buckets >> low) + 1;
    int[] byRow = new int[buckets + 1];
    int[] rowStarts = new int[rows + 1];
    int[] byColumn = new int[buckets + 1];
    int[] columnStarts = new int[columns + 1];
    int placed = 0;
    for (int d = 0; d <= buckets; d++) {
      if (!sums.isInfinity(d)) {
        byRow[placed++] = d;
      }
      rowStarts[(d >> low) + 1] = placed;
    }
    placed = 0;
    for (int v = 0; v < columns; v++) {
      for (int d = v; d <= buckets; d += columns) {
        if (!sums.isInfinity(d)) {
          byColumn[placed++] = d;
        }
      }
      columnStarts[v + 1] = placed;
    }
    G1Accumulator total =
        new BucketSums(sums, Arrays.copyOf(byRow, placed), rowStarts, rows - 1).reduceDirectly();
    for (int bit = 0; bit < low; bit++) {
      total.twice();
    }
    return total.add(
        new BucketSums(sums, Arrays.copyOf(byColumn, placed), columnStarts, columns - 1)
            .reduceDirectly());
  }

  /// The running sum of the buckets from the highest down, summed. One mixed and one full addition
  /// a bucket.
  private G1Accumulator reduceDirectly() {
    G1Accumulator running = new G1Accumulator();
    G1Accumulator total = new G1Accumulator();
    int[] above = {buckets};
    forEachBucketSum((bucket, place) -> {
      for (; above[0] > bucket; above[0]--) {
        total.add(running);
      }
      running.add(chunk, place);
    });
    for (; above[0] > 0; above[0]--) {
      total.add(running);
    }
    return total;
  }

  /// Receives the sum of a bucket as the point at a place of the chunk.
  private interface Receiver {
    void accept(int bucket, int place);
  }

  /// Hands out the sum of each bucket that is not empty, from the highest down.
  private void forEachBucketSum(Receiver receiver) {
    int[] heads = new int[buckets];
    int[] sizes = new int[buckets];
    int bucket = buckets;
    while (bucket > 0) {
      if (size(bucket) > chunk.length()) {
        chunk.set(0, largeBucket(bucket));
        receiver.accept(bucket--, 0);
        continue;
      }
      int highest = bucket;
      int filled = 0;
      int segments = 0;
      for (; bucket > 0 && filled + size(bucket) <= chunk.length(); bucket--) {
        heads[segments] = filled;
        sizes[segments++] = size(bucket);
        gather(starts[bucket], starts[bucket + 1], filled);
        filled += size(bucket);
      }
      addInPairs(heads, sizes, segments);
      for (int s = 0; s < segments; s++) {
        if (sizes[s] > 0) {
          receiver.accept(highest - s, heads[s]);
        }
      }
    }
  }

  private int size(int bucket) {
    return starts[bucket + 1] - starts[bucket];
  }

  /// The sum of a bucket that fills more than one chunk.
  private G1Point largeBucket(int bucket) {
    G1Accumulator sum = new G1Accumulator();
    int[] head = {0};
    int end = starts[bucket + 1];
    for (int from = starts[bucket]; from < end; from += chunk.length()) {
      int to = Math.min(end, from + chunk.length());
      gather(from, to, 0);
      addInPairs(head, new int[] {to - from}, 1);
      sum.add(chunk, 0);
    }
    return sum.toAffine();
  }

  private static void copy(G1Vector source, int i, G1Vector target, int j) {
    System.arraycopy(
        source.limbs(), i * G1Vector.LIMBS, target.limbs(), j * G1Vector.LIMBS, G1Vector.LIMBS);
  }

  /// Copies the points of sorted places from to to - 1 into the chunk, signs applied.
  private void gather(int from, int to, int place) {
    long[] source = bases.limbs();
    long[] target = chunk.limbs();
    for (int k = from; k < to; k++, place++) {
      int signed = sorted[k];
      int base = signed ^ (signed >> 31);
      Fq.copy(source, 2 * base, target, 2 * place);
      if (signed < 0) {
        Fq.neg(source, 2 * base + 1, target, 2 * place + 1);
      } else {
        Fq.copy(source, 2 * base + 1, target, 2 * place + 1);
      }
    }
  }

  /// Adds the points of each segment in pairs, round by round, into its head.
  private void addInPairs(int[] heads, int[] sizes, int segments) {
    int largest = Arrays.stream(sizes, 0, segments).max().orElse(0);
    for (int stride = 1; stride < largest; stride *= 2) {
      int pairs = 0;
      for (int s = 0; s < segments; s++) {
        for (int k = 0; k + stride < sizes[s]; k += 2 * stride) {
          left[pairs] = heads[s] + k;
          right[pairs++] = heads[s] + k + stride;
        }
      }
      batch.add(chunk.limbs(), left, right, pairs);
    }
  }
}
