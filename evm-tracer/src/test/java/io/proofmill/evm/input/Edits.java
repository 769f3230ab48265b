package io.proofmill.evm.input;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Damages documents for the fuzz tests of the readers.
final class Edits {
  private static final String STRUCTURE = "0123456789abcdefx\"{}[],:-";

  private Edits() {}

  /// One byte changed, or a piece cut out or doubled.
  static byte[] edit(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(40), bytes.length - at);
    return switch (random.nextInt(4)) {
      case 0 -> withByte(bytes, at, random.nextInt(256));
      case 1 -> splice(bytes, at, at + length, new byte[0]);
      case 2 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      default -> withByte(bytes, at, STRUCTURE.charAt(random.nextInt(STRUCTURE.length())));
    };
  }

  private static byte[] withByte(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
    byte[] out = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
    return out;
  }
}
