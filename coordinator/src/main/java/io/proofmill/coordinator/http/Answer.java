package io.proofmill.coordinator.http;

import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.Problem;
import io.proofmill.jobapi.http.ProblemType;
import java.util.LinkedHashMap;
import java.util.Map;

/// A whole HTTP answer.
record Answer(int status, Map<String, String> headers, byte[] body) {
  /// A JSON answer.
  static Answer json(int status, Object value) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), StrictJson.encodeBytes(value));
  }

  /// An error.
  static Answer problem(ProblemType type, String detail) {
    return new Answer(
        type.status(),
        Map.of("Content-Type", Problem.MEDIA_TYPE),
        StrictJson.encodeBytes(Problem.of(type, detail)));
  }

  /// An answer without a body.
  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /// The same answer with one more header.
  Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body);
  }
}
