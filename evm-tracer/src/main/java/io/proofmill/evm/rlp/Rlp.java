package io.proofmill.evm.rlp;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.util.List;

/// Writes RLP. Each method gives the encoding of one item; a list is made of encoded items.
public final class Rlp {
  private static final byte[] EMPTY_STRING = {(byte) 0x80};
  private static final byte[] EMPTY_LIST = {(byte) 0xc0};

  private Rlp() {}

  public static byte[] emptyString() {
    return EMPTY_STRING.clone();
  }

  public static byte[] emptyList() {
    return EMPTY_LIST.clone();
  }

  public static byte[] bytes(byte[] value) {
    if (value.length == 1 && value[0] >= 0) {
      return value.clone();
    }
    return withHeader(0x80, value.length, value);
  }

  /// An unsigned 64-bit quantity, shortest form.
  public static byte[] quantity(long unsigned) {
    return quantity(Word.of(unsigned));
  }

  /// A quantity, shortest form; zero is the empty string.
  public static byte[] quantity(Word value) {
    return bytes(value.toMinimalBytes());
  }

  public static byte[] hash(Hash32 hash) {
    return bytes(hash.toBytes());
  }

  public static byte[] address(Address address) {
    return bytes(address.toBytes());
  }

  /// A list of items that are already encoded.
  public static byte[] list(byte[]... encodedItems) {
    return withHeader(0xc0, length(encodedItems), encodedItems);
  }

  /// A list of items that are already encoded.
  public static byte[] list(List<byte[]> encodedItems) {
    return list(encodedItems.toArray(byte[][]::new));
  }

  private static int length(byte[][] parts) {
    long length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    // Our own data; an input of this size is refused before it gets here.
    return Math.toIntExact(length);
  }

  private static byte[] withHeader(int base, int length, byte[]... parts) {
    byte[] out;
    int at;
    if (length < 56) {
      out = new byte[1 + length];
      out[0] = (byte) (base + length);
      at = 1;
    } else {
      int lengthBytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out = new byte[Math.addExact(1 + lengthBytes, length)];
      out[0] = (byte) (base + 55 + lengthBytes);
      for (int i = 0; i < lengthBytes; i++) {
        out[1 + i] = (byte) (length >>> (8 * (lengthBytes - 1 - i)));
      }
      at = 1 + lengthBytes;
    }
    for (byte[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }
}
