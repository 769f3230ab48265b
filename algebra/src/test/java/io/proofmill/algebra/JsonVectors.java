package io.proofmill.algebra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.math.BigInteger;

/// Test vectors in JSON files of the fixtures.
final class JsonVectors {
  private JsonVectors() {}

  static JsonNode read(String path) throws IOException {
    return new ObjectMapper().readTree(Fixtures.path(path).toFile());
  }

  /// A hexadecimal string, with or without 0x, as an integer.
  static BigInteger integer(JsonNode node) {
    String text = node.asText();
    return new BigInteger(text.startsWith("0x") ? text.substring(2) : text, 16);
  }
}
