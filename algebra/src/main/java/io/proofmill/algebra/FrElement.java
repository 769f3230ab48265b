package io.proofmill.algebra;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An immutable element of the scalar field of BN254. For single values; loops over many use [Fr]
/// on flat arrays.
public final class FrElement {
  public static final int BYTES = 32;
  public static final FrElement ZERO = new FrElement(new long[Fr.LIMBS]);

  /// From constants alone: [Fr]'s initialiser makes elements, so this one must not wait for it.
  public static final FrElement ONE =
      new FrElement(new long[] {Fr.ONE0, Fr.ONE1, Fr.ONE2, Fr.ONE3});

  /// Four limbs in Montgomery form, fully reduced, never written after construction.
  private final long[] limbs;

  private FrElement(long[] limbs) {
    this.limbs = limbs;
  }

  public static FrElement of(long value) {
    long[] out = new long[Fr.LIMBS];
    Fr.setLong(value, out, 0);
    return new FrElement(out);
  }

  /// The class of `value` mod the field's order; negative values are welcome.
  public static FrElement of(BigInteger value) {
    byte[] bytes = Bytes.bigEndian32(value.mod(Fr.MODULUS));
    return fromInteger(Bytes.limbs(bytes, 0));
  }

  public static FrElement random(RandomGenerator random) {
    long[] integer = new long[Fr.LIMBS];
    do {
      for (int i = 0; i < integer.length; i++) {
        integer[i] = random.nextLong();
      }
      integer[3] >>>= 2; // p has 254 bits: about three tries in four succeed
    } while (!Fr.isCanonical(integer, 0));
    return fromInteger(integer);
  }

  /// Reads 32 big-endian bytes; empty unless the integer is below the field's order.
  public static Optional<FrElement> fromCanonicalBytes(byte[] b, int offset) {
    long[] integer = Bytes.limbs(b, offset);
    return Fr.isCanonical(integer, 0) ? Optional.of(fromInteger(integer)) : Optional.empty();
  }

  /// Reads 32 big-endian bytes as an integer and reduces it.
  public static FrElement reduce(byte[] b, int offset) {
    return fromInteger(Bytes.limbs(b, offset));
  }

  private static FrElement fromInteger(long[] integer) {
    Fr.toMontgomery(integer, 0, integer, 0);
    return new FrElement(integer);
  }

  /// Copies an element out of flat Montgomery limbs.
  public static FrElement load(long[] limbs, int element) {
    long[] out = new long[Fr.LIMBS];
    Fr.copy(limbs, element, out, 0);
    return new FrElement(out);
  }

  /// Copies this element into flat Montgomery limbs.
  public void store(long[] limbs, int element) {
    Fr.copy(this.limbs, 0, limbs, element);
  }

  public FrElement plus(FrElement other) {
    long[] out = new long[Fr.LIMBS];
    Fr.add(limbs, 0, other.limbs, 0, out, 0);
    return new FrElement(out);
  }

  public FrElement minus(FrElement other) {
    long[] out = new long[Fr.LIMBS];
    Fr.sub(limbs, 0, other.limbs, 0, out, 0);
    return new FrElement(out);
  }

  public FrElement times(FrElement other) {
    long[] out = new long[Fr.LIMBS];
    Fr.mul(limbs, 0, other.limbs, 0, out, 0);
    return new FrElement(out);
  }

  public FrElement negate() {
    long[] out = new long[Fr.LIMBS];
    Fr.neg(limbs, 0, out, 0);
    return new FrElement(out);
  }

  public FrElement square() {
    return times(this);
  }

  /// @throws ArithmeticException for zero
  public FrElement inverse() {
    if (isZero()) {
      throw new ArithmeticException("zero has no inverse");
    }
    long[] out = new long[Fr.LIMBS];
    Fr.invert(limbs, 0, out, 0);
    return new FrElement(out);
  }

  /// This element to a power; a negative exponent inverts.
  public FrElement pow(BigInteger exponent) {
    if (exponent.signum() < 0) {
      return inverse().pow(exponent.negate());
    }
    if (exponent.bitLength() > 256) {
      // x^p = x, also for zero, whose positive powers must not become a zeroth power.
      BigInteger order = Fr.MODULUS.subtract(BigInteger.ONE);
      return isZero() ? ZERO : pow(exponent.mod(order));
    }
    long[] out = new long[Fr.LIMBS];
    Fr.pow(limbs, 0, Bytes.limbs(Bytes.bigEndian32(exponent), 0), out, 0);
    return new FrElement(out);
  }

  public FrElement pow(long exponent) {
    return exponent < 0 ? pow(BigInteger.valueOf(exponent)) : powUnsigned(exponent);
  }

  private FrElement powUnsigned(long exponent) {
    long[] out = new long[Fr.LIMBS];
    Fr.setOne(out, 0);
    for (int bit = 63 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
      Fr.mul(out, 0, out, 0, out, 0);
      if ((exponent >>> bit & 1) != 0) {
        Fr.mul(out, 0, limbs, 0, out, 0);
      }
    }
    return new FrElement(out);
  }

  public boolean isZero() {
    return Fr.isZero(limbs, 0);
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
    long[] integer = new long[Fr.LIMBS];
    Fr.fromMontgomery(limbs, 0, integer, 0);
    return integer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrElement e && Fr.equal(limbs, 0, e.limbs, 0);
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
