package io.proofmill.jobapi.lease;

/// Addresses on the event bus. The version is that of the messages: processes that speak another
/// one do not meet.
public final class BusAddresses {
  /// A [LeaseRequest]; answered by a [LeaseReply].
  public static final String LEASE = "proofmill.v1.lease";

  /// A [Heartbeat]; answered by a [HeartbeatReply].
  public static final String HEARTBEAT = "proofmill.v1.heartbeat";

  /// A [Completion]; answered by a [ReportReply].
  public static final String COMPLETE = "proofmill.v1.complete";

  /// A [TaskFailure]; answered by a [ReportReply].
  public static final String FAIL = "proofmill.v1.fail";

  private BusAddresses() {}
}
