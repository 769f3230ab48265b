package io.proofmill.aggregator.table;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fr;
import java.math.BigInteger;

/// How EC represents coordinates: integers below 2^256 as four limbs of 64 bits, each of four
/// pieces of 16 bits, least significant first. The bounds that the mulmod checks rest on are
/// asserted here when the class is loaded; `docs/circuits/recursion-ec.md` derives them.
final class CoordinateLimbs {
  static final int LIMBS = 4;
  static final int LIMB_BITS = 64;
  static final int PIECES = 16;
  static final int PIECE_BITS = 16;
  static final int PIECES_PER_LIMB = LIMB_BITS / PIECE_BITS;

  /// Pieces of a carry: 80 bits, offset by 2^79.
  static final int CARRY_PIECES = 5;

  static final BigInteger BASE = BigInteger.TWO.pow(LIMB_BITS);
  static final BigInteger CARRY_OFFSET = BigInteger.TWO.pow(79);

  /// The slope's quotient lies in [−19·2^251, 2^256 − 19·2^251).
  static final BigInteger SLOPE_QUOTIENT_OFFSET = BigInteger.valueOf(19).shiftLeft(251);

  /// The other two quotients lie in [−2^255, 2^255).
  static final BigInteger QUOTIENT_OFFSET = BigInteger.TWO.pow(255);

  static {
    BigInteger q = Fq.MODULUS;
    BigInteger coordinate = BigInteger.TWO.pow(254);
    BigInteger product = coordinate.multiply(coordinate);
    BigInteger linear = coordinate.shiftLeft(2);
    // Slope: |2λy − 3x² − Q·q| and smaller forms stay below r·2^320.
    BigInteger slope =
        product.multiply(BigInteger.valueOf(3)).add(linear).add(SLOPE_QUOTIENT_OFFSET.multiply(q));
    require(slope.compareTo(Fr.MODULUS.shiftLeft(5 * LIMB_BITS)) < 0);
    // The others: |λ² − …  − Q·q| stays below r·2^256.
    BigInteger other = product.add(linear).add(QUOTIENT_OFFSET.multiply(q));
    require(other.compareTo(Fr.MODULUS.shiftLeft(4 * LIMB_BITS)) < 0);
    // Honest quotients fit: −3q ≥ −offset and 2q < 2^256 − offset; −q − 4 ≥ −2^255.
    require(q.multiply(BigInteger.valueOf(3)).compareTo(SLOPE_QUOTIENT_OFFSET) < 0);
    require(q.shiftLeft(1).add(SLOPE_QUOTIENT_OFFSET).bitLength() <= 256);
    require(q.add(BigInteger.valueOf(4)).compareTo(QUOTIENT_OFFSET) < 0);
    // Limb sums: at most 24 products of 64-bit limbs and small linear terms per position, two
    // positions and a carry per check; and a carry's 80 bits times 2^128: no wrap mod r.
    BigInteger position = BASE.pow(2).multiply(BigInteger.valueOf(25));
    BigInteger check = position.add(position.multiply(BASE)).add(CARRY_OFFSET.shiftLeft(1));
    require(check.add(CARRY_OFFSET.multiply(BASE.pow(2))).compareTo(Fr.MODULUS) < 0);
    require(check.divide(BASE.pow(2)).compareTo(CARRY_OFFSET) < 0);
    // x₁ ≡ x₂ (mod q) for integers below 2^254 means x₁ − x₂ ∈ {−q, 0, q}.
    require(coordinate.compareTo(q.shiftLeft(1)) < 0);
    // Two integers below 2^254 that sum to m − 1 mod r and mod 2^64 do so as integers.
    require(coordinate.shiftLeft(1).add(q).compareTo(Fr.MODULUS.multiply(BASE)) < 0);
  }

  private CoordinateLimbs() {}

  private static void require(boolean bound) {
    if (!bound) {
      throw new AssertionError("a bound of the EC table does not hold");
    }
  }

  /// The limbs of a non-negative integer below 2^256; signed for none.
  static BigInteger limb(BigInteger value, int i) {
    return value.shiftRight(i * LIMB_BITS).and(BASE.subtract(BigInteger.ONE));
  }

  static BigInteger[] limbs(BigInteger value) {
    BigInteger[] out = new BigInteger[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      out[i] = limb(value, i);
    }
    return out;
  }
}
