package io.proofmill.jobapi;

/// The state of one task of a job.
public enum TaskState {
  /// Some task it depends on is not done.
  WAITING,
  /// May be leased.
  READY,
  /// Leased to a worker under the task's current attempt number.
  LEASED,
  /// Its outputs are stored and accepted.
  DONE,
  /// Failed for good.
  FAILED,
  /// Its job ended before it did.
  CANCELLED
}
