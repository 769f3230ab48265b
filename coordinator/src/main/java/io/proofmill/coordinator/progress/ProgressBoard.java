package io.proofmill.coordinator.progress;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// What running tasks last said about themselves. Kept in memory only: a heartbeat later it is
/// there again.
public final class ProgressBoard {
  /// One running task's progress.
  ///
  /// @param fraction 0 to 1; below 0 when unknown
  public record TaskProgress(
      String jobId, String task, String worker, String step, double fraction) {}

  private final Map<String, Map<String, TaskProgress>> byJob = new ConcurrentHashMap<>();
  private final Set<Consumer<TaskProgress>> listeners = ConcurrentHashMap.newKeySet();

  /// Records a task's progress.
  public void update(TaskProgress progress) {
    byJob
        .computeIfAbsent(progress.jobId(), id -> new ConcurrentHashMap<>())
        .put(progress.task(), progress);
    listeners.forEach(listener -> listener.accept(progress));
  }

  /// The task no longer runs.
  public void remove(String jobId, String task) {
    byJob.computeIfPresent(
        jobId,
        (id, tasks) -> {
          tasks.remove(task);
          return tasks.isEmpty() ? null : tasks;
        });
  }

  /// The job has ended.
  public void removeJob(String jobId) {
    byJob.remove(jobId);
  }

  /// The job's running tasks by name.
  public List<TaskProgress> of(String jobId) {
    return byJob.getOrDefault(jobId, Map.of()).values().stream()
        .sorted(Comparator.comparing(TaskProgress::task))
        .toList();
  }

  /// Calls `listener` with every update; it must be quick and must not throw.
  public void subscribe(Consumer<TaskProgress> listener) {
    listeners.add(listener);
  }

  /// Ends a subscription.
  public void unsubscribe(Consumer<TaskProgress> listener) {
    listeners.remove(listener);
  }
}
