package io.proofmill.jobapi.lease;

import java.util.Objects;

/// A worker still runs a task.
///
/// @param step what it is doing, free text
/// @param fraction how far it is, 0 to 1; below 0 when unknown
public record Heartbeat(TaskClaim claim, String step, double fraction) {
  public Heartbeat {
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(step, "step");
    if (!(fraction <= 1)) {
      throw new IllegalArgumentException("fraction must be at most 1, was " + fraction);
    }
  }
}
