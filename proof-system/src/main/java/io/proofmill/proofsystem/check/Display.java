package io.proofmill.proofsystem.check;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import java.math.BigInteger;

/// Writes field elements for people.
public final class Display {
  private Display() {}

  /// Small integers of either sign in decimal, others in hexadecimal.
  public static String of(FrElement value) {
    BigInteger integer = value.toBigInteger();
    if (integer.bitLength() <= 40) {
      return integer.toString();
    }
    BigInteger negative = Fr.MODULUS.subtract(integer);
    if (negative.bitLength() <= 40) {
      return "-" + negative;
    }
    return "0x" + integer.toString(16);
  }
}
