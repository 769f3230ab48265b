package io.proofmill.coordinator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.ArtifactRef;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A job to be stored.
///
/// @param requestSha256 tells whether two requests under one idempotency key are the same
public record NewJob(
    ArtifactRef input,
    ObjectNode parameters,
    Map<String, String> labels,
    int priority,
    OptionalLong deadlineMs,
    Optional<String> idempotencyKey,
    String requestSha256,
    String vkTreeRoot) {}
