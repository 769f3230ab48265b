package io.proofmill.jobapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One event of a job, as `/v1/proofs/{id}/events` sends it.
///
/// @param seq counts from 1 within the job without gaps; the SSE id
/// @param at an ISO-8601 instant
/// @param type `state`, `planned`, `task-leased`, `task-done`, `task-retried` or `task-failed`
public record JobEvent(long seq, String at, String type, ObjectNode data) {}
