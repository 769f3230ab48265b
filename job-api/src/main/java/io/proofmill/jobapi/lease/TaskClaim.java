package io.proofmill.jobapi.lease;

import io.proofmill.jobapi.Names;
import io.proofmill.jobapi.task.TaskSpec;

/// Names one attempt at a task: what every message about a leased task carries, and what SQL writes
/// are fenced by.
public record TaskClaim(String workerId, String jobId, String task, int attempt) {
  public TaskClaim {
    Names.requireName("worker id", workerId);
    Names.requireName("job id", jobId);
    Names.requireName("task name", task);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be at least 1, was " + attempt);
    }
  }

  /// The claim of `workerId` on a leased task.
  public static TaskClaim of(String workerId, TaskSpec task) {
    return new TaskClaim(workerId, task.jobId(), task.name(), task.attempt());
  }
}
