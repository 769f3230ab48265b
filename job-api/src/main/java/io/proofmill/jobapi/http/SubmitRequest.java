package io.proofmill.jobapi.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.Names;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of `POST /v1/proofs`.
///
/// @param input `{"sha256": …}` or `{"t8n": {"alloc", "env", "txs", "config"}}`
/// @param priority higher goes first, -100 to 100; 0 when absent
/// @param deadline an ISO-8601 instant after which the job expires, or null
/// @param labels free text for the submitter, at most 32; or null
/// @param parameters how to prove, e.g. `{"maxLogHeight": 14}`; null means the defaults
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubmitRequest(
    ObjectNode input,
    Integer priority,
    String deadline,
    Map<String, String> labels,
    ObjectNode parameters) {
  private static final int PRIORITY_MAX = 100;
  private static final int LABELS_MAX = 32;
  private static final int LABEL_CHARS_MAX = 200;
  private static final int PARAMETERS_MAX = 32;

  public SubmitRequest {
    requireInput(input);
    if (priority != null && Math.abs((long) priority) > PRIORITY_MAX) {
      throw new IllegalArgumentException("priority must be between -100 and 100, was " + priority);
    }
    if (deadline != null) {
      parseDeadline(deadline);
    }
    if (labels != null) {
      requireLabels(labels);
      labels = Map.copyOf(labels);
    }
    if (parameters != null) {
      requireParameters(parameters);
    }
  }

  /// A request with defaults for everything but the input.
  public static SubmitRequest of(ObjectNode input) {
    return new SubmitRequest(input, null, null, null, null);
  }

  /// The digest when the input was uploaded before.
  public Optional<String> inputSha256() {
    return input.has("sha256") ? Optional.of(input.get("sha256").textValue()) : Optional.empty();
  }

  /// The instant of [#deadline], or empty.
  public Optional<Instant> deadlineInstant() {
    return deadline == null ? Optional.empty() : Optional.of(parseDeadline(deadline));
  }

  private static void requireInput(ObjectNode input) {
    if (input == null) {
      throw new IllegalArgumentException("input is missing");
    }
    List<String> keys = List.copyOf(input.propertyStream().map(Map.Entry::getKey).toList());
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "input must have exactly one of sha256 and t8n, has " + keys);
    }
    JsonNode value = input.get(keys.getFirst());
    switch (keys.getFirst()) {
      case "sha256" -> Names.requireSha256(value.textValue());
      case "t8n" -> requireT8n(value);
      default ->
          throw new IllegalArgumentException(
              "input must have exactly one of sha256 and t8n, has " + keys);
    }
  }

  // Only the outline: the tracer reads the contents and names what is wrong in them.
  private static void requireT8n(JsonNode t8n) {
    if (!(t8n instanceof ObjectNode object)) {
      throw new IllegalArgumentException("input.t8n must be an object");
    }
    for (String part : List.of("alloc", "env", "config")) {
      if (!(object.get(part) instanceof ObjectNode)) {
        throw new IllegalArgumentException("input.t8n." + part + " must be an object");
      }
    }
    JsonNode txs = object.get("txs");
    if (txs == null || !(txs.isArray() || txs.isTextual())) {
      throw new IllegalArgumentException("input.t8n.txs must be an array, or RLP as a hex string");
    }
    if (object.size() != 4) {
      throw new IllegalArgumentException("input.t8n must have exactly alloc, env, txs and config");
    }
  }

  private static Instant parseDeadline(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "deadline must be an ISO-8601 instant such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static void requireLabels(Map<String, String> labels) {
    if (labels.size() > LABELS_MAX) {
      throw new IllegalArgumentException("at most " + LABELS_MAX + " labels");
    }
    labels.forEach((key, value) -> {
      if (value == null || key.length() > LABEL_CHARS_MAX || value.length() > LABEL_CHARS_MAX) {
        throw new IllegalArgumentException(
            "a label's key and value are at most " + LABEL_CHARS_MAX + " characters");
      }
    });
  }

  private static void requireParameters(ObjectNode parameters) {
    if (parameters.size() > PARAMETERS_MAX) {
      throw new IllegalArgumentException("at most " + PARAMETERS_MAX + " parameters");
    }
    for (Map.Entry<String, JsonNode> entry : parameters.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new IllegalArgumentException("parameter " + entry.getKey() + " must be a scalar");
      }
    }
  }
}
