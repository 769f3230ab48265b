package io.proofmill.jobapi;

/// Why a task or a job failed. The category alone decides how often a task is tried again.
public enum FailureCategory {
  /// The input is malformed or breaks a rule of the chain. The submitter must change it.
  INVALID_INPUT(0),
  /// The input needs a feature that cannot be proven yet.
  UNSUPPORTED(0),
  /// The trace does not satisfy the circuits: a defect of ours, reproducible from the input.
  UNSATISFIED(0),
  /// A proof was refused by the verifier.
  REJECTED_PROOF(0),
  /// The worker had too little memory for the task.
  OUT_OF_MEMORY(1),
  /// A compute device failed.
  DEVICE(2),
  /// Disk, network or a missing artifact.
  INFRASTRUCTURE(3),
  /// A lease ran out: the worker died, hung or lost its connection.
  LEASE_EXPIRED(5),
  /// The worker was told to stop and gave the task back.
  WORKER_STOPPED(50),
  /// An unexpected exception: a defect of ours.
  INTERNAL(1);

  private final int retries;

  FailureCategory(int retries) {
    this.retries = retries;
  }

  /// How many failures of this category one task may have and still be tried again.
  public int retries() {
    return retries;
  }
}
