package io.proofmill.algebra;

import java.math.BigInteger;

/// Arithmetic in the scalar field of BN254 (order of its groups), written r, over flat arrays.
///
/// An element is four little-endian 64-bit limbs in Montgomery form (x·2^256 mod p), always fully
/// reduced. Every index is an *element* index: element i occupies limbs 4i to 4i+3. Each operation
/// reads all of its operands before it writes, so any of the places may coincide. Nothing here
/// allocates except where said.
///
/// `Fr` and `Fq` are deliberately the same text over different constants: the JIT folds a modulus
/// only when it is a constant of the class.
public final class Fr {
  /// Limbs of one element.
  public static final int LIMBS = 4;

  public static final BigInteger MODULUS =
      new BigInteger("30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001", 16);

  static final long P0 = 0x43e1f593f0000001L;
  static final long P1 = 0x2833e84879b97091L;
  static final long P2 = 0xb85045b68181585dL;
  static final long P3 = 0x30644e72e131a029L;

  /// -1/p mod 2^64.
  private static final long INV = 0xc2e1f593efffffffL;

  /// 2^256 mod p: the Montgomery form of one.
  static final long ONE0 = 0xac96341c4ffffffbL;

  static final long ONE1 = 0x36fc76959f60cd29L;
  static final long ONE2 = 0x666ea36f7879462eL;
  static final long ONE3 = 0x0e0a77c19a07df2fL;

  /// 2^512 mod p as an element, so that a multiplication by it enters Montgomery form.
  private static final long[] R_SQUARED = {
    0x1bb8e645ae216da7L, 0x53fe3ab1e35c59e3L, 0x8c49833d53bb8085L, 0x0216d0b17f4e44a5L
  };

  /// The integer one, so that a multiplication by it leaves Montgomery form.
  private static final long[] INTEGER_ONE = {1, 0, 0, 0};

  private Fr() {}

  /// 1 when a sum of two words, one of them `addend`, wrapped.
  private static long carry(long sum, long addend) {
    return sum + Long.MIN_VALUE < addend + Long.MIN_VALUE ? 1L : 0L;
  }

  /// 1 when `x - y` borrows.
  private static long borrow(long x, long y) {
    return x + Long.MIN_VALUE < y + Long.MIN_VALUE ? 1L : 0L;
  }

  /// out\[oi] = a\[ai] + b\[bi].
  public static void add(long[] a, int ai, long[] b, int bi, long[] out, int oi) {
    int i = ai << 2;
    int j = bi << 2;
    long a0 = a[i];
    long a1 = a[i + 1];
    long a2 = a[i + 2];
    long s0 = a0 + b[j];
    long c = carry(s0, a0);
    long s1 = a1 + b[j + 1];
    long c1 = carry(s1, a1);
    s1 += c;
    c1 += carry(s1, c);
    long s2 = a2 + b[j + 2];
    long c2 = carry(s2, a2);
    s2 += c1;
    c2 += carry(s2, c1);
    long s3 = a[i + 3] + b[j + 3] + c2; // 2p < 2^255: no carry out
    storeReduced(s0, s1, s2, s3, out, oi << 2);
  }

  /// out\[oi] = a\[ai] - b\[bi].
  public static void sub(long[] a, int ai, long[] b, int bi, long[] out, int oi) {
    int i = ai << 2;
    int j = bi << 2;
    subtract(a[i], a[i + 1], a[i + 2], a[i + 3], b[j], b[j + 1], b[j + 2], b[j + 3], out, oi << 2);
  }

  /// out\[oi] = -a\[ai].
  public static void neg(long[] a, int ai, long[] out, int oi) {
    int i = ai << 2;
    subtract(0, 0, 0, 0, a[i], a[i + 1], a[i + 2], a[i + 3], out, oi << 2);
  }

  private static void subtract(
      long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3, long[] out, int o) {
    long d0 = a0 - b0;
    long w0 = borrow(a0, b0);
    long e1 = a1 - b1;
    long w1 = borrow(a1, b1) + borrow(e1, w0);
    long d1 = e1 - w0;
    long e2 = a2 - b2;
    long w2 = borrow(a2, b2) + borrow(e2, w1);
    long d2 = e2 - w1;
    long d3 = a3 - b3 - w2; // both tops < 2^62: the sign bit is the borrow
    long mask = d3 >> 63;
    long p1 = P1 & mask;
    long p2 = P2 & mask;
    long r0 = d0 + (P0 & mask);
    long c0 = carry(r0, d0);
    long s1 = d1 + c0;
    long c1 = carry(s1, c0);
    long r1 = s1 + p1;
    c1 += carry(r1, p1);
    long s2 = d2 + c1;
    long c2 = carry(s2, c1);
    long r2 = s2 + p2;
    c2 += carry(r2, p2);
    out[o] = r0;
    out[o + 1] = r1;
    out[o + 2] = r2;
    out[o + 3] = d3 + (P3 & mask) + c2;
  }

  /// Stores x or x - p, whichever is reduced, for x < 2p. `o` is a limb index.
  private static void storeReduced(long x0, long x1, long x2, long x3, long[] out, int o) {
    long d0 = x0 - P0;
    long w0 = borrow(x0, P0);
    long e1 = x1 - P1;
    long w1 = borrow(x1, P1) + borrow(e1, w0);
    long d1 = e1 - w0;
    long e2 = x2 - P2;
    long w2 = borrow(x2, P2) + borrow(e2, w1);
    long d2 = e2 - w1;
    long d3 = x3 - P3 - w2;
    long keep = d3 >> 63; // all ones when x < p
    out[o] = d0 ^ ((d0 ^ x0) & keep);
    out[o + 1] = d1 ^ ((d1 ^ x1) & keep);
    out[o + 2] = d2 ^ ((d2 ^ x2) & keep);
    out[o + 3] = d3 ^ ((d3 ^ x3) & keep);
  }

  /// out\[oi] = a\[ai] · b\[bi]. Montgomery multiplication, operand scanning; p < 2^254 leaves room
  /// for the top word without a carry (Acar 1996, no-carry variant as in gnark-crypto). 68 word
  /// multiplications, about 30 ns.
  public static void mul(long[] a, int ai, long[] b, int bi, long[] out, int oi) {
    int i = ai << 2;
    int j = bi << 2;
    long a0 = a[i];
    long a1 = a[i + 1];
    long a2 = a[i + 2];
    long a3 = a[i + 3];
    long t0;
    long t1;
    long t2;
    long t3;
    long lo;
    long up;
    long x;
    long y;
    long m;
    long b0 = b[j];
    lo = a0 * b0;
    up = Math.unsignedMultiplyHigh(a0, b0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    lo = a1 * b0 + up;
    up = Math.unsignedMultiplyHigh(a1, b0) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    lo = a2 * b0 + up;
    up = Math.unsignedMultiplyHigh(a2, b0) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    lo = a3 * b0 + up;
    up = Math.unsignedMultiplyHigh(a3, b0) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    long b1 = b[j + 1];
    lo = a0 * b1 + t0;
    up = Math.unsignedMultiplyHigh(a0, b1) + carry(lo, t0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    x = a1 * b1 + t1;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a1, b1) + carry(x, t1) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    x = a2 * b1 + t2;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a2, b1) + carry(x, t2) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    x = a3 * b1 + t3;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a3, b1) + carry(x, t3) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    long b2 = b[j + 2];
    lo = a0 * b2 + t0;
    up = Math.unsignedMultiplyHigh(a0, b2) + carry(lo, t0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    x = a1 * b2 + t1;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a1, b2) + carry(x, t1) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    x = a2 * b2 + t2;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a2, b2) + carry(x, t2) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    x = a3 * b2 + t3;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a3, b2) + carry(x, t3) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    long b3 = b[j + 3];
    lo = a0 * b3 + t0;
    up = Math.unsignedMultiplyHigh(a0, b3) + carry(lo, t0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    x = a1 * b3 + t1;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a1, b3) + carry(x, t1) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    x = a2 * b3 + t2;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a2, b3) + carry(x, t2) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    x = a3 * b3 + t3;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a3, b3) + carry(x, t3) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    storeReduced(t0, t1, t2, t3, out, oi << 2);
  }

  /// out\[oi] = a\[ai]².
  public static void square(long[] a, int ai, long[] out, int oi) {
    mul(a, ai, a, ai, out, oi);
  }

  public static boolean isZero(long[] a, int ai) {
    int i = ai << 2;
    return (a[i] | a[i + 1] | a[i + 2] | a[i + 3]) == 0;
  }

  public static boolean equal(long[] a, int ai, long[] b, int bi) {
    int i = ai << 2;
    int j = bi << 2;
    return ((a[i] ^ b[j]) | (a[i + 1] ^ b[j + 1]) | (a[i + 2] ^ b[j + 2]) | (a[i + 3] ^ b[j + 3]))
        == 0;
  }

  public static void copy(long[] a, int ai, long[] out, int oi) {
    int i = ai << 2;
    int o = oi << 2;
    out[o] = a[i];
    out[o + 1] = a[i + 1];
    out[o + 2] = a[i + 2];
    out[o + 3] = a[i + 3];
  }

  public static void setZero(long[] out, int oi) {
    int o = oi << 2;
    out[o] = 0;
    out[o + 1] = 0;
    out[o + 2] = 0;
    out[o + 3] = 0;
  }

  public static void setOne(long[] out, int oi) {
    int o = oi << 2;
    out[o] = ONE0;
    out[o + 1] = ONE1;
    out[o + 2] = ONE2;
    out[o + 3] = ONE3;
  }

  /// out\[oi] = value, which may be negative.
  public static void setLong(long value, long[] out, int oi) {
    int o = oi << 2;
    out[o] = Math.abs(value); // Long.MIN_VALUE read as unsigned is its own magnitude
    out[o + 1] = 0;
    out[o + 2] = 0;
    out[o + 3] = 0;
    mul(out, oi, R_SQUARED, 0, out, oi);
    if (value < 0) {
      neg(out, oi, out, oi);
    }
  }

  /// dst\[di] = the Montgomery form of the integer src\[si], which is any integer below 2^256.
  public static void toMontgomery(long[] src, int si, long[] dst, int di) {
    mul(
        R_SQUARED, 0, src, si, dst,
        di); // the first operand is below p, which keeps the sum below 2p
  }

  /// dst\[di] = the integer, below p, whose Montgomery form is src\[si].
  public static void fromMontgomery(long[] src, int si, long[] dst, int di) {
    mul(INTEGER_ONE, 0, src, si, dst, di);
  }

  /// Whether the integer in the four limbs at element i is below p.
  public static boolean isCanonical(long[] integer, int ii) {
    int i = ii << 2;
    int order = Long.compareUnsigned(integer[i + 3], P3);
    if (order == 0) {
      order = Long.compareUnsigned(integer[i + 2], P2);
    }
    if (order == 0) {
      order = Long.compareUnsigned(integer[i + 1], P1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(integer[i], P0);
    }
    return order < 0;
  }

  /// out\[oi] = base\[bi]^exponent, the exponent four little-endian limbs. Allocates a window of 16
  /// powers; 252 squarings and at most 64 multiplications.
  static void pow(long[] base, int bi, long[] exponent, long[] out, int oi) {
    long[] window = new long[16 * LIMBS];
    setOne(window, 0);
    for (int k = 1; k < 16; k++) {
      mul(window, k - 1, base, bi, window, k);
    }
    long[] result = new long[LIMBS];
    setOne(result, 0);
    boolean started = false;
    for (int nibble = 63; nibble >= 0; nibble--) {
      if (started) {
        for (int s = 0; s < 4; s++) {
          mul(result, 0, result, 0, result, 0);
        }
      }
      int digit = (int) (exponent[nibble >> 4] >>> ((nibble & 15) << 2)) & 15;
      if (digit != 0) {
        mul(result, 0, window, digit, result, 0);
        started = true;
      }
    }
    copy(result, 0, out, oi);
  }

  /// out\[oi] = 1/a\[ai], and zero for zero. Fermat: about 10 µs; invert many at once where
  /// possible.
  public static void invert(long[] a, int ai, long[] out, int oi) {
    pow(a, ai, MODULUS_MINUS_TWO, out, oi);
  }

  private static final long[] MODULUS_MINUS_TWO = {P0 - 2, P1, P2, P3};

  /// Replaces count elements from `from` on by their inverses; zeros stay zero. One inversion and
  /// three multiplications an element (Montgomery's trick). Allocates count elements.
  public static void batchInverse(long[] v, int from, int count) {
    long[] prefix = new long[count * LIMBS];
    long[] running = new long[2 * LIMBS]; // the running product, and a spare place
    setOne(running, 0);
    for (int k = 0; k < count; k++) {
      copy(running, 0, prefix, k);
      if (!isZero(v, from + k)) {
        mul(running, 0, v, from + k, running, 0);
      }
    }
    invert(running, 0, running, 0);
    for (int k = count - 1; k >= 0; k--) {
      if (!isZero(v, from + k)) {
        mul(running, 0, v, from + k, running, 1);
        mul(running, 0, prefix, k, v, from + k);
        copy(running, 1, running, 0);
      }
    }
  }

  /// The butterfly of a decimation in frequency, for different i and j: v\[i], v\[j] = v\[i] +
  /// v\[j], (v\[i] - v\[j]) · w\[k].
  public static void butterfly(long[] v, int i, int j, long[] w, int k) {
    int p = i << 2;
    int q = j << 2;
    int at = k << 2;
    long x0 = v[p];
    long x1 = v[p + 1];
    long x2 = v[p + 2];
    long x3 = v[p + 3];
    long y0 = v[q];
    long y1 = v[q + 1];
    long y2 = v[q + 2];
    long y3 = v[q + 3];
    // x + p - y, left between 0 and 2p: the multiplication's sums then stay below 3p < 2^256.
    long a0 = x0 + P0;
    long c = carry(a0, x0);
    long s1 = x1 + P1;
    long c1 = carry(s1, x1);
    long a1 = s1 + c;
    c1 += carry(a1, c);
    long s2 = x2 + P2;
    long c2 = carry(s2, x2);
    long a2 = s2 + c1;
    c2 += carry(a2, c1);
    long a3 = x3 + P3 + c2;
    long d = borrow(a0, y0);
    a0 -= y0;
    long d1 = borrow(a1, y1);
    a1 -= y1;
    d1 += borrow(a1, d);
    a1 -= d;
    long d2 = borrow(a2, y2);
    a2 -= y2;
    d2 += borrow(a2, d1);
    a2 -= d1;
    a3 -= y3 + d2;
    add(v, i, v, j, v, i);
    long t0;
    long t1;
    long t2;
    long t3;
    long lo;
    long up;
    long x;
    long y;
    long m;
    long b0 = w[at];
    lo = a0 * b0;
    up = Math.unsignedMultiplyHigh(a0, b0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    lo = a1 * b0 + up;
    up = Math.unsignedMultiplyHigh(a1, b0) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    lo = a2 * b0 + up;
    up = Math.unsignedMultiplyHigh(a2, b0) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    lo = a3 * b0 + up;
    up = Math.unsignedMultiplyHigh(a3, b0) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    long b1 = w[at + 1];
    lo = a0 * b1 + t0;
    up = Math.unsignedMultiplyHigh(a0, b1) + carry(lo, t0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    x = a1 * b1 + t1;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a1, b1) + carry(x, t1) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    x = a2 * b1 + t2;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a2, b1) + carry(x, t2) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    x = a3 * b1 + t3;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a3, b1) + carry(x, t3) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    long b2 = w[at + 2];
    lo = a0 * b2 + t0;
    up = Math.unsignedMultiplyHigh(a0, b2) + carry(lo, t0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    x = a1 * b2 + t1;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a1, b2) + carry(x, t1) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    x = a2 * b2 + t2;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a2, b2) + carry(x, t2) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    x = a3 * b2 + t3;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a3, b2) + carry(x, t3) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    long b3 = w[at + 3];
    lo = a0 * b3 + t0;
    up = Math.unsignedMultiplyHigh(a0, b3) + carry(lo, t0);
    m = lo * INV;
    y = Math.unsignedMultiplyHigh(m, P0) + ((lo | -lo) >>> 63); // lo + m·P0 has a zero low word
    x = a1 * b3 + t1;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a1, b3) + carry(x, t1) + carry(lo, up);
    x = m * P1 + lo;
    t0 = x + y;
    y = Math.unsignedMultiplyHigh(m, P1) + carry(x, lo) + carry(t0, y);
    x = a2 * b3 + t2;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a2, b3) + carry(x, t2) + carry(lo, up);
    x = m * P2 + lo;
    t1 = x + y;
    y = Math.unsignedMultiplyHigh(m, P2) + carry(x, lo) + carry(t1, y);
    x = a3 * b3 + t3;
    lo = x + up;
    up = Math.unsignedMultiplyHigh(a3, b3) + carry(x, t3) + carry(lo, up);
    x = m * P3 + lo;
    t2 = x + y;
    y = Math.unsignedMultiplyHigh(m, P3) + carry(x, lo) + carry(t2, y);
    t3 = up + y;

    storeReduced(t0, t1, t2, t3, v, q);
  }

  /// v\[i], v\[j] = v\[i] + v\[j], v\[i] - v\[j], for different i and j: the butterfly with factor
  /// one.
  public static void sumAndDifference(long[] v, int i, int j) {
    int p = i << 2;
    int q = j << 2;
    long x0 = v[p];
    long x1 = v[p + 1];
    long x2 = v[p + 2];
    long x3 = v[p + 3];
    long y0 = v[q];
    long y1 = v[q + 1];
    long y2 = v[q + 2];
    long y3 = v[q + 3];
    add(v, i, v, j, v, i);
    subtract(x0, x1, x2, x3, y0, y1, y2, y3, v, q);
  }

  /// The multiplicative group has a subgroup of order 2^28 and none of order 2^29.
  public static final int TWO_ADICITY = 28;

  /// A generator of the multiplicative group; its coset avoids every power-of-two subgroup.
  public static final FrElement COSET_SHIFT = FrElement.of(5);

  /// A root of unity of order 2^log: 5^((r-1)/2^log).
  public static FrElement rootOfUnity(int log) {
    if (log < 0 || log > TWO_ADICITY) {
      throw new IllegalArgumentException("no root of unity of order 2^" + log + " in Fr");
    }
    return ROOTS[log];
  }

  private static final FrElement[] ROOTS = new FrElement[TWO_ADICITY + 1];

  static {
    ROOTS[TWO_ADICITY] = COSET_SHIFT.pow(MODULUS.subtract(BigInteger.ONE).shiftRight(TWO_ADICITY));
    for (int log = TWO_ADICITY; log > 0; log--) {
      ROOTS[log - 1] = ROOTS[log].square();
    }
  }
}
