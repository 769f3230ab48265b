package io.proofmill.jobapi.lease;

/// The coordinator's answer to a completion or a failure.
public enum ReportReply {
  /// Written.
  ACCEPTED,
  /// The same attempt reported the same before; nothing changed.
  REPEATED,
  /// Another attempt holds or finished the task, or the job ended. The report changed nothing.
  STALE,
  /// The report breaks a rule (a missing output, a malformed plan); the attempt counts as failed.
  REFUSED
}
