package io.proofmill.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.jobapi.http.SubmitRequest;
import io.proofmill.jobapi.lease.Heartbeat;
import io.proofmill.jobapi.lease.LeaseReply;
import io.proofmill.jobapi.lease.TaskClaim;
import io.proofmill.jobapi.task.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final String CLAIM =
      "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":%s}";

  @Test
  void messagesSurviveTheWire() {
    TaskSpec task =
        new TaskSpec(
            "j",
            "aggregate-leaf-0",
            TaskKind.AGGREGATE,
            0,
            3,
            StrictJson.object().put("maxLogHeight", 12),
            Map.of("shard-0", new ArtifactRef("ab".repeat(32), 5)),
            List.of("leaf-0"),
            List.of("shard-0"));
    for (LeaseReply reply :
        List.of(
            new LeaseReply.Granted(task, 10_000),
            new LeaseReply.Nothing(),
            new LeaseReply.Refused("vk-tree root differs"))) {
      assertEquals(
          new Decoded.Value<>(reply),
          StrictJson.decode(StrictJson.encode(reply), LeaseReply.class));
    }
    Heartbeat heartbeat = new Heartbeat(new TaskClaim("w", "j", "t", 1), "quotient", 0.25);
    assertEquals(
        new Decoded.Value<>(heartbeat),
        StrictJson.decode(StrictJson.encode(heartbeat), Heartbeat.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\"}",
        "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":1,\"more\":1}",
        "{\"workerId\":\"w\",\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":1}",
        "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":\"1\"}",
        "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":0}",
        "{\"workerId\":\"W!\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":1}",
        "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":1} {}",
        "{\"workerId\":\"w\",\"jobId\":\"j\",\"task\":\"t\",\"attempt\":1"
      })
  void anythingButTheExactMessageIsRefusedWithAReason(String json) {
    var malformed =
        assertInstanceOf(Decoded.Malformed.class, StrictJson.decode(json, TaskClaim.class));
    assertFalse(malformed.reason().isBlank());
    assertFalse(malformed.reason().contains("\n"));
  }

  @Test
  void theExactMessageIsRead() {
    assertInstanceOf(Decoded.Value.class, StrictJson.decode(CLAIM.formatted(1), TaskClaim.class));
  }

  @Test
  void aReasonNamesTheKeyAndThePlace() {
    var malformed =
        assertInstanceOf(
            Decoded.Malformed.class,
            StrictJson.decode("{\"claim\":" + CLAIM.formatted("\"x\"") + "}", Heartbeat.class));
    assertTrue(malformed.reason().startsWith("claim.attempt: "), malformed.reason());
    assertTrue(malformed.reason().contains("line 1, column"), malformed.reason());
  }

  @Test
  void duplicateKeysAreRefusedDeepInsideATree() {
    byte[] json = "{\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}".getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(Decoded.Malformed.class, StrictJson.decodeTree(json));
  }

  @Test
  void deepNestingAndInvalidUtf8AreRefused() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(Decoded.Malformed.class, StrictJson.decodeTree(deep));
    byte[] broken = {'"', (byte) 0xc3, '"'};
    assertInstanceOf(Decoded.Malformed.class, StrictJson.decodeTree(broken));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | input is missing",
        "{\"input\":{}} | exactly one of sha256 and t8n",
        "{\"input\":{\"sha256\":\"ab\"}} | 64 lower-case hex digits",
        "{\"input\":{\"sha256\":7}} | 64 lower-case hex digits",
        "{\"input\":{\"t8n\":{}}} | input.t8n.alloc must be an object",
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":{}}}} | input.t8n.txs",
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":[],\"x\":1}}} |"
            + " exactly",
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":[]}},\"priority\":1000}"
            + " | priority",
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":[]}},\"deadline\":\"soon\"}"
            + " | deadline",
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":[]}},\"parameters\":{\"a\":{}}}"
            + " | parameter a",
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":[]}},\"extra\":1} |"
            + " extra",
      })
  void aMalformedSubmissionNamesWhatIsWrong(String json, String reason) {
    var malformed =
        assertInstanceOf(Decoded.Malformed.class, StrictJson.decode(json, SubmitRequest.class));
    assertTrue(malformed.reason().contains(reason), malformed.reason());
  }

  @Test
  void aSubmissionSurvivesTheWire() {
    String json =
        "{\"input\":{\"t8n\":{\"alloc\":{},\"env\":{},\"config\":{},\"txs\":\"0xc0\"}},"
            + "\"priority\":5,\"deadline\":\"2030-01-01T00:00:00Z\",\"labels\":{\"a\":\"b\"}}";
    SubmitRequest request =
        StrictJson.decode(json, SubmitRequest.class).orElseThrow(AssertionError::new);
    assertEquals(
        new Decoded.Value<>(request),
        StrictJson.decode(StrictJson.encode(request), SubmitRequest.class));
  }
}
