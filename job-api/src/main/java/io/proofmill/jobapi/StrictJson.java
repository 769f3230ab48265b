package io.proofmill.jobapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// JSON as the farm reads it: unknown keys, duplicate keys, text after the value, coerced scalars
/// and nesting deeper than 64 are refused.
public final class StrictJson {
  private static final int NESTING_DEPTH_MAX = 64;

  // A contract's code or an RLP list is one string; nothing a farm reads is longer than this.
  private static final int STRING_CHARS_MAX = 256 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_DEPTH_MAX)
                          .maxStringLength(STRING_CHARS_MAX)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private StrictJson() {}

  /// Reads one value of the given type.
  public static <T> Decoded<T> decode(byte[] json, Class<T> type) {
    return decoding(() -> MAPPER.readValue(json, type));
  }

  /// Reads one value of the given type.
  public static <T> Decoded<T> decode(String json, Class<T> type) {
    return decoding(() -> MAPPER.readValue(json, type));
  }

  /// Reads any JSON value as a tree.
  public static Decoded<JsonNode> decodeTree(byte[] json) {
    return decoding(() -> MAPPER.readTree(json));
  }

  /// Reads a value of the given type from a tree.
  public static <T> Decoded<T> decode(JsonNode tree, Class<T> type) {
    return decoding(() -> MAPPER.treeToValue(tree, type));
  }

  /// The JSON text of a value, on one line.
  public static String encode(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /// The UTF-8 bytes of [#encode].
  public static byte[] encodeBytes(Object value) {
    return encode(value).getBytes(StandardCharsets.UTF_8);
  }

  /// The tree of a value.
  public static JsonNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// A new empty object.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// A parser of JSON under the same rules, for readers that stream.
  public static JsonParser parser(byte[] json) throws IOException {
    return MAPPER.createParser(json);
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> Decoded<T> decoding(Reading<T> reading) {
    try {
      T value = reading.read();
      if (value == null || (value instanceof JsonNode node && node.isMissingNode())) {
        return new Decoded.Malformed<>("empty where a JSON value is expected");
      }
      return new Decoded.Value<>(value);
    } catch (JsonProcessingException e) {
      return new Decoded.Malformed<>(reason(e));
    } catch (IOException e) {
      // The source is memory: only the syntax can be wrong (invalid UTF-8).
      return new Decoded.Malformed<>(
          new Failure(FailureCategory.INVALID_INPUT, e.getMessage() + "").reason());
    }
  }

  private static String reason(JsonProcessingException e) {
    StringBuilder text = new StringBuilder();
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() != null) {
          text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
        } else {
          text.append('[').append(step.getIndex()).append(']');
        }
      }
      text.append(": ");
    }
    // Under Jackson's own exceptions lies what a record's constructor said, if one refused.
    Throwable root = e;
    while (root instanceof JsonProcessingException && root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : root.getMessage();
    text.append(message);
    JsonLocation place = e.getLocation();
    if (place != null && place.getLineNr() > 0) {
      text.append(" (line ").append(place.getLineNr()).append(", column ");
      text.append(place.getColumnNr()).append(')');
    }
    return new Failure(FailureCategory.INVALID_INPUT, text.toString()).reason();
  }
}
