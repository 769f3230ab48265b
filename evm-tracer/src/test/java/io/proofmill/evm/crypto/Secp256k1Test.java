package io.proofmill.evm.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.evm.TestJson;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Hex;
import io.proofmill.evm.primitive.Word;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Secp256k1Test {
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final Hash32 HASH = Hash32.keccak(new byte[] {7});

  @Test
  void keysHaveThePublishedAddresses() {
    JsonNode vectors = TestJson.fixture("misc", "BasicTests", "keyaddrtest.json");
    for (JsonNode vector : vectors) {
      Word key = Word.fromBytes(Hex.decode(vector.get("key").textValue()));
      assertEquals("0x" + vector.get("addr").textValue(), Secp256k1.addressOf(key).toString());
    }
    assertEquals(2, vectors.size());
  }

  /// The vectors of the ecrecover precompile, which takes high s as well: (r, n − s) with the other
  /// parity has the same signer.
  @Test
  void recoversThePublishedSigners() {
    int recovered = 0;
    for (JsonNode vector : TestJson.fixture("crypto", "precompiles", "ecRecover.json")) {
      byte[] input = Arrays.copyOf(Hex.decode(vector.get("Input").textValue()), 128);
      String expected = vector.get("Expected").textValue();
      Word v = Word.fromBytes(input, 32, 32);
      if (v.equals(Word.of(27)) || v.equals(Word.of(28))) {
        Hash32 hash = Hash32.of(Word.fromBytes(input, 0, 32));
        int parity = (int) v.limb0() - 27;
        BigInteger s = Word.fromBytes(input, 96, 32).toBigInteger();
        boolean high = s.compareTo(ORDER.shiftRight(1)) > 0 && s.compareTo(ORDER) < 0;
        Signature signature =
            new Signature(
                high ? 1 - parity : parity,
                Word.fromBytes(input, 64, 32),
                Word.of(high ? ORDER.subtract(s) : s));
        Recovery found = Secp256k1.recover(hash, signature);
        if (expected.isEmpty()) {
          assertInstanceOf(Recovery.Refused.class, found, vector.get("Name").textValue());
        } else {
          Address address = Address.of(Word.fromBytes(Hex.decode(expected)));
          assertEquals(new Recovery.Signer(address), found);
          recovered++;
        }
      }
    }
    assertTrue(recovered > 0);
  }

  @Test
  void signaturesRecoverTheirSigner() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 30; i++) {
      Word key = new Word(random.nextLong() >>> 1, random.nextLong(), 0, random.nextLong());
      Hash32 hash =
          new Hash32(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      Signature signature = Secp256k1.sign(hash, key);
      assertTrue(signature.s().toBigInteger().compareTo(ORDER.shiftRight(1)) <= 0);
      Recovery.Signer signer = new Recovery.Signer(Secp256k1.addressOf(key));
      assertEquals(signer, Secp256k1.recover(hash, signature));
      Signature flipped = new Signature(1 - signature.yParity(), signature.r(), signature.s());
      assertTrue(!signer.equals(Secp256k1.recover(hash, flipped)));
    }
  }

  @Test
  void everyFaultOfASignatureIsNamed() {
    Word one = Word.ONE;
    Word order = Word.of(ORDER);
    Word half = Word.of(ORDER.shiftRight(1));
    refused(SignatureFault.R_ZERO, Word.ZERO, one);
    refused(SignatureFault.S_ZERO, one, Word.ZERO);
    refused(SignatureFault.R_TOO_LARGE, order, one);
    refused(SignatureFault.R_TOO_LARGE, Word.MAX, one);
    refused(SignatureFault.S_TOO_LARGE, one, half.plus(one));
    refused(SignatureFault.S_TOO_LARGE, one, Word.MAX);
    assertInstanceOf(Recovery.Signer.class, Secp256k1.recover(HASH, new Signature(0, one, half)));
    // 5³ + 7 = 132 is no square modulo the field's prime.
    refused(SignatureFault.R_NOT_ON_CURVE, Word.of(5), one);
    // With R = G and s = z the signer is r⁻¹(z·G − z·G).
    Word generatorX =
        Word.of(
            new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16));
    Hash32 small = Hash32.of(Word.of(12345));
    assertEquals(
        new Recovery.Refused(SignatureFault.RECOVERS_INFINITY),
        Secp256k1.recover(small, new Signature(0, generatorX, Word.of(12345))));
  }

  @Test
  void onlyPrivateKeysSign() {
    assertThrows(IllegalArgumentException.class, () -> Secp256k1.sign(HASH, Word.ZERO));
    assertThrows(IllegalArgumentException.class, () -> Secp256k1.sign(HASH, Word.of(ORDER)));
  }

  private static void refused(SignatureFault fault, Word r, Word s) {
    assertEquals(new Recovery.Refused(fault), Secp256k1.recover(HASH, new Signature(0, r, s)));
  }
}
