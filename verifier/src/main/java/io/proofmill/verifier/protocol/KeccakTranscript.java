package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.Keccak256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The transcript of proofs that are checked on-chain. Scalars are absorbed as 32 bytes, points as
/// their 64, big-endian. A challenge replaces the 32-byte state by `s = keccak256(state ‖
/// absorbed)` and is `keccak256(s ‖ 0) · 2^256 + keccak256(s ‖ 1)` modulo r (one byte each), within
/// 2^-256 of uniform; its 128-bit form is the low half of the canonical representative. What is
/// absorbed between two challenges has a length fixed by the key, whose digest comes first.
public final class KeccakTranscript implements Transcript<FrElement, G1Point> {
  private static final BigInteger MASK_128 = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  private final ByteArrayOutputStream absorbed = new ByteArrayOutputStream();
  private byte[] state = Keccak256.hash("proofmill-proof/1".getBytes(StandardCharsets.US_ASCII));

  @Override
  public void absorb(FrElement element) {
    absorbed.writeBytes(element.toBytes());
  }

  @Override
  public void absorbPoint(G1Point point) {
    absorbed.writeBytes(point.toBytes());
  }

  @Override
  public FrElement challenge() {
    byte[] block = Arrays.copyOf(state, state.length + absorbed.size());
    System.arraycopy(absorbed.toByteArray(), 0, block, state.length, absorbed.size());
    state = Keccak256.hash(block);
    absorbed.reset();
    return FrElement.of(half(0).shiftLeft(256).add(half(1)));
  }

  @Override
  public FrElement challenge128() {
    return FrElement.of(challenge().toBigInteger().and(MASK_128));
  }

  private BigInteger half(int number) {
    byte[] block = Arrays.copyOf(state, state.length + 1);
    block[state.length] = (byte) number;
    return new BigInteger(1, Keccak256.hash(block));
  }
}
