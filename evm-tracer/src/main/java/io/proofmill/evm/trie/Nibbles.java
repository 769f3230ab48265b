package io.proofmill.evm.trie;

import java.util.Arrays;

/// Paths of nibbles, one per byte, and their hex-prefix form (Yellow Paper, appendix C).
final class Nibbles {
  private Nibbles() {}

  static byte[] of(byte[] key) {
    byte[] nibbles = new byte[2 * key.length];
    for (int i = 0; i < key.length; i++) {
      nibbles[2 * i] = (byte) ((key[i] & 0xf0) >>> 4);
      nibbles[2 * i + 1] = (byte) (key[i] & 0x0f);
    }
    return nibbles;
  }

  /// The hex-prefix encoding: a flag nibble (2 for a leaf, 1 for odd length), then the path.
  static byte[] compact(byte[] path, boolean leaf) {
    int odd = path.length & 1;
    byte[] out = new byte[path.length / 2 + 1];
    int flag = (leaf ? 2 : 0) + odd;
    out[0] = (byte) (flag << 4 | (odd == 1 ? path[0] : 0));
    for (int i = odd; i < path.length; i += 2) {
      out[(i + 2 - odd) / 2] = (byte) (path[i] << 4 | path[i + 1]);
    }
    return out;
  }

  /// How many nibbles `a` from `from` and `b` from its start have in common.
  static int common(byte[] a, int from, byte[] b) {
    int mismatch = Arrays.mismatch(a, from, a.length, b, 0, b.length);
    return mismatch < 0 ? b.length : mismatch;
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  static byte[] from(byte[] path, int start) {
    return Arrays.copyOfRange(path, start, path.length);
  }
}
