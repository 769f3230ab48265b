package io.proofmill.coordinator.job;

import io.proofmill.coordinator.store.JobRow;

/// What became of a submission.
public sealed interface Submission {
  /// Stored now.
  record Stored(JobRow job) implements Submission {}

  /// The same request was stored before under its idempotency key.
  record Known(JobRow job) implements Submission {}

  /// The idempotency key belongs to another request.
  record KeyReused() implements Submission {}

  /// The named input was never uploaded.
  record UnknownInput(String sha256) implements Submission {}
}
