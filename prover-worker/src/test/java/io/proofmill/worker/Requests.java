package io.proofmill.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.SubmitRequest;

/// Submissions for tests.
final class Requests {
  private Requests() {}

  static SubmitRequest request(int number, ObjectNode parameters) {
    ObjectNode t8n = StrictJson.object();
    t8n.set("alloc", StrictJson.object());
    t8n.set("env", StrictJson.object().put("currentNumber", number));
    t8n.put("txs", "0xc0");
    t8n.set("config", StrictJson.object());
    ObjectNode input = StrictJson.object();
    input.set("t8n", t8n);
    return new SubmitRequest(input, null, null, null, parameters);
  }
}
