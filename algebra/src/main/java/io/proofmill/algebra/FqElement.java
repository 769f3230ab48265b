package io.proofmill.algebra;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An immutable element of the base field of BN254. For single values; loops over many use [Fq] on
/// flat arrays.
public final class FqElement {
  public static final int BYTES = 32;
  public static final FqElement ZERO = new FqElement(new long[Fq.LIMBS]);

  /// From constants alone: [Fq]'s initialiser makes elements, so this one must not wait for it.
  public static final FqElement ONE =
      new FqElement(new long[] {Fq.ONE0, Fq.ONE1, Fq.ONE2, Fq.ONE3});

  /// Four limbs in Montgomery form, fully reduced, never written after construction.
  private final long[] limbs;

  private FqElement(long[] limbs) {
    this.limbs = limbs;
  }

  public static FqElement of(long value) {
    long[] out = new long[Fq.LIMBS];
    Fq.setLong(value, out, 0);
    return new FqElement(out);
  }

  /// The class of `value` mod the field's order; negative values are welcome.
  public static FqElement of(BigInteger value) {
    byte[] bytes = Bytes.bigEndian32(value.mod(Fq.MODULUS));
    return fromInteger(Bytes.limbs(bytes, 0));
  }

  public static FqElement random(RandomGenerator random) {
    long[] integer = new long[Fq.LIMBS];
    do {
      for (int i = 0; i < integer.length; i++) {
        integer[i] = random.nextLong();
      }
      integer[3] >>>= 2; // p has 254 bits: about three tries in four succeed
    } while (!Fq.isCanonical(integer, 0));
    return fromInteger(integer);
  }

  /// Reads 32 big-endian bytes; empty unless the integer is below the field's order.
  public static Optional<FqElement> fromCanonicalBytes(byte[] b, int offset) {
    long[] integer = Bytes.limbs(b, offset);
    return Fq.isCanonical(integer, 0) ? Optional.of(fromInteger(integer)) : Optional.empty();
  }

  /// Reads 32 big-endian bytes as an integer and reduces it.
  public static FqElement reduce(byte[] b, int offset) {
    return fromInteger(Bytes.limbs(b, offset));
  }

  private static FqElement fromInteger(long[] integer) {
    Fq.toMontgomery(integer, 0, integer, 0);
    return new FqElement(integer);
  }

  /// Copies an element out of flat Montgomery limbs.
  public static FqElement load(long[] limbs, int element) {
    long[] out = new long[Fq.LIMBS];
    Fq.copy(limbs, element, out, 0);
    return new FqElement(out);
  }

  /// Copies this element into flat Montgomery limbs.
  public void store(long[] limbs, int element) {
    Fq.copy(this.limbs, 0, limbs, element);
  }

  public FqElement plus(FqElement other) {
    long[] out = new long[Fq.LIMBS];
    Fq.add(limbs, 0, other.limbs, 0, out, 0);
    return new FqElement(out);
  }

  public FqElement minus(FqElement other) {
    long[] out = new long[Fq.LIMBS];
    Fq.sub(limbs, 0, other.limbs, 0, out, 0);
    return new FqElement(out);
  }

  public FqElement times(FqElement other) {
    long[] out = new long[Fq.LIMBS];
    Fq.mul(limbs, 0, other.limbs, 0, out, 0);
    return new FqElement(out);
  }

  public FqElement negate() {
    long[] out = new long[Fq.LIMBS];
    Fq.neg(limbs, 0, out, 0);
    return new FqElement(out);
  }

  public FqElement square() {
    return times(this);
  }

  /// @throws ArithmeticException for zero
  public FqElement inverse() {
    if (isZero()) {
      throw new ArithmeticException("zero has no inverse");
    }
    long[] out = new long[Fq.LIMBS];
    Fq.invert(limbs, 0, out, 0);
    return new FqElement(out);
  }

  /// This element to a power; a negative exponent inverts.
  public FqElement pow(BigInteger exponent) {
    if (exponent.signum() < 0) {
      return inverse().pow(exponent.negate());
    }
    if (exponent.bitLength() > 256) {
      // x^p = x, also for zero, whose positive powers must not become a zeroth power.
      BigInteger order = Fq.MODULUS.subtract(BigInteger.ONE);
      return isZero() ? ZERO : pow(exponent.mod(order));
    }
    long[] out = new long[Fq.LIMBS];
    Fq.pow(limbs, 0, Bytes.limbs(Bytes.bigEndian32(exponent), 0), out, 0);
    return new FqElement(out);
  }

  public FqElement pow(long exponent) {
    return exponent < 0 ? pow(BigInteger.valueOf(exponent)) : powUnsigned(exponent);
  }

  private FqElement powUnsigned(long exponent) {
    long[] out = new long[Fq.LIMBS];
    Fq.setOne(out, 0);
    for (int bit = 63 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
      Fq.mul(out, 0, out, 0, out, 0);
      if ((exponent >>> bit & 1) != 0) {
        Fq.mul(out, 0, limbs, 0, out, 0);
      }
    }
    return new FqElement(out);
  }

  public boolean isZero() {
    return Fq.isZero(limbs, 0);
  }

  public BigInteger toBigInteger() {
    return new BigInteger(1, toBytes());
  }

  /// 32 bytes, big-endian, canonical.
  public byte[] toBytes() {
    byte[] out = new byte[BYTES];
    writeTo(out, 0);
    return out;
  }

  /// Writes the 32 canonical big-endian bytes at an offset.
  public void writeTo(byte[] out, int offset) {
    Bytes.store(toLimbs(), out, offset);
  }

  /// The canonical integer as four little-endian limbs, a fresh array.
  public long[] toLimbs() {
    long[] integer = new long[Fq.LIMBS];
    Fq.fromMontgomery(limbs, 0, integer, 0);
    return integer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FqElement e && Fq.equal(limbs, 0, e.limbs, 0);
  }

  @Override
  public int hashCode() {
    long mixed = limbs[0] ^ limbs[1] * 31 ^ limbs[2] * 37 ^ limbs[3] * 41;
    return Long.hashCode(mixed);
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
