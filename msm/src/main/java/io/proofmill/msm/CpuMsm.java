package io.proofmill.msm;

import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Parallel;
import java.util.ArrayList;
import java.util.List;

/// Pippenger's algorithm in Java (Bernstein, Doumen, Lange, Oosterwijk 2012, section 4): signed
/// digits, affine bucket additions with shared inversions, windows or slices of the terms spread
/// over the threads. Columns are classed by the bit length of their largest scalar; each class is
/// one sum with a window width chosen by predicted cost.
public final class CpuMsm implements MsmEngine {
  static final String NAME = "cpu";

  /// Upper bounds, in bits, of the classes of columns that share a sum.
  private static final int[] CLASS_BITS = {1, 8, 16, 32, 64, 128, Terms.MAX_BITS};

  /// Below this many terms a shared inversion costs more than it saves.
  private static final int SMALL_SUM = 96;

  /// Buckets are not worth duplicating when there are this many windows a thread.
  private static final int WINDOWS_PER_THREAD = 4;

  private final Parallel parallel;

  /// Over every processor.
  public CpuMsm() {
    this(Parallel.ALL);
  }

  public CpuMsm(Parallel parallel) {
    this.parallel = parallel;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public G1Point msm(G1Vector bases, int basisOffset, FrVector scalars) {
    MsmEngine.checkRange(bases, basisOffset, scalars.length());
    return sum(bases, termsOf(bases, basisOffset, scalars)).toAffine();
  }

  @Override
  public G1Point commit(G1Vector bases, List<FrVector> columns) {
    MsmEngine.checkShapes(bases, columns);
    List<List<Terms>> classes = new ArrayList<>();
    for (int c = 0; c < CLASS_BITS.length; c++) {
      classes.add(new ArrayList<>());
    }
    for (int i = 0; i < columns.size(); i++) {
      FrVector column = columns.get(i);
      List<Terms> terms = termsOf(bases, i * column.length(), column);
      classes.get(classOf(terms)).addAll(terms);
    }
    G1Accumulator total = new G1Accumulator();
    classes.forEach(terms -> total.add(sum(bases, terms)));
    return total.toAffine();
  }

  private static int classOf(List<Terms> terms) {
    int bits = terms.stream().mapToInt(Terms::maxBits).max().orElse(0);
    int c = 0;
    while (CLASS_BITS[c] < bits) {
      c++;
    }
    return c;
  }

  /// A column in one part a thread.
  private List<Terms> termsOf(G1Vector bases, int basisOffset, FrVector scalars) {
    int parts = parallel.threads();
    Terms[] out = new Terms[parts];
    parallel.forEach(
        parts,
        p -> {
          int from = (int) ((long) scalars.length() * p / parts);
          int to = (int) ((long) scalars.length() * (p + 1) / parts);
          out[p] = Terms.of(scalars, from, to, bases, basisOffset);
        });
    return List.of(out);
  }

  /// The sum of all terms. Uses their magnitudes up.
  private G1Accumulator sum(G1Vector bases, List<Terms> terms) {
    int[] bitLengths = new int[Terms.MAX_BITS + 1];
    int count = 0;
    for (Terms part : terms) {
      for (int b = 0; b < bitLengths.length; b++) {
        bitLengths[b] += part.bitLengths[b];
      }
      count += part.count();
    }
    if (count == 0) {
      return new G1Accumulator();
    }
    Windows oneSlice = Windows.cheapest(bitLengths, 1);
    int slices =
        count < SMALL_SUM || oneSlice.count() >= WINDOWS_PER_THREAD * parallel.threads()
            ? 1
            : parallel.threads();
    Windows windows = slices == 1 ? oneSlice : Windows.cheapest(bitLengths, slices);
    parallel.forEach(terms.size(), i -> windows.addOffset(terms.get(i)));
    List<List<Terms>> sliced = dealt(terms, slices);
    boolean small = count < SMALL_SUM;
    G1Accumulator[] sums = new G1Accumulator[windows.count() * slices];
    parallel.forEach(
        sums.length,
        task -> {
          List<Terms> slice = sliced.get(task % slices);
          int window = task / slices;
          sums[task] =
              small
                  ? smallSum(bases, slice, windows, window)
                  : BucketSums.sum(bases, slice, windows, window);
        });
    G1Accumulator total = new G1Accumulator();
    for (int window = windows.count() - 1; window >= 0; window--) {
      for (int bit = 0; bit < windows.width(); bit++) {
        total.twice();
      }
      for (int s = 0; s < slices; s++) {
        total.add(sums[window * slices + s]);
      }
    }
    return total;
  }

  /// The parts in turn over the slices; each column has a part a thread, so slices are even.
  private static List<List<Terms>> dealt(List<Terms> terms, int slices) {
    List<List<Terms>> out = new ArrayList<>();
    for (int s = 0; s < slices; s++) {
      out.add(new ArrayList<>());
    }
    for (int i = 0; i < terms.size(); i++) {
      out.get(i % slices).add(terms.get(i));
    }
    return out;
  }

  /// One window of a few terms, buckets in extended coordinates.
  private static G1Accumulator smallSum(
      G1Vector bases, List<Terms> parts, Windows windows, int window) {
    G1Accumulator[] buckets = new G1Accumulator[windows.maxDigit() + 1];
    for (int d = 1; d < buckets.length; d++) {
      buckets[d] = new G1Accumulator();
    }
    for (Terms terms : parts) {
      int[] digits = new int[terms.count()];
      windows.digits(terms, window, digits, 0);
      for (int k = 0; k < digits.length; k++) {
        if (digits[k] > 0) {
          buckets[digits[k]].add(bases, terms.bases[k]);
        } else if (digits[k] < 0) {
          buckets[-digits[k]].subtract(bases, terms.bases[k]);
        }
      }
    }
    G1Accumulator running = new G1Accumulator();
    G1Accumulator total = new G1Accumulator();
    for (int d = buckets.length - 1; d > 0; d--) {
      total.add(running.add(buckets[d]));
    }
    return total;
  }
}
