package io.proofmill.msm;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Vector;

/// Terms of a sum, scalars as sign and magnitude: a scalar above r/2 is the negative of r minus it,
/// so magnitudes stay below 2^253 and small negatives are small. Zero scalars and bases at infinity
/// are dropped.
final class Terms {
  /// Magnitudes have at most this many bits.
  static final int MAX_BITS = 253;

  /// Words of a magnitude, little-endian; the top bit of the last is the sign.
  static final int WORDS = Fr.LIMBS;

  private static final long[] HALF_OF_MODULUS = halfOfModulus();

  /// `WORDS` a term.
  final long[] magnitudes;

  /// The index of each term's base.
  final int[] bases;

  /// Entry b: how many magnitudes have exactly b bits.
  final int[] bitLengths = new int[MAX_BITS + 1];

  private int count;

  private Terms(int capacity) {
    this.magnitudes = new long[Math.multiplyExact(capacity, WORDS)];
    this.bases = new int[capacity];
  }

  /// The terms scalars\[j] · bases\[basisOffset + j] for from ≤ j < to.
  static Terms of(FrVector scalars, int from, int to, G1Vector bases, int basisOffset) {
    Terms out = new Terms(to - from);
    for (int j = from; j < to; j++) {
      if (!scalars.isZero(j) && !bases.isInfinity(basisOffset + j)) {
        out.append(scalars, j, basisOffset + j);
      }
    }
    return out;
  }

  private void append(FrVector scalars, int j, int base) {
    int at = count * WORDS;
    Fr.fromMontgomery(scalars.limbs(), j, magnitudes, count);
    boolean negative = exceedsHalf(magnitudes, at);
    if (negative) {
      Fr.neg(magnitudes, count, magnitudes, count); // r minus the integer
    }
    bitLengths[bitLength(magnitudes, at)]++;
    if (negative) {
      magnitudes[at + WORDS - 1] |= Long.MIN_VALUE;
    }
    bases[count++] = base;
  }

  int count() {
    return count;
  }

  /// The largest bit length of a magnitude, 0 without terms.
  int maxBits() {
    int bits = MAX_BITS;
    while (bits > 0 && bitLengths[bits] == 0) {
      bits--;
    }
    return bits;
  }

  private static long[] halfOfModulus() {
    long[] out = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      out[i] = Fr.MODULUS.shiftRight(1 + 64 * i).longValue();
    }
    return out;
  }

  private static boolean exceedsHalf(long[] v, int at) {
    for (int i = WORDS - 1; i >= 0; i--) {
      int order = Long.compareUnsigned(v[at + i], HALF_OF_MODULUS[i]);
      if (order != 0) {
        return order > 0;
      }
    }
    return false;
  }

  private static int bitLength(long[] v, int at) {
    for (int i = WORDS - 1; i >= 0; i--) {
      if (v[at + i] != 0) {
        return 64 * i + 64 - Long.numberOfLeadingZeros(v[at + i]);
      }
    }
    return 0;
  }
}
