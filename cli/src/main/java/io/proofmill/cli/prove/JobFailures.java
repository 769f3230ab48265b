package io.proofmill.cli.prove;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.http.ProofStatus;

/// How a command ends whose job ended without a proof.
public final class JobFailures {
  private JobFailures() {}

  /// @param place what the user knows the job by
  public static CommandFailure of(String place, FailureCategory category, String reason) {
    ExitCode code =
        switch (category) {
          case INVALID_INPUT, UNSATISFIED, REJECTED_PROOF -> ExitCode.REJECTED;
          case UNSUPPORTED -> ExitCode.UNSUPPORTED;
          case WORKER_STOPPED -> ExitCode.INTERRUPTED;
          case OUT_OF_MEMORY, DEVICE, INFRASTRUCTURE, LEASE_EXPIRED, INTERNAL -> ExitCode.INTERNAL;
        };
    return new CommandFailure(code, place, reason);
  }

  /// The same for a job of a farm, which has ended.
  public static CommandFailure of(ProofStatus job) {
    return switch (job.state()) {
      case FAILED -> of(job.id(), job.failure().category(), job.failure().reason());
      case CANCELLED -> new CommandFailure(ExitCode.INTERRUPTED, job.id(), "the job was cancelled");
      case EXPIRED ->
          new CommandFailure(ExitCode.REJECTED, job.id(), "the job's deadline has passed");
      case QUEUED, RUNNING, VERIFYING, SUCCEEDED ->
          throw new IllegalArgumentException("job " + job.id() + " is " + job.state());
    };
  }
}
