package io.proofmill.msm;

/// Signed digits of magnitudes, `width` bits a window. Adding 2^(width-1) to every window but the
/// last, once, makes each digit independent of the others: digit = window - 2^(width-1), in
/// \[-2^(width-1), 2^(width-1)). The last window holds fewer than `width` bits, so its digit, carry
/// included, is at most 2^(width-1) and never negative.
record Windows(int width, int count) {
  /// One window over 16-bit scalars, whose digits then need no carry.
  static final int MAX_WIDTH = 17;

  /// Relative costs, in field multiplications with their overheads: a bucket addition, and the two
  /// more that a bucket's sum takes part in.
  private static final double ADDITION_COST = 7;

  private static final double REDUCTION_COST = 16;

  /// Windows over magnitudes of up to `bits` bits.
  static Windows of(int bits, int width) {
    return new Windows(width, bits / width + 1);
  }

  /// The windows that make a sum cheapest, for terms with these bit lengths (see
  /// [Terms#bitLengths]) cut into `slices` with buckets of their own.
  static Windows cheapest(int[] bitLengths, int slices) {
    int bits = bitLengths.length - 1;
    while (bits > 0 && bitLengths[bits] == 0) {
      bits--;
    }
    int best = 1;
    double bestCost = Double.POSITIVE_INFINITY;
    for (int width = 1; width <= MAX_WIDTH; width++) {
      double additions = 0;
      for (int b = 1; b <= bits; b++) {
        // A full last window leaves a carry to half of the terms.
        additions += bitLengths[b] * (b / width + (b % width == 0 ? 0.5 : 1.0));
      }
      double buckets = (double) (bits / width + 1) * (1 << (width - 1)) * slices;
      double cost = ADDITION_COST * additions + REDUCTION_COST * buckets;
      if (cost < bestCost) {
        bestCost = cost;
        best = width;
      }
    }
    return of(bits, best);
  }

  /// Digits are at most this large in magnitude.
  int maxDigit() {
    return 1 << (width - 1);
  }

  /// Adds the offset to every magnitude, in place. Magnitudes below 2^bits stay below 2^(bits + 1)
  /// and clear of the sign.
  void addOffset(Terms terms) {
    long[] offset = new long[Terms.WORDS];
    for (int w = 0; w < count - 1; w++) {
      int position = w * width + width - 1;
      offset[position >> 6] |= 1L << (position & 63);
    }
    long[] v = terms.magnitudes;
    for (int at = 0; at < Terms.WORDS * terms.count(); at += Terms.WORDS) {
      long carry = 0;
      for (int i = 0; i < Terms.WORDS; i++) {
        long sum = v[at + i] + offset[i];
        long wrapped = Long.compareUnsigned(sum, offset[i]) < 0 ? 1 : 0;
        sum += carry;
        carry = wrapped + (Long.compareUnsigned(sum, carry) < 0 ? 1 : 0);
        v[at + i] = sum;
      }
    }
  }

  /// The digits of one window of terms with the offset, their signs applied, into out from `place`.
  void digits(Terms terms, int window, int[] out, int place) {
    long[] v = terms.magnitudes;
    int position = window * width;
    int shift = position & 63;
    int low = position >> 6;
    int last = Terms.WORDS - 1;
    long lowMask = low == last ? Long.MAX_VALUE : -1;
    boolean straddles = shift + width > 64 && low < last;
    long nextMask = low + 1 == last ? Long.MAX_VALUE : -1;
    long mask = (1L << width) - 1;
    int bias = window < count - 1 ? maxDigit() : 0;
    for (int k = 0; k < terms.count(); k++) {
      int at = k * Terms.WORDS;
      long bits = (v[at + low] & lowMask) >>> shift;
      if (straddles) {
        bits |= (v[at + low + 1] & nextMask) << (64 - shift);
      }
      int sign = (int) (v[at + last] >> 63);
      int digit = (int) (bits & mask) - bias;
      out[place + k] = (digit ^ sign) - sign;
    }
  }
}
