package io.proofmill.algebra;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// What identifies a setup: its [τ]₂. A development setup has a τ that everyone can compute from a
/// public seed; proofs under it prove nothing to anybody else.
public final class Setup {
  /// The seed of the development setup that this software uses.
  public static final String DEVELOPMENT_SEED = "proofmill development SRS, not for production";

  private Setup() {}

  /// The 32-byte name of the setup with this [τ]₂.
  public static byte[] id(G2Point tauG2) {
    return Keccak256.hash("proofmill-srs/1".getBytes(StandardCharsets.US_ASCII), tauG2.toBytes());
  }

  /// τ of the development setup of a seed: two Keccak-256 hashes, read as one 512-bit integer and
  /// reduced.
  public static FrElement developmentTau(String seed) {
    byte[] first = Keccak256.hash((seed + " 0").getBytes(StandardCharsets.UTF_8));
    byte[] second = Keccak256.hash((seed + " 1").getBytes(StandardCharsets.UTF_8));
    return FrElement.of(new BigInteger(1, first).shiftLeft(256).add(new BigInteger(1, second)));
  }
}
