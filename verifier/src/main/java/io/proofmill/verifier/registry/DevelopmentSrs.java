package io.proofmill.verifier.registry;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Keccak256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// The development SRS: its τ comes from a public seed, so it proves nothing to anybody else. It is
/// recognised by its `[τ]₂` and refused unless allowed explicitly.
public final class DevelopmentSrs {
  /// The public seed.
  public static final String SEED = "proofmill development SRS, not for production";

  private static final G2Point TAU = G2Point.GENERATOR.times(tau());

  private DevelopmentSrs() {}

  /// τ: two Keccak-256 hashes of the seed, read as one 512-bit integer, reduced.
  public static FrElement tau() {
    byte[] first = Keccak256.hash((SEED + " 0").getBytes(StandardCharsets.US_ASCII));
    byte[] second = Keccak256.hash((SEED + " 1").getBytes(StandardCharsets.US_ASCII));
    BigInteger wide = new BigInteger(1, first).shiftLeft(256).add(new BigInteger(1, second));
    return FrElement.of(wide);
  }

  public static boolean isDevelopment(G2Point tau) {
    return TAU.equals(tau);
  }
}
