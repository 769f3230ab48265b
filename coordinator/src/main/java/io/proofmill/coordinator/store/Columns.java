package io.proofmill.coordinator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.StrictJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Reads columns that SQL has no type for. What is in the database was written by this program:
/// text that cannot be read is a defect.
final class Columns {
  private Columns() {}

  static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  static ObjectNode object(String json) {
    return StrictJson.decode(json, ObjectNode.class).orElseThrow(Columns::defect);
  }

  static List<String> list(String json) {
    return Arrays.asList(StrictJson.decode(json, String[].class).orElseThrow(Columns::defect));
  }

  static Map<String, String> strings(String json) {
    Map<String, String> strings = new LinkedHashMap<>();
    object(json).properties().forEach(e -> strings.put(e.getKey(), e.getValue().textValue()));
    return strings;
  }

  private static IllegalStateException defect(String reason) {
    return new IllegalStateException("unreadable column: " + reason);
  }
}
