package io.proofmill.coordinator.job;

import io.proofmill.coordinator.store.JobRow;

/// What became of a request to cancel.
public sealed interface Cancellation {
  /// The job is cancelled, now or already before.
  record Cancelled(JobRow job) implements Cancellation {}

  /// The job had ended otherwise.
  record AlreadyFinished(JobRow job) implements Cancellation {}

  /// There is no such job.
  record NoSuchJob() implements Cancellation {}
}
