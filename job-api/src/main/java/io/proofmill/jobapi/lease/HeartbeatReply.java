package io.proofmill.jobapi.lease;

/// What a worker should do with a task it holds.
public enum HeartbeatReply {
  /// The lease was renewed.
  CONTINUE,
  /// The job ended: stop.
  CANCELLED,
  /// The lease is not (or no longer) this worker's: stop; its result will be refused.
  STALE
}
