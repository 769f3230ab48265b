package io.proofmill.jobapi.lease;

import java.io.IOException;

/// How a worker reaches the coordinator: over the event bus, or directly in one process. Every call
/// may be sent again after an `IOException`; the coordinator tells repeats by request id and
/// attempt.
public interface FarmLink {
  /// Asks for a task. May wait a short while for one to become ready.
  LeaseReply lease(LeaseRequest request) throws IOException, InterruptedException;

  /// Renews a lease.
  HeartbeatReply heartbeat(Heartbeat heartbeat) throws IOException, InterruptedException;

  /// Reports a task as done.
  ReportReply complete(Completion completion) throws IOException, InterruptedException;

  /// Reports a task as failed.
  ReportReply fail(TaskFailure failure) throws IOException, InterruptedException;
}
