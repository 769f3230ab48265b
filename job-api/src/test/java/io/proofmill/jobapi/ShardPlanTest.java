package io.proofmill.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPlanTest {
  @Test
  void aPlanIsReadFromItsJson() {
    String json =
        """
        {"shards": 2, "aggregations": [
          {"id": "leaf-0", "children": ["shard-0", "shard-1"]},
          {"id": "root", "children": ["leaf-0"]}]}
        """;
    assertEquals(
        new Decoded.Value<>(ShardPlan.balanced(2, 2)), StrictJson.decode(json, ShardPlan.class));
  }

  @Test
  void aPlanSurvivesTheWire() {
    ShardPlan plan = ShardPlan.balanced(7, 2);
    assertEquals(
        new Decoded.Value<>(plan), StrictJson.decode(StrictJson.encode(plan), ShardPlan.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | root:shard-0 | shards must be between",
        "1 | root:shard-0,shard-1 | does not stand before it: shard-1",
        "2 | root:shard-0 | proof shard-1 is not aggregated",
        "2 | a:shard-0,shard-1;root:a,shard-0 | proof shard-0 is aggregated twice",
        "1 | a:shard-0;a:a | two proofs are called a",
        "1 | a:shard-0;b:a | the last aggregation must be root",
        "1 | root:root | does not stand before it: root",
        "1 | shard-0:shard-0 | two proofs are called shard-0",
        "1 | root:shard-0,shard-0 | has a child twice",
        "2 | root:shard-0;x:shard-1;root:x | two proofs are called root",
      })
  void aPlanThatIsNotOneTreeIsRefused(int shards, String tree, String reason) {
    StringBuilder json = new StringBuilder("{\"shards\":" + shards + ",\"aggregations\":[");
    for (String node : tree.split(";")) {
      String[] parts = node.split(":");
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
      json.append("{\"id\":\"").append(parts[0]).append("\",\"children\":[\"");
      json.append(String.join("\",\"", parts[1].split(","))).append("\"]}");
    }
    json.append("]}");
    var decoded = StrictJson.decode(json.toString(), ShardPlan.class);
    var malformed = assertInstanceOf(Decoded.Malformed.class, decoded);
    assertTrue(malformed.reason().contains(reason), malformed.reason());
  }
}
