package io.proofmill.algebra;

import org.bouncycastle.crypto.digests.KeccakDigest;

/// Keccak-256 with the original padding, as Ethereum uses it (not SHA3-256).
public final class Keccak256 {
  public static final int BYTES = 32;

  private final KeccakDigest digest = new KeccakDigest(256);

  /// The digest of the concatenation of the parts.
  public static byte[] hash(byte[]... parts) {
    Keccak256 keccak = new Keccak256();
    for (byte[] part : parts) {
      keccak.update(part);
    }
    return keccak.digest();
  }

  public Keccak256 update(byte[] bytes) {
    return update(bytes, 0, bytes.length);
  }

  public Keccak256 update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    return this;
  }

  /// Finishes and starts afresh.
  public byte[] digest() {
    byte[] out = new byte[BYTES];
    digest.doFinal(out, 0);
    return out;
  }
}
