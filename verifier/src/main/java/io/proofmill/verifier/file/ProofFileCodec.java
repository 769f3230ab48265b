package io.proofmill.verifier.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.verifier.file.ProofFile.Kind;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads and writes proof files. Reading is strict: unknown, missing and duplicate keys, other
/// spellings of a value and anything after the object are refused, so a proof has one file form.
public final class ProofFileCodec {
  /// No proof of this format comes near.
  public static final int MAX_BYTES = 4 << 20;

  private static final List<String> FILE_KEYS =
      List.of("format", "kind", "statement", "vkDigest", "srsId", "assumptions", "proof");
  private static final List<String> STATEMENT_KEYS =
      List.of(
          "protocolVersion",
          "fork",
          "chainId",
          "firstBlock",
          "lastBlock",
          "parentBlockHash",
          "lastBlockHash",
          "preStateRoot",
          "postStateRoot",
          "dataCommitment",
          "vkTreeRoot");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ProofFileCodec() {}

  /// The outcome of reading a file.
  public sealed interface Decoded {
    /// A well-formed file; says nothing of its validity.
    record Read(ProofFile file) implements Decoded {}

    /// Not a proof file; the reason names the place.
    record Malformed(String reason) implements Decoded {}
  }

  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String reason) {
      super(reason);
    }
  }

  public static byte[] write(ProofFile file) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", ProofFile.FORMAT);
    root.put("kind", file.kind().jsonName());
    ObjectNode statement = root.putObject("statement");
    Statement s = file.statement();
    List<Bytes32> values =
        List.of(
            number(BigInteger.valueOf(s.protocolVersion())),
            number(BigInteger.valueOf(s.fork())),
            number(s.chainId()),
            number(s.firstBlock()),
            number(s.lastBlock()),
            s.parentBlockHash(),
            s.lastBlockHash(),
            s.preStateRoot(),
            s.postStateRoot(),
            s.dataCommitment(),
            s.vkTreeRoot());
    for (int i = 0; i < values.size(); i++) {
      statement.put(STATEMENT_KEYS.get(i), values.get(i).toHex());
    }
    root.put("vkDigest", file.vkDigest().toHex());
    root.put("srsId", file.srsId().toHex());
    ArrayNode assumptions = root.putArray("assumptions");
    file.assumptions().forEach(assumptions::add);
    root.put("proof", "0x" + HexFormat.of().formatHex(file.proof()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings cannot fail to be written", e);
    }
  }

  private static Bytes32 number(BigInteger value) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[31 - i] = value.shiftRight(8 * i).byteValue();
    }
    return Bytes32.of(bytes);
  }

  public static Decoded read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Decoded.Malformed("the file has more than " + MAX_BYTES + " bytes");
    }
    try {
      return new Decoded.Read(parse(JSON.readTree(bytes)));
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      return new Decoded.Malformed("not JSON" + where + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      return new Decoded.Malformed("not JSON: " + e.getMessage());
    } catch (MalformedException e) {
      return new Decoded.Malformed(e.getMessage());
    }
  }

  private static ProofFile parse(JsonNode root) throws MalformedException {
    requireKeys("", root, FILE_KEYS);
    String format = text("/format", root.get("format"));
    if (!format.equals(ProofFile.FORMAT)) {
      throw new MalformedException("/format: " + ProofFile.FORMAT + " expected");
    }
    String kindName = text("/kind", root.get("kind"));
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.jsonName().equals(kindName))
            .findFirst()
            .orElseThrow(() -> new MalformedException("/kind: root or wrap expected"));
    JsonNode s = root.get("statement");
    requireKeys("/statement", s, STATEMENT_KEYS);
    List<Bytes32> values = new ArrayList<>();
    for (String key : STATEMENT_KEYS) {
      values.add(bytes32("/statement/" + key, s.get(key)));
    }
    Statement statement =
        new Statement(
            longNumber("/statement/protocolVersion", values.get(0)),
            longNumber("/statement/fork", values.get(1)),
            halfNumber("/statement/chainId", values.get(2)),
            halfNumber("/statement/firstBlock", values.get(3)),
            halfNumber("/statement/lastBlock", values.get(4)),
            values.get(5),
            values.get(6),
            values.get(7),
            values.get(8),
            values.get(9),
            values.get(10));
    JsonNode list = root.get("assumptions");
    if (!list.isArray()) {
      throw new MalformedException("/assumptions: a list expected");
    }
    List<String> assumptions = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      assumptions.add(text("/assumptions/" + i, list.get(i)));
    }
    return new ProofFile(
        kind,
        statement,
        bytes32("/vkDigest", root.get("vkDigest")),
        bytes32("/srsId", root.get("srsId")),
        assumptions,
        hex("/proof", root.get("proof")));
  }

  private static void requireKeys(String place, JsonNode node, List<String> keys)
      throws MalformedException {
    if (!node.isObject()) {
      throw new MalformedException((place.isEmpty() ? "/" : place) + ": an object expected");
    }
    Set<String> found = new TreeSet<>();
    node.fieldNames().forEachRemaining(found::add);
    for (String key : keys) {
      if (!found.remove(key)) {
        throw new MalformedException(place + "/" + key + ": missing");
      }
    }
    if (!found.isEmpty()) {
      throw new MalformedException(place + "/" + found.iterator().next() + ": unknown key");
    }
  }

  private static String text(String place, JsonNode node) throws MalformedException {
    if (!node.isTextual()) {
      throw new MalformedException(place + ": a string expected");
    }
    return node.textValue();
  }

  private static byte[] hex(String place, JsonNode node) throws MalformedException {
    String text = text(place, node);
    boolean valid =
        text.startsWith("0x")
            && text.length() % 2 == 0
            && text.chars().skip(2).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    if (!valid) {
      throw new MalformedException(place + ": 0x and lower-case hexadecimal bytes expected");
    }
    return HexFormat.of().parseHex(text, 2, text.length());
  }

  private static Bytes32 bytes32(String place, JsonNode node) throws MalformedException {
    byte[] bytes = hex(place, node);
    if (bytes.length != 32) {
      throw new MalformedException(place + ": 32 bytes expected, not " + bytes.length);
    }
    return Bytes32.of(bytes);
  }

  private static BigInteger halfNumber(String place, Bytes32 value) throws MalformedException {
    BigInteger number = new BigInteger(1, value.toBytes());
    if (number.bitLength() > 128) {
      throw new MalformedException(place + ": not below 2^128");
    }
    return number;
  }

  private static long longNumber(String place, Bytes32 value) throws MalformedException {
    BigInteger number = halfNumber(place, value);
    if (number.bitLength() > 63) {
      throw new MalformedException(place + ": not below 2^63");
    }
    return number.longValue();
  }
}
