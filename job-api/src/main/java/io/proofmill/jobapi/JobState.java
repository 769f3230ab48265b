package io.proofmill.jobapi;

/// The state of a proving job: `QUEUED → RUNNING → VERIFYING → SUCCEEDED | FAILED | CANCELLED |
/// EXPIRED`.
public enum JobState {
  /// Stored; no task has been leased yet.
  QUEUED,
  /// At least one task has been leased.
  RUNNING,
  /// The final proof exists and the coordinator is checking it.
  VERIFYING,
  /// The final proof was accepted by the coordinator.
  SUCCEEDED,
  /// A task failed for good, or the final proof was refused.
  FAILED,
  /// Stopped on request.
  CANCELLED,
  /// Not finished by its deadline.
  EXPIRED;

  /// Whether the state never changes again.
  public boolean isTerminal() {
    return switch (this) {
      case QUEUED, RUNNING, VERIFYING -> false;
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> true;
    };
  }

  /// Whether a job in this state may go to `next`. A state may not be left for itself.
  public boolean mayBecome(JobState next) {
    return switch (this) {
      case QUEUED -> next == RUNNING || next == FAILED || next == CANCELLED || next == EXPIRED;
      case RUNNING -> next == VERIFYING || next == FAILED || next == CANCELLED || next == EXPIRED;
      case VERIFYING -> next == SUCCEEDED || next == FAILED || next == CANCELLED || next == EXPIRED;
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> false;
    };
  }
}
