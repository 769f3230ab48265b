package io.proofmill.evm.primitive;

import java.math.BigInteger;

/// An unsigned 256-bit integer in four 64-bit limbs; `limb0` is the least significant. Arithmetic
/// is modulo 2^256; where an overflow matters, ask first ([#plusOverflows], [#timesOverflows]).
public record Word(long limb3, long limb2, long limb1, long limb0) implements Comparable<Word> {
  public static final int BYTES = 32;
  public static final Word ZERO = new Word(0, 0, 0, 0);
  public static final Word ONE = new Word(0, 0, 0, 1);
  public static final Word MAX = new Word(-1, -1, -1, -1);

  /// The value of an unsigned 64-bit integer.
  public static Word of(long unsigned) {
    return new Word(0, 0, 0, unsigned);
  }

  /// The value of `0 ≤ value < 2^256`; anything else is an [IllegalArgumentException].
  public static Word of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException("not an unsigned 256-bit integer: " + value);
    }
    return new Word(
        value.shiftRight(192).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(64).longValue(),
        value.longValue());
  }

  /// The value of at most 32 big-endian bytes.
  public static Word fromBytes(byte[] bytes) {
    return fromBytes(bytes, 0, bytes.length);
  }

  /// The value of `length ≤ 32` big-endian bytes from `offset`.
  public static Word fromBytes(byte[] bytes, int offset, int length) {
    if (length > BYTES) {
      throw new IllegalArgumentException("more than 32 bytes: " + length);
    }
    long[] limbs = new long[4];
    for (int i = 0; i < length; i++) {
      limbs[i >>> 3] |= (bytes[offset + length - 1 - i] & 0xffL) << (8 * (i & 7));
    }
    return new Word(limbs[3], limbs[2], limbs[1], limbs[0]);
  }

  /// Limb `i`, 0 the least significant.
  public long limb(int i) {
    return switch (i) {
      case 0 -> limb0;
      case 1 -> limb1;
      case 2 -> limb2;
      case 3 -> limb3;
      default -> throw new IndexOutOfBoundsException(i);
    };
  }

  public boolean isZero() {
    return (limb0 | limb1 | limb2 | limb3) == 0;
  }

  /// Whether the value is less than 2^64.
  public boolean fitsLong() {
    return (limb1 | limb2 | limb3) == 0;
  }

  public int bitLength() {
    if (limb3 != 0) {
      return 256 - Long.numberOfLeadingZeros(limb3);
    }
    if (limb2 != 0) {
      return 192 - Long.numberOfLeadingZeros(limb2);
    }
    if (limb1 != 0) {
      return 128 - Long.numberOfLeadingZeros(limb1);
    }
    return 64 - Long.numberOfLeadingZeros(limb0);
  }

  /// `this + other mod 2^256`.
  public Word plus(Word other) {
    long s0 = limb0 + other.limb0;
    long c = carry(limb0, other.limb0, s0);
    long s1 = limb1 + other.limb1 + c;
    c = carry(limb1, other.limb1, s1);
    long s2 = limb2 + other.limb2 + c;
    c = carry(limb2, other.limb2, s2);
    return new Word(limb3 + other.limb3 + c, s2, s1, s0);
  }

  /// Whether the integer sum is 2^256 or more.
  public boolean plusOverflows(Word other) {
    return plus(other).compareTo(this) < 0;
  }

  /// `this − other mod 2^256`; a borrow shows as `this.compareTo(other) < 0`.
  public Word minus(Word other) {
    // this − other = this + ¬other + 1; the one enters as the first carry.
    Word negated = new Word(~other.limb3, ~other.limb2, ~other.limb1, ~other.limb0).plus(ONE);
    return plus(negated);
  }

  /// `this · factor mod 2^256`, the factor an unsigned 64-bit integer.
  public Word times(long factor) {
    long p0 = limb0 * factor;
    long h0 = Math.unsignedMultiplyHigh(limb0, factor);
    long p1 = limb1 * factor;
    long h1 = Math.unsignedMultiplyHigh(limb1, factor);
    long p2 = limb2 * factor;
    long h2 = Math.unsignedMultiplyHigh(limb2, factor);
    long r1 = p1 + h0;
    // h ≤ 2^64 − 2, so adding a carry to it never overflows.
    long c1 = h1 + (Long.compareUnsigned(r1, p1) < 0 ? 1 : 0);
    long r2 = p2 + c1;
    long c2 = h2 + (Long.compareUnsigned(r2, p2) < 0 ? 1 : 0);
    return new Word(limb3 * factor + c2, r2, r1, p0);
  }

  /// Whether the integer product is 2^256 or more.
  public boolean timesOverflows(long factor) {
    if (limb3 == 0) {
      return false;
    }
    long high = Math.unsignedMultiplyHigh(limb3, factor);
    if (high != 0) {
      return true;
    }
    // The product without the top limb's share is < 2^256; its limb 3 is the carry into it.
    long carry = new Word(0, limb2, limb1, limb0).times(factor).limb3;
    return Long.compareUnsigned(limb3 * factor + carry, carry) < 0;
  }

  public Word min(Word other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Word other) {
    int c = Long.compareUnsigned(limb3, other.limb3);
    if (c == 0) {
      c = Long.compareUnsigned(limb2, other.limb2);
    }
    if (c == 0) {
      c = Long.compareUnsigned(limb1, other.limb1);
    }
    return c == 0 ? Long.compareUnsigned(limb0, other.limb0) : c;
  }

  /// 32 bytes, big-endian.
  public byte[] toBytes() {
    byte[] out = new byte[BYTES];
    putLong(out, 0, limb3);
    putLong(out, 8, limb2);
    putLong(out, 16, limb1);
    putLong(out, 24, limb0);
    return out;
  }

  /// The shortest big-endian form; zero is the empty string, as RLP has it.
  public byte[] toMinimalBytes() {
    byte[] all = toBytes();
    int length = (bitLength() + 7) / 8;
    return java.util.Arrays.copyOfRange(all, BYTES - length, BYTES);
  }

  public BigInteger toBigInteger() {
    return new BigInteger(1, toBytes());
  }

  /// `0x` and the shortest digits, `0x0` for zero, as JSON-RPC writes a quantity.
  @Override
  public String toString() {
    return "0x" + toBigInteger().toString(16);
  }

  static void putLong(byte[] out, int offset, long value) {
    for (int i = 0; i < 8; i++) {
      out[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  static long getLong(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[offset + i] & 0xffL;
    }
    return value;
  }

  /// The carry out of `a + b + carryIn` whose low 64 bits are `sum`.
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }
}
