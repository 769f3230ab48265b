package io.proofmill.verifier.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.proofmill.verifier.file.ProofFile.Kind;
import io.proofmill.verifier.file.ProofFileCodec.Decoded;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofFileCodecTest {
  private static Bytes32 word(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Bytes32.of(bytes);
  }

  private static final ProofFile FILE =
      new ProofFile(
          Kind.ROOT,
          new Statement(
              1,
              2,
              BigInteger.valueOf(1337),
              BigInteger.ONE,
              BigInteger.TWO,
              word(1),
              word(2),
              word(3),
              word(4),
              word(5),
              word(6)),
          word(7),
          word(8),
          List.of("signatures", "receipts"),
          new byte[] {1, 2, (byte) 0xff});

  private static String text() {
    return new String(ProofFileCodec.write(FILE), StandardCharsets.UTF_8);
  }

  private static String reason(String text) {
    Decoded decoded = ProofFileCodec.read(text.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(Decoded.Malformed.class, decoded).reason();
  }

  @Test
  void aFileSurvivesItsEncoding() {
    Decoded decoded = ProofFileCodec.read(ProofFileCodec.write(FILE));
    assertEquals(FILE, assertInstanceOf(Decoded.Read.class, decoded).file());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\" : \"root\"|\"kind\" : \"leaf\"|/kind: root or wrap expected",
        "proofmill-proof/1|proofmill-proof/2|/format: proofmill-proof/1 expected",
        "\"proof\" : \"0x0102ff\"|\"proof\" : \"0x0102FF\"|/proof: 0x and lower-case hexadecimal"
            + " bytes expected",
        "\"proof\" : \"0x0102ff\"|\"proof\" : \"0x0102f\"|/proof: 0x and lower-case hexadecimal"
            + " bytes expected",
        "\"proof\" : \"0x0102ff\"|\"proof\" : 7|/proof: a string expected",
        "\"proof\" : \"0x0102ff\"|\"proof\" : \"0x\", \"more\" : 1|/more: unknown key",
        "\"srsId\"|\"srs\"|/srsId: missing",
        "[ \"signatures\"|[ 3, \"signatures\"|/assumptions/0: a string expected",
      })
  void aDeviationIsRefusedWithItsPlace(String from, String to, String reason) {
    assertEquals(reason, reason(text().replace(from, to)));
  }

  @Test
  void aDuplicateKeyIsRefused() {
    String reason = reason(text().replace("\"kind\" :", "\"kind\" : \"wrap\", \"kind\" :"));
    assertEquals("not JSON at line 3, column 26: Duplicate field 'kind'", reason);
  }

  @Test
  void aNumberOfMoreThan128BitsIsRefused() {
    String chainId = word(0).toHex();
    String text = text().replace(chainId.substring(0, 62) + "0539", "0x01" + chainId.substring(4));
    assertEquals("/statement/chainId: not below 2^128", reason(text));
  }

  @Test
  void trailingTextAndTruncationAreRefused() {
    assertInstanceOf(
        Decoded.Malformed.class,
        ProofFileCodec.read((text() + "{}").getBytes(StandardCharsets.UTF_8)));
    byte[] bytes = ProofFileCodec.write(FILE);
    for (int length = 0; length < bytes.length; length++) {
      assertInstanceOf(Decoded.Malformed.class, ProofFileCodec.read(Arrays.copyOf(bytes, length)));
    }
  }
}
