package io.proofmill.jobapi.task;

import io.proofmill.jobapi.TaskKind;
import java.io.IOException;

/// Does the work of tasks: tracer, prover and aggregator behind one method.
///
/// A runner must be deterministic enough that a task may be done twice, by different workers, and
/// either result used. It keeps nothing between tasks that it could not make again from the inputs.
/// It is called by several threads at once when a worker runs several tasks.
public interface TaskRunner extends AutoCloseable {
  /// Runs one task of any kind but [TaskKind#VERIFY].
  ///
  /// Failures that belong to the input or the trace are returned as [TaskOutcome.Failed]. An
  /// `OutOfMemoryError` is reported as such by the worker, an `IOException` as an infrastructure
  /// failure, any other exception as a defect of ours.
  TaskOutcome run(TaskSpec task, TaskContext context)
      throws IOException, InterruptedException, TaskCancelledException;

  /// The job has ended, or its lease went elsewhere: drop what is cached for it. May be called for
  /// jobs this runner never saw.
  default void forget(String jobId) {}

  @Override
  default void close() {}
}
