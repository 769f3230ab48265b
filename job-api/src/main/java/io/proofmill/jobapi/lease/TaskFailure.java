package io.proofmill.jobapi.lease;

import io.proofmill.jobapi.Failure;
import java.util.Objects;

/// A task could not be done.
public record TaskFailure(TaskClaim claim, Failure failure) {
  public TaskFailure {
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(failure, "failure");
  }
}
