package io.proofmill.jobapi.task;

import java.io.IOException;

/// What a running task may ask of the worker that runs it.
public interface TaskContext {
  /// The bytes of an input artifact, read and hash-checked when asked for: a task that has what it
  /// needs in memory reads nothing. The caller owns the array.
  ///
  /// @throws IOException when the artifact is missing or damaged; let it pass, the worker reports
  ///   an infrastructure failure
  byte[] input(String name) throws IOException;

  /// Says what the task is doing and how far it is, 0 to 1, or below 0 when unknown. Cheap; call as
  /// often as is natural. A task that advances is not taken for a hung one.
  void progress(String step, double fraction);

  /// Throws when the task was cancelled or its lease was lost. Call between steps of at most a few
  /// hundred milliseconds.
  void checkCancelled() throws TaskCancelledException;

  /// The same question without the exception, for code that polls inside kernels.
  boolean isCancelled();
}
