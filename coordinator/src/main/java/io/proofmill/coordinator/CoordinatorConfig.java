package io.proofmill.coordinator;

import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.jobapi.FarmIdentity;
import java.nio.file.Path;
import java.util.Objects;

/// Where a coordinator keeps its jobs and what it works with.
///
/// @param directory holds `jobs.mv.db` and `artifacts/`
/// @param storage whether what is acknowledged must survive the process
public record CoordinatorConfig(
    FarmIdentity identity, Path directory, Storage storage, LeaseConfig leases) {
  /// How long jobs live.
  public enum Storage {
    /// On disk: an acknowledged job survives a crash.
    DURABLE,
    /// No longer than the process: jobs in memory, artifacts in files that are not forced to disk.
    EPHEMERAL
  }

  public CoordinatorConfig {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(leases, "leases");
  }
}
