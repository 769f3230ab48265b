package io.proofmill.jobapi.http;

import java.util.List;

/// Receives a job's event stream.
public interface EventListener {
  /// Takes the next event; false ends the stream.
  boolean event(JobEvent event);

  /// Takes a snapshot of the running tasks. Snapshots have no number and are not repeated.
  default void progress(List<RunningTask> tasks) {}
}
