package io.proofmill.algebra;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Conversions between 32 big-endian bytes and four little-endian limbs.
final class Bytes {
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  static long[] limbs(byte[] b, int offset) {
    long[] out = new long[4];
    for (int i = 0; i < 4; i++) {
      out[3 - i] = (long) BIG_ENDIAN_LONG.get(b, offset + 8 * i);
    }
    return out;
  }

  static void store(long[] limbs, byte[] out, int offset) {
    for (int i = 0; i < 4; i++) {
      BIG_ENDIAN_LONG.set(out, offset + 8 * i, limbs[3 - i]);
    }
  }

  /// A non-negative integer below 2^256 as 32 bytes.
  static byte[] bigEndian32(BigInteger value) {
    byte[] raw = value.toByteArray(); // may carry one leading zero byte for the sign
    int from = raw.length > 32 ? raw.length - 32 : 0;
    byte[] out = new byte[32];
    byte[] tail = Arrays.copyOfRange(raw, from, raw.length);
    System.arraycopy(tail, 0, out, 32 - tail.length, tail.length);
    return out;
  }
}
