package io.proofmill.coordinator.lease;

import java.time.Duration;

/// Times of the lease protocol.
///
/// @param lease how long a lease lasts without a heartbeat
/// @param patience how long a request for a task is held open when none is ready
/// @param stealAfter how long a task is kept for the worker that has its data in memory
public record LeaseConfig(Duration lease, Duration patience, Duration stealAfter) {
  /// For farms on one machine or in one network.
  public static final LeaseConfig DEFAULT =
      new LeaseConfig(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(3));

  /// For a coordinator and its only worker in one process. They die together, so a lease that runs
  /// out would only mean that the process stood still for a while.
  public static final LeaseConfig EMBEDDED =
      new LeaseConfig(Duration.ofHours(24), Duration.ofSeconds(1), Duration.ZERO);

  public LeaseConfig {
    if (!lease.isPositive() || patience.isNegative() || stealAfter.isNegative()) {
      throw new IllegalArgumentException(
          "lease must be positive, patience and stealAfter not negative: "
              + lease
              + ", "
              + patience
              + ", "
              + stealAfter);
    }
  }
}
