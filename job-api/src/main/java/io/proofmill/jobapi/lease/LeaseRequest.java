package io.proofmill.jobapi.lease;

import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.Names;
import java.util.Objects;

/// A worker asks for one task.
///
/// @param workerId unique per worker process
/// @param identity the protocol version must equal the coordinator's, the vk-tree root the job's:
///   keys of another version cannot prove it
/// @param engine the compute engine in use
/// @param requestId new for each request, the same when a request is sent again: the coordinator
///   answers a repeated request with the lease it already granted
public record LeaseRequest(
    String workerId, FarmIdentity identity, String engine, String requestId) {
  public LeaseRequest {
    Names.requireName("worker id", workerId);
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(engine, "engine");
    Names.requireName("request id", requestId);
  }
}
