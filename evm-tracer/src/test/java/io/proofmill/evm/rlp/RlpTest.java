package io.proofmill.evm.rlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.evm.TestJson;
import io.proofmill.evm.primitive.Hex;
import io.proofmill.evm.primitive.Word;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RlpTest {
  @Test
  void encodesThePublishedVectors() {
    JsonNode vectors = TestJson.fixture("misc", "RLPTests", "rlptest.json");
    assertTrue(vectors.size() > 20);
    for (var vector : vectors.properties()) {
      assertEquals(
          vector.getValue().get("out").textValue(),
          Hex.encode(encode(vector.getValue().get("in"))),
          vector.getKey());
    }
  }

  @Test
  void readsThePublishedVectorsBack() throws RlpException {
    JsonNode vectors = TestJson.fixture("misc", "RLPTests", "rlptest.json");
    for (var vector : vectors.properties()) {
      byte[] bytes = Hex.decode(vector.getValue().get("out").textValue());
      RlpReader reader = new RlpReader(bytes);
      assertArrayEquals(bytes, reencode(reader), vector.getKey());
      reader.end("vector");
    }
  }

  @Test
  void refusesEveryEncodingThatIsNotTheShortest() {
    refused("8100", "header");
    refused("817f", "header");
    refused("b800", "leading zeros");
    refused("b801" + "61", "length of 1");
    refused("b837" + "61".repeat(55), "length of 55");
    refused("b90038" + "61".repeat(56), "leading zeros");
    refused("f800", "leading zeros");
    refused("f90038" + "61".repeat(56), "leading zeros");
  }

  @Test
  void refusesLyingLengths() {
    refused("", "missing");
    refused("81", "announced");
    refused("83aabb", "announced");
    refused("b8", "announced");
    refused("b9ff", "announced");
    refused("bfffffffffffffffff", "announced");
    refused("bf8000000000000000", "announced");
    refused("ffffffffffffffffff", "announced");
    refused("c3aabb", "announced");
    refused("c2" + "83aa", "announced");
  }

  @Test
  void refusesTrailingBytesAndBadQuantities() {
    assertReason("bytes too many", () -> new RlpReader(Hex.decode("8001")).end("it"));
    assertReason("leading zeros", () -> new RlpReader(Hex.decode("820012")).word("it"));
    assertReason("leading zeros", () -> new RlpReader(Hex.decode("00")).quantity("it"));
    assertReason("9 bytes", () -> new RlpReader(Hex.decode("89" + "11".repeat(9))).quantity("it"));
    assertReason("33 bytes", () -> new RlpReader(Hex.decode("a1" + "11".repeat(33))).word("it"));
    assertReason("found a list", () -> new RlpReader(Hex.decode("c0")).bytes("it"));
    assertReason("found a string", () -> new RlpReader(Hex.decode("80")).list("it"));
    assertReason("20 bytes expected", () -> new RlpReader(Hex.decode("8190")).address("it"));
  }

  @Test
  void quantitiesReadBackAsWritten() throws RlpException {
    SplittableRandom random = new SplittableRandom(2);
    for (int bits = 0; bits <= 256; bits++) {
      BigInteger value = new BigInteger(bits, new java.util.Random(random.nextLong()));
      assertEquals(Word.of(value), new RlpReader(Rlp.quantity(Word.of(value))).word("quantity"));
    }
    assertEquals(-1, new RlpReader(Rlp.quantity(-1)).quantity("2^64 - 1"));
  }

  @Test
  void arbitraryBytesAreReadCanonicallyOrRefused() {
    fuzz(20_000);
  }

  @Test
  @Tag("long")
  void manyArbitraryBytesAreReadCanonicallyOrRefused() {
    fuzz(1_000_000);
  }

  /// Whatever is accepted must encode to the same bytes; everything else must be an [RlpException].
  private static void fuzz(int rounds) {
    SplittableRandom random = new SplittableRandom(3);
    int accepted = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] bytes;
      if (random.nextBoolean()) {
        bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
      } else {
        bytes = randomItem(random, 3);
        if (random.nextInt(4) > 0) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      try {
        RlpReader reader = new RlpReader(bytes);
        byte[] again = reencode(reader);
        reader.end("fuzz");
        assertArrayEquals(bytes, again);
        accepted++;
      } catch (RlpException e) {
        assertTrue(e.offset() <= bytes.length);
      }
    }
    assertTrue(accepted > rounds / 20, "accepted " + accepted);
  }

  private static byte[] randomItem(SplittableRandom random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(4)];
      random.nextBytes(bytes);
      return Rlp.bytes(bytes);
    }
    List<byte[]> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(randomItem(random, depth - 1));
    }
    return Rlp.list(items);
  }

  private static byte[] reencode(RlpReader reader) throws RlpException {
    if (!reader.nextIsList("item")) {
      return Rlp.bytes(reader.bytes("item"));
    }
    List<byte[]> items = new ArrayList<>();
    RlpReader list = reader.list("item");
    while (!list.atEnd()) {
      items.add(reencode(list));
    }
    return Rlp.list(items);
  }

  private static byte[] encode(JsonNode node) {
    if (node.isArray()) {
      List<byte[]> items = new ArrayList<>();
      node.forEach(item -> items.add(encode(item)));
      return Rlp.list(items);
    }
    if (node.isIntegralNumber()) {
      return Rlp.quantity(Word.of(node.bigIntegerValue()));
    }
    String text = node.textValue();
    if (text.startsWith("#")) {
      byte[] bytes = new BigInteger(text.substring(1)).toByteArray();
      return Rlp.bytes(
          bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
    return Rlp.bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(String hex, String reason) {
    assertReason(reason, () -> reencode(new RlpReader(Hex.decode(hex))));
  }

  private static void assertReason(
      String reason, org.junit.jupiter.api.function.Executable reading) {
    RlpException e = assertThrows(RlpException.class, reading);
    assertTrue(e.reason().contains(reason), e.getMessage());
  }
}
