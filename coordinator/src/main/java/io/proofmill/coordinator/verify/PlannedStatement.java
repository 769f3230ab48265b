package io.proofmill.coordinator.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.jobapi.Decoded;
import io.proofmill.jobapi.StrictJson;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/// Compares the statement that TRACE planned with the one that a proof file proves, field by field.
/// Numbers and hashes are compared as integers, since the plan writes numbers shorter.
final class PlannedStatement {
  private static final String STATEMENT = "statement";

  private PlannedStatement() {}

  /// The first field of the plan's `statement` that the proof file's `statement` does not have with
  /// the same value; `statement` when either has none.
  static Optional<String> firstDifference(byte[] plan, byte[] proofFile) {
    Optional<JsonNode> planned = statement(plan);
    Optional<JsonNode> proven = statement(proofFile);
    if (planned.isEmpty() || proven.isEmpty() || planned.get().isEmpty()) {
      return Optional.of(STATEMENT);
    }
    for (Map.Entry<String, JsonNode> field : planned.get().properties()) {
      Optional<BigInteger> expected = integer(field.getValue());
      Optional<BigInteger> actual = integer(proven.get().path(field.getKey()));
      if (expected.isEmpty() || !expected.equals(actual)) {
        return Optional.of(field.getKey());
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> statement(byte[] json) {
    return switch (StrictJson.decodeTree(json)) {
      case Decoded.Value<JsonNode>(JsonNode tree) ->
          Optional.ofNullable(tree.get(STATEMENT)).filter(JsonNode::isObject);
      case Decoded.Malformed<JsonNode> _ -> Optional.empty();
    };
  }

  private static Optional<BigInteger> integer(JsonNode node) {
    if (node.isIntegralNumber()) {
      return Optional.of(node.bigIntegerValue());
    }
    String hex = node.asText("");
    hex = hex.startsWith("0x") ? hex.substring(2) : hex;
    return hex.matches("[0-9a-fA-F]{1,64}")
        ? Optional.of(new BigInteger(hex, 16))
        : Optional.empty();
  }
}
