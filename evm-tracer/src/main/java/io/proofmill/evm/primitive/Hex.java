package io.proofmill.evm.primitive;

import java.util.HexFormat;

/// Hexadecimal text as Ethereum writes it: `0x` and lower-case digits.
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /// `0x` and two digits per byte.
  public static String encode(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /// Bytes of constant text in our own code; a mistake in it is our bug, so it throws. Text from
  /// outside goes through the readers of `io.proofmill.evm.input`.
  public static byte[] decode(String text) {
    return FORMAT.parseHex(text.startsWith("0x") ? text.substring(2) : text);
  }
}
