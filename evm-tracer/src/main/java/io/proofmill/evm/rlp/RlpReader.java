package io.proofmill.evm.rlp;

import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.util.Arrays;

/// Reads RLP item by item and accepts only the one canonical encoding: shortest headers, single
/// bytes below 0x80 as themselves, quantities without leading zeros, lengths that fit, and, by
/// [#end], nothing behind the last item. It copies no more than the bytes of the input and never
/// recurses; the caller's schema bounds the depth.
public final class RlpReader {
  private final byte[] input;
  private final int end;
  private int at;

  // The header of the item at `at`, filled by `header`.
  private boolean list;
  private int payload;
  private int next;

  public RlpReader(byte[] input) {
    this(input, 0, input.length);
  }

  private RlpReader(byte[] input, int from, int end) {
    this.input = input;
    this.at = from;
    this.end = end;
  }

  /// Offset of the next item in the whole input.
  public int offset() {
    return at;
  }

  public boolean atEnd() {
    return at == end;
  }

  /// Whether the next item is a list.
  public boolean nextIsList(String field) throws RlpException {
    header(field);
    return list;
  }

  /// Refuses anything behind the last item.
  public void end(String field) throws RlpException {
    if (at != end) {
      throw new RlpException(at, field, (end - at) + " bytes too many");
    }
  }

  /// A reader for the items of the next item, which is a list.
  public RlpReader list(String field) throws RlpException {
    header(field);
    if (!list) {
      throw new RlpException(at, field, "a list expected, found a string");
    }
    RlpReader items = new RlpReader(input, payload, next);
    at = next;
    return items;
  }

  /// The next item, a string of any length.
  public byte[] bytes(String field) throws RlpException {
    header(field);
    if (list) {
      throw new RlpException(at, field, "a string expected, found a list");
    }
    byte[] value = Arrays.copyOfRange(input, payload, next);
    at = next;
    return value;
  }

  /// The next item, a string of exactly `length` bytes.
  public byte[] bytes(String field, int length) throws RlpException {
    int start = at;
    byte[] value = bytes(field);
    if (value.length != length) {
      throw new RlpException(start, field, length + " bytes expected, found " + value.length);
    }
    return value;
  }

  public Hash32 hash(String field) throws RlpException {
    return Hash32.fromBytes(bytes(field, Hash32.BYTES));
  }

  public Address address(String field) throws RlpException {
    return Address.fromBytes(bytes(field, Address.BYTES));
  }

  /// A quantity below 2^256.
  public Word word(String field) throws RlpException {
    return Word.fromBytes(quantity(field, Word.BYTES));
  }

  /// A quantity below 2^64, as an unsigned long.
  public long quantity(String field) throws RlpException {
    return Word.fromBytes(quantity(field, Long.BYTES)).limb0();
  }

  /// The next item's whole encoding, header included.
  public byte[] encoded(String field) throws RlpException {
    header(field);
    byte[] value = Arrays.copyOfRange(input, at, next);
    at = next;
    return value;
  }

  private byte[] quantity(String field, int maxBytes) throws RlpException {
    int start = at;
    byte[] value = bytes(field);
    if (value.length > maxBytes) {
      throw new RlpException(
          start, field, "a quantity of " + value.length + " bytes, at most " + maxBytes);
    }
    if (value.length > 0 && value[0] == 0) {
      throw new RlpException(start, field, "a quantity with leading zeros");
    }
    return value;
  }

  private void header(String field) throws RlpException {
    if (at == end) {
      throw new RlpException(at, field, "missing");
    }
    int first = input[at] & 0xff;
    list = first >= 0xc0;
    if (first < 0x80) {
      payload = at;
      next = at + 1;
      return;
    }
    int short0 = first - (list ? 0xc0 : 0x80);
    if (short0 < 56) {
      payload = at + 1;
      next = payload + take(field, payload, short0);
      if (!list && short0 == 1 && input[payload] >= 0) {
        throw new RlpException(at, field, "a single byte below 0x80 with a header");
      }
      return;
    }
    int lengthBytes = short0 - 55;
    payload = at + 1 + take(field, at + 1, lengthBytes);
    if (input[at + 1] == 0) {
      throw new RlpException(at, field, "a length with leading zeros");
    }
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << 8 | input[at + 1 + i] & 0xffL;
    }
    if (length >= 0 && length < 56) {
      throw new RlpException(at, field, "a long header for a length of " + length);
    }
    next = payload + take(field, payload, length);
  }

  /// `length`, when that many bytes are there; it is an unsigned 64-bit number.
  private int take(String field, int from, long length) throws RlpException {
    if (length < 0 || length > end - from) {
      throw new RlpException(
          at, field, Long.toUnsignedString(length) + " bytes announced, " + (end - from) + " left");
    }
    return (int) length;
  }
}
