package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FqElement;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A point of G1 as three scalar-field elements, for transcripts and public values. Coordinates are
/// cut into limbs of 96, 96 and 62 bits (`x = x₀ + 2^96·x₁ + 2^192·x₂`, `x₂ < 2^62` since q <
/// 2^254) and packed as `x₀ + 2^96·x₁`, `x₂ + 2^64·y₀`, `y₁ + 2^96·y₂`, each below 2^192: no wrap
/// in the scalar field, so the packing is injective. Infinity is (0, 0), which is not on the curve
/// (R22).
public final class PackedPoint {
  /// How many field elements stand for a point.
  public static final int ELEMENTS = 3;

  /// Bits of the lower two limbs of a coordinate.
  public static final int LIMB_BITS = 96;

  private static final BigInteger LIMB_MASK =
      BigInteger.TWO.pow(LIMB_BITS).subtract(BigInteger.ONE);
  private static final BigInteger MASK_64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private PackedPoint() {}

  public static List<FrElement> pack(G1Point point) {
    if (point.isInfinity()) {
      return List.of(FrElement.ZERO, FrElement.ZERO, FrElement.ZERO);
    }
    BigInteger x = point.x().toBigInteger();
    BigInteger y = point.y().toBigInteger();
    BigInteger first = x.and(LIMB_MASK.shiftLeft(LIMB_BITS).or(LIMB_MASK));
    BigInteger second = x.shiftRight(2 * LIMB_BITS).add(y.and(LIMB_MASK).shiftLeft(64));
    BigInteger third = y.shiftRight(LIMB_BITS);
    return List.of(FrElement.of(first), FrElement.of(second), FrElement.of(third));
  }

  /// The point packed in elements `from …`; empty unless it is the canonical packing of a point of
  /// G1.
  public static Optional<G1Point> unpack(List<FrElement> values, int from) {
    BigInteger first = values.get(from).toBigInteger();
    BigInteger second = values.get(from + 1).toBigInteger();
    BigInteger third = values.get(from + 2).toBigInteger();
    BigInteger x = first.add(second.and(MASK_64).shiftLeft(2 * LIMB_BITS));
    BigInteger y = second.shiftRight(64).add(third.shiftLeft(LIMB_BITS));
    byte[] encoding = new byte[64];
    if (x.bitLength() > 254 || y.bitLength() > 254) {
      return Optional.empty();
    }
    write(x, encoding, 0);
    write(y, encoding, 32);
    Optional<G1Point> point = G1Point.fromCanonicalBytes(encoding, 0);
    return point.filter(p -> pack(p).equals(values.subList(from, from + ELEMENTS)));
  }

  private static void write(BigInteger value, byte[] out, int offset) {
    for (int i = 0; i < 32; i++) {
      out[offset + 31 - i] = value.shiftRight(8 * i).byteValue();
    }
  }

  /// The limbs of a coordinate: 96, 96 and 62 bits, least significant first.
  public static List<BigInteger> limbs(FqElement coordinate) {
    BigInteger v = coordinate.toBigInteger();
    return List.of(
        v.and(LIMB_MASK), v.shiftRight(LIMB_BITS).and(LIMB_MASK), v.shiftRight(2 * LIMB_BITS));
  }
}
