package io.proofmill.evm.primitive;

import io.proofmill.algebra.Keccak256;

/// A 32-byte hash, as four big-endian longs; ordered as its bytes are.
public record Hash32(long first, long second, long third, long fourth)
    implements Comparable<Hash32> {
  public static final int BYTES = 32;
  public static final Hash32 ZERO = new Hash32(0, 0, 0, 0);

  /// Keccak-256 of the concatenation of the parts.
  public static Hash32 keccak(byte[]... parts) {
    return fromBytes(Keccak256.hash(parts));
  }

  /// Of exactly 32 bytes.
  public static Hash32 fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not 32 bytes: " + bytes.length);
    }
    return new Hash32(
        Word.getLong(bytes, 0),
        Word.getLong(bytes, 8),
        Word.getLong(bytes, 16),
        Word.getLong(bytes, 24));
  }

  /// Of 64 hexadecimal digits in our own code.
  public static Hash32 of(String hex) {
    return fromBytes(Hex.decode(hex));
  }

  public static Hash32 of(Word word) {
    return new Hash32(word.limb3(), word.limb2(), word.limb1(), word.limb0());
  }

  public Word toWord() {
    return new Word(first, second, third, fourth);
  }

  public byte[] toBytes() {
    return toWord().toBytes();
  }

  @Override
  public int compareTo(Hash32 other) {
    return toWord().compareTo(other.toWord());
  }

  /// `0x` and 64 digits.
  @Override
  public String toString() {
    return Hex.encode(toBytes());
  }
}
