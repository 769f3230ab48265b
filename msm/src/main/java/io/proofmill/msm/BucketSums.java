package io.proofmill.msm;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Vector;
import java.util.Arrays;
import java.util.List;

/// One window's part of Pippenger's sum: terms are sorted by digit, the points of each bucket are
/// added in pairs until one is left, all buckets of a chunk sharing one inversion a round. After
/// the sort equal digits, however many, are no special case. One use by one thread.
final class BucketSums {
  /// Points gathered at once; 1 MiB of them stays in the second-level cache.
  private static final int CHUNK_POINTS = 1 << 14;

  private final G1Vector bases;

  /// The bases in order of their digits' magnitude, complemented when they are to be subtracted.
  private final int[] sorted;

  /// Bucket d holds sorted\[starts\[d]] to sorted\[starts\[d + 1] - 1].
  private final int[] starts;

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

  /// Σ d · (sum of bucket d) from the highest bucket down: the running sum of the buckets, summed.
  /// One mixed and one full addition a bucket.
  private G1Accumulator reduce() {
    G1Accumulator running = new G1Accumulator();
    G1Accumulator total = new G1Accumulator();
    int[] heads = new int[buckets];
    int[] sizes = new int[buckets];
    int bucket = buckets;
    while (bucket > 0) {
      if (size(bucket) > chunk.length()) {
        addLargeBucket(bucket, running);
        total.add(running);
        bucket--;
        continue;
      }
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
          running.add(chunk, heads[s]);
        }
        total.add(running);
      }
    }
    return total;
  }

  private int size(int bucket) {
    return starts[bucket + 1] - starts[bucket];
  }

  /// Adds a bucket that fills more than one chunk.
  private void addLargeBucket(int bucket, G1Accumulator running) {
    int[] head = {0};
    int end = starts[bucket + 1];
    for (int from = starts[bucket]; from < end; from += chunk.length()) {
      int to = Math.min(end, from + chunk.length());
      gather(from, to, 0);
      addInPairs(head, new int[] {to - from}, 1);
      running.add(chunk, 0);
    }
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
