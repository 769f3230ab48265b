package io.proofmill.worker;

import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.Names;
import java.util.Objects;

/// What a worker is.
///
/// @param workerId unique per process: a restarted worker is another one
/// @param engine the compute engine in use, for the record
/// @param slots tasks at once
public record WorkerConfig(String workerId, FarmIdentity identity, String engine, int slots) {
  public WorkerConfig {
    Names.requireName("worker id", workerId);
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(engine, "engine");
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be at least 1, was " + slots);
    }
  }
}
