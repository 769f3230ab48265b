package io.proofmill.evm.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A value in a JSON document, and where it stands: every complaint names the file and the JSON
/// pointer. Duplicate keys, trailing text, deep nesting and long names or numbers are refused.
final class JsonPlace {
  private static final int MAX_DEPTH = 64;

  /// A node of the tree takes up to about 100 bytes, however few it took in the text.
  private static final long MAX_TOKENS = 4_000_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .maxStringLength(InputFile.MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final String file;
  private final String pointer;
  private final JsonNode node;

  private JsonPlace(String file, String pointer, JsonNode node) {
    this.file = file;
    this.pointer = pointer;
    this.node = node;
  }

  /// The root of a document.
  static JsonPlace parse(String file, byte[] text) throws InputException {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new InputException(file, "no JSON: empty");
      }
      return new JsonPlace(file, "", node);
    } catch (JsonProcessingException e) {
      var location = e.getLocation();
      String where =
          location == null
              ? ""
              : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
      throw new InputException(file, "no JSON: " + Text.line(e.getOriginalMessage()) + where);
    } catch (IOException e) {
      throw new InputException(file, "no JSON: " + Text.line(e.getMessage()));
    }
  }

  /// A place with nothing there, for an input that lacks the whole document.
  static JsonPlace nothing(String file) {
    return new JsonPlace(file, "", NullNode.getInstance());
  }

  InputException error(String reason) {
    return new InputException(pointer.isEmpty() ? file : file + " " + pointer, reason);
  }

  /// The same value, named as part of another file, as when one document holds several.
  JsonPlace named(String otherFile) {
    return new JsonPlace(otherFile, "", node);
  }

  boolean isNull() {
    return node.isNull();
  }

  boolean isText() {
    return node.isTextual();
  }

  boolean isObject() {
    return node.isObject();
  }

  /// The value of a field that must be there.
  JsonPlace get(String field) throws InputException {
    Optional<JsonPlace> found = find(field);
    if (found.isEmpty()) {
      throw child(field, NullNode.getInstance()).error("missing");
    }
    return found.get();
  }

  /// The value of a field; empty when it is absent or null.
  Optional<JsonPlace> find(String field) throws InputException {
    object();
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(child(field, value));
  }

  /// The first of these fields that is there.
  Optional<JsonPlace> findAny(String... fields) throws InputException {
    for (String field : fields) {
      Optional<JsonPlace> found = find(field);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The fields of an object, in the document's order.
  List<Map.Entry<String, JsonPlace>> fields() throws InputException {
    object();
    List<Map.Entry<String, JsonPlace>> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      fields.add(Map.entry(field.getKey(), child(field.getKey(), field.getValue())));
    }
    return fields;
  }

  /// Refuses a field that is none of these.
  void onlyFields(Set<String> known) throws InputException {
    for (Map.Entry<String, JsonPlace> field : fields()) {
      if (!known.contains(field.getKey())) {
        throw field.getValue().error("unknown field");
      }
    }
  }

  /// The items of a list.
  List<JsonPlace> items() throws InputException {
    if (!node.isArray()) {
      throw wrong("a list");
    }
    List<JsonPlace> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(child(Integer.toString(i), node.get(i)));
    }
    return items;
  }

  String text() throws InputException {
    if (!node.isTextual()) {
      throw wrong("a string");
    }
    return node.textValue();
  }

  boolean bool() throws InputException {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  /// A whole number, in hexadecimal with `0x`, in decimal, or as a JSON number.
  BigInteger integer() throws InputException {
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue();
    }
    return integer(node.isTextual() ? node.textValue() : "");
  }

  /// A key of an object read as a number below 2^63; complaints name this place.
  long keyNumber(String key) throws InputException {
    BigInteger value = integer(key);
    if (value.signum() < 0 || value.bitLength() > 63) {
      throw error("the key is not a number from 0 to 2^63 - 1");
    }
    return value.longValue();
  }

  private BigInteger integer(String text) throws InputException {
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    String digits = hex ? text.substring(2) : text;
    if (digits.isEmpty() || digits.length() > 100) {
      throw wrong("a number");
    }
    for (int i = 0; i < digits.length(); i++) {
      // ASCII digits only: Character.digit takes those of every script.
      if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), hex ? 16 : 10) < 0) {
        throw wrong("a number");
      }
    }
    return new BigInteger(digits, hex ? 16 : 10);
  }

  /// A number below 2^256.
  Word word() throws InputException {
    return word(Numerals.DECIMAL);
  }

  Word word(Numerals numerals) throws InputException {
    boolean bare =
        numerals == Numerals.HEXADECIMAL && node.isTextual() && !node.textValue().startsWith("0x");
    BigInteger value = bare ? integer("0x" + node.textValue()) : integer();
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw error("not a number from 0 to 2^256 - 1");
    }
    return Word.of(value);
  }

  /// A number below 2^64, as an unsigned long.
  long unsignedLong() throws InputException {
    return unsignedLong(Numerals.DECIMAL);
  }

  long unsignedLong(Numerals numerals) throws InputException {
    Word value = word(numerals);
    if (!value.fitsLong()) {
      throw error("not a number from 0 to 2^64 - 1");
    }
    return value.limb0();
  }

  /// A number below 2^63.
  long positiveLong() throws InputException {
    Word value = word();
    if (!value.fitsLong() || value.limb0() < 0) {
      throw error("not a number from 0 to 2^63 - 1");
    }
    return value.limb0();
  }

  Address address() throws InputException {
    return address(this, text());
  }

  /// An address written at a place, as a value or as a key, with or without `0x`.
  static Address address(JsonPlace at, String text) throws InputException {
    byte[] bytes = hex(at, text, "an address of 20 bytes");
    if (bytes.length != Address.BYTES) {
      throw at.error("an address of 20 bytes expected, found " + Text.quoted(text));
    }
    return Address.fromBytes(bytes);
  }

  /// 32 bytes of hexadecimal digits, with or without `0x`.
  Hash32 hash() throws InputException {
    byte[] bytes = hex(this, text(), "32 bytes");
    if (bytes.length != Hash32.BYTES) {
      throw error("32 bytes expected, found " + Text.quoted(text()));
    }
    return Hash32.fromBytes(bytes);
  }

  /// Hexadecimal bytes; an empty string and `0x` are none.
  byte[] bytes(int maxBytes) throws InputException {
    byte[] bytes = hex(this, text(), "hexadecimal bytes");
    if (bytes.length > maxBytes) {
      throw error(bytes.length + " bytes, at most " + maxBytes);
    }
    return bytes;
  }

  private static byte[] hex(JsonPlace at, String text, String expected) throws InputException {
    String digits = text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw at.error(expected + " expected, found " + Text.quoted(text));
    }
  }

  private void object() throws InputException {
    if (!node.isObject()) {
      throw wrong("an object");
    }
  }

  private InputException wrong(String expected) {
    String found =
        switch (node.getNodeType()) {
          case STRING -> Text.quoted(node.textValue());
          case ARRAY -> "a list";
          case OBJECT, POJO -> "an object";
          case NUMBER -> Text.line(node.asText());
          case BOOLEAN -> node.asText();
          case NULL, MISSING, BINARY -> "nothing";
        };
    return error(expected + " expected, found " + found);
  }

  private JsonPlace child(String key, JsonNode value) {
    String step = key.replace("~", "~0").replace("/", "~1");
    return new JsonPlace(file, pointer + "/" + Text.line(step), value);
  }
}
