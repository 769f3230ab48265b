package io.proofmill.jobapi.task;

/// The task was told to stop. A runner lets it pass.
public final class TaskCancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  public TaskCancelledException(String message) {
    super(message);
  }
}
