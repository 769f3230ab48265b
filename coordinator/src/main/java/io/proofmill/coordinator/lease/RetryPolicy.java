package io.proofmill.coordinator.lease;

import io.proofmill.jobapi.FailureCategory;

/// Whether and when a failed task is tried again: a function of the failure's category and of how
/// often the task failed that way.
final class RetryPolicy {
  private static final long BACKOFF_MS = 250;
  private static final long BACKOFF_MS_MAX = 10_000;

  sealed interface Decision {
    /// Ready again after a delay.
    record Retry(long delayMs) implements Decision {}

    /// The task, and with it the job, has failed.
    record GiveUp() implements Decision {}
  }

  private RetryPolicy() {}

  /// Decides after the `failures`-th failure (from 1) of this category.
  static Decision decide(FailureCategory category, int failures) {
    if (failures > category.retries()) {
      return new Decision.GiveUp();
    }
    return switch (category) {
      case INFRASTRUCTURE, DEVICE ->
          new Decision.Retry(Math.min(BACKOFF_MS << (failures - 1), BACKOFF_MS_MAX));
      case INVALID_INPUT,
          UNSUPPORTED,
          UNSATISFIED,
          REJECTED_PROOF,
          OUT_OF_MEMORY,
          LEASE_EXPIRED,
          WORKER_STOPPED,
          INTERNAL ->
          new Decision.Retry(0);
    };
  }
}
