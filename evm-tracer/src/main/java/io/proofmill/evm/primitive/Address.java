package io.proofmill.evm.primitive;

/// A 20-byte address: its first 4 bytes, then two groups of 8, big-endian; ordered as its bytes
/// are.
public record Address(int high, long middle, long low) implements Comparable<Address> {
  public static final int BYTES = 20;
  public static final Address ZERO = new Address(0, 0, 0);

  /// Of exactly 20 bytes.
  public static Address fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not 20 bytes: " + bytes.length);
    }
    return fromBytes(bytes, 0);
  }

  /// Of the 20 bytes from `offset`.
  public static Address fromBytes(byte[] bytes, int offset) {
    long high = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 8 | bytes[offset + i] & 0xffL;
    }
    return new Address(
        (int) high, Word.getLong(bytes, offset + 4), Word.getLong(bytes, offset + 12));
  }

  /// Of 40 hexadecimal digits in our own code.
  public static Address of(String hex) {
    return fromBytes(Hex.decode(hex));
  }

  /// The low 20 bytes of a word, as the EVM takes an address from the stack.
  public static Address of(Word word) {
    return new Address((int) word.limb2(), word.limb1(), word.limb0());
  }

  /// The address as a number less than 2^160.
  public Word toWord() {
    return new Word(0, high & 0xffffffffL, middle, low);
  }

  public byte[] toBytes() {
    byte[] word = toWord().toBytes();
    return java.util.Arrays.copyOfRange(word, Word.BYTES - BYTES, Word.BYTES);
  }

  /// The key of this account in the state trie.
  public Hash32 hashed() {
    return Hash32.keccak(toBytes());
  }

  @Override
  public int compareTo(Address other) {
    return toWord().compareTo(other.toWord());
  }

  /// `0x` and 40 lower-case digits.
  @Override
  public String toString() {
    return Hex.encode(toBytes());
  }
}
