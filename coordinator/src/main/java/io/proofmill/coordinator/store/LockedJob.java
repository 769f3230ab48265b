package io.proofmill.coordinator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.graph.TaskNode;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.TaskState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// One job inside the transaction that holds its lock. Writes keep the counters, the phase and the
/// event log in step; whether a step is allowed is the caller's decision, except that a job's state
/// only moves along its diagram.
public final class LockedJob {
  private final Handle handle;
  private final long nowMs;
  private JobRow row;

  LockedJob(Handle handle, JobRow row, long nowMs) {
    this.handle = handle;
    this.row = row;
    this.nowMs = nowMs;
  }

  /// The job as it is now, own writes included.
  public JobRow row() {
    return row;
  }

  /// The time of this transaction.
  public long nowMs() {
    return nowMs;
  }

  /// A task of the job.
  public Optional<TaskRow> task(String name) {
    return handle
        .select("SELECT * FROM tasks WHERE job_id = ? AND name = ?", row.id(), name)
        .map(TaskRow::read)
        .findOne();
  }

  /// Adds tasks with their dependencies; each becomes ready when it has none that is not done.
  public void addTasks(List<TaskNode> tasks) {
    insertTasks(tasks);
    insertDependencies(tasks);
    handle
        .createUpdate(
            """
            UPDATE tasks SET waiting_for =
              (SELECT COUNT(*) FROM task_dependencies d
               JOIN tasks n ON n.job_id = d.job_id AND n.name = d.needs
               WHERE d.job_id = tasks.job_id AND d.task = tasks.name AND n.state <> 'DONE')
            WHERE job_id = :job AND state = 'WAITING'
            """)
        .bind("job", row.id())
        .execute();
    update("tasks_total = tasks_total + " + tasks.size());
    wakeTasks();
  }

  /// Grants a lease on a task seen ready at `attempt`; false when it is no longer so.
  public boolean lease(Candidate seen, String worker, String requestId, long leaseUntilMs) {
    int changed =
        handle
            .createUpdate(
                """
                UPDATE tasks SET state = 'LEASED', attempt = attempt + 1, worker = :worker,
                  request_id = :request, lease_until_ms = :until
                WHERE job_id = :job AND name = :task AND state = 'READY' AND attempt = :attempt
                """)
            .bind("worker", worker)
            .bind("request", requestId)
            .bind("until", leaseUntilMs)
            .bind("job", row.id())
            .bind("task", seen.task())
            .bind("attempt", seen.attempt())
            .execute();
    if (changed == 0) {
      return false;
    }
    handle
        .createUpdate(
            """
            INSERT INTO attempts (job_id, task, attempt, worker, leased_ms, outcome)
            VALUES (:job, :task, :attempt, :worker, :now, 'leased')
            """)
        .bind("job", row.id())
        .bind("task", seen.task())
        .bind("attempt", seen.attempt() + 1)
        .bind("worker", worker)
        .bind("now", nowMs)
        .execute();
    event(
        "task-leased",
        StrictJson.object()
            .put("task", seen.task())
            .put("attempt", seen.attempt() + 1)
            .put("worker", worker));
    return true;
  }

  /// Marks the leased task done, records its outputs and wakes the tasks that waited for it.
  public void done(TaskRow task, Map<String, ArtifactRef> outputs) {
    outputs.forEach((name, ref) -> putArtifact(name, ref, task.name(), task.attempt()));
    setTaskState(task, TaskState.DONE);
    endAttempt(task, AttemptOutcome.DONE, Optional.empty());
    handle
        .createUpdate(
            """
            UPDATE tasks SET preferred_worker = :worker
            WHERE job_id = :job AND prefers = :task AND state = 'WAITING'
            """)
        .bind("worker", task.worker().orElse(null))
        .bind("job", row.id())
        .bind("task", task.name())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE tasks SET waiting_for = waiting_for - 1
            WHERE job_id = :job AND name IN
              (SELECT task FROM task_dependencies WHERE job_id = :job AND needs = :task)
            """)
        .bind("job", row.id())
        .bind("task", task.name())
        .execute();
    update("tasks_done = tasks_done + 1");
    wakeTasks();
  }

  /// Says in the event log that a task is done, with the job's counters as they are now.
  public void doneEvent(TaskRow task) {
    event(
        "task-done",
        StrictJson.object()
            .put("task", task.name())
            .put("attempt", task.attempt())
            .put("worker", task.worker().orElse(""))
            .put("done", row.tasksDone())
            .put("total", row.tasksTotal()));
  }

  /// Ends the lease and makes the task ready again at `readyMs`.
  public void retry(TaskRow task, AttemptOutcome outcome, Failure failure, long readyMs) {
    endAttempt(task, outcome, Optional.of(failure));
    handle
        .createUpdate(
            """
            UPDATE tasks SET state = 'READY', worker = NULL, request_id = NULL,
              lease_until_ms = NULL, preferred_worker = NULL, ready_ms = :ready
            WHERE job_id = :job AND name = :task
            """)
        .bind("ready", readyMs)
        .bind("job", row.id())
        .bind("task", task.name())
        .execute();
    failureEvent("task-retried", task, failure);
  }

  /// Ends the lease and the task for good. The job is not changed.
  public void failTask(TaskRow task, AttemptOutcome outcome, Failure failure) {
    endAttempt(task, outcome, Optional.of(failure));
    setTaskState(task, TaskState.FAILED);
    failureEvent("task-failed", task, failure);
  }

  /// How many leases of the task ended for this reason so far.
  public int failures(TaskRow task, FailureCategory category) {
    return handle
        .select(
            "SELECT COUNT(*) FROM attempts WHERE job_id = ? AND task = ? AND category = ?",
            row.id(),
            task.name(),
            category.name())
        .mapTo(Integer.class)
        .one();
  }

  /// How an attempt ended, if there was one by this worker.
  public Optional<AttemptOutcome> outcome(String task, int attempt, String worker) {
    return handle
        .select(
            "SELECT outcome FROM attempts WHERE job_id = ? AND task = ? AND attempt = ?"
                + " AND worker = ?",
            row.id(),
            task,
            attempt,
            worker)
        .mapTo(String.class)
        .findOne()
        .map(text -> AttemptOutcome.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  /// Moves the job to an unfinished state.
  public void become(JobState next) {
    requireStep(next);
    String started = row.startedMs().isPresent() ? "" : ", started_ms = " + nowMs;
    update("state = '" + next.name() + "'" + started);
    stateEvent();
  }

  /// Ends the job: nothing of it can be leased any more.
  public void finish(JobState next, Optional<Failure> failure, Optional<String> failedTask) {
    requireStep(next);
    handle
        .createUpdate(
            """
            UPDATE attempts SET outcome = 'cancelled', ended_ms = :now
            WHERE job_id = :job AND outcome = 'leased'
            """)
        .bind("now", nowMs)
        .bind("job", row.id())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE tasks SET state = 'CANCELLED'
            WHERE job_id = :job AND state IN ('WAITING', 'READY', 'LEASED')
            """)
        .bind("job", row.id())
        .execute();
    handle
        .createUpdate(
            """
            UPDATE jobs SET state = :state, phase = :phase, finished_ms = :now,
              failure_category = :category, failure_reason = :reason, failure_task = :task
            WHERE id = :job
            """)
        .bind("state", next.name())
        .bind("phase", next.name().toLowerCase(Locale.ROOT))
        .bind("now", nowMs)
        .bind("category", failure.map(f -> f.category().name()).orElse(null))
        .bind("reason", failure.map(Failure::reason).orElse(null))
        .bind("task", failedTask.orElse(null))
        .bind("job", row.id())
        .execute();
    reload();
    stateEvent();
  }

  /// Records the proof file of a job that is about to succeed.
  public void setProof(ArtifactRef proof) {
    handle
        .createUpdate(
            "UPDATE jobs SET proof_sha256 = :sha256, proof_bytes = :bytes WHERE id = :job")
        .bind("sha256", proof.sha256())
        .bind("bytes", proof.bytes())
        .bind("job", row.id())
        .execute();
    reload();
  }

  /// Sets the phase from the tasks that are not done; returns whether it changed.
  public boolean updatePhase() {
    Optional<TaskKind> earliest =
        handle
            .select(
                "SELECT DISTINCT kind FROM tasks WHERE job_id = ? AND state <> 'DONE'", row.id())
            .mapTo(String.class)
            .map(TaskKind::valueOf)
            .stream()
            .min(Comparator.naturalOrder());
    if (earliest.isEmpty() || earliest.get().phase().equals(row.phase())) {
      return false;
    }
    handle
        .createUpdate("UPDATE jobs SET phase = :phase WHERE id = :job")
        .bind("phase", earliest.get().phase())
        .bind("job", row.id())
        .execute();
    reload();
    return true;
  }

  /// Says the job's state and phase in the event log.
  public void stateEvent() {
    ObjectNode data =
        StrictJson.object().put("state", row.state().name()).put("phase", row.phase());
    row.failure()
        .ifPresent(f -> data.put("category", f.category().name()).put("reason", f.reason()));
    event("state", data);
  }

  /// The artifacts by name, in the order asked for; names without one are left out.
  public Map<String, ArtifactRef> artifacts(List<String> names) {
    Map<String, ArtifactRef> all = new LinkedHashMap<>();
    handle
        .select("SELECT name, sha256, bytes FROM artifacts WHERE job_id = ?", row.id())
        .map((line, context) ->
            Map.entry(line.getString(1), new ArtifactRef(line.getString(2), line.getLong(3))))
        .forEach(e -> all.put(e.getKey(), e.getValue()));
    Map<String, ArtifactRef> wanted = new LinkedHashMap<>();
    for (String name : names) {
      if (all.containsKey(name)) {
        wanted.put(name, all.get(name));
      }
    }
    return wanted;
  }

  /// Appends to the event log.
  public void event(String type, ObjectNode data) {
    update("last_event = last_event + 1");
    handle
        .createUpdate(
            "INSERT INTO events (job_id, seq, at_ms, type, data)"
                + " VALUES (:job, :seq, :now, :type, :data)")
        .bind("job", row.id())
        .bind("seq", row.lastEvent())
        .bind("now", nowMs)
        .bind("type", type)
        .bind("data", StrictJson.encode(data))
        .execute();
  }

  void putArtifact(String name, ArtifactRef ref, String task, int attempt) {
    handle
        .createUpdate(
            "INSERT INTO artifacts (job_id, name, sha256, bytes, task, attempt)"
                + " VALUES (:job, :name, :sha256, :bytes, :task, :attempt)")
        .bind("job", row.id())
        .bind("name", name)
        .bind("sha256", ref.sha256())
        .bind("bytes", ref.bytes())
        .bind("task", task)
        .bind("attempt", attempt)
        .execute();
  }

  private void requireStep(JobState next) {
    if (!row.state().mayBecome(next)) {
      throw new IllegalStateException(
          "job " + row.id() + " cannot go from " + row.state() + " to " + next);
    }
  }

  private void failureEvent(String type, TaskRow task, Failure failure) {
    event(
        type,
        StrictJson.object()
            .put("task", task.name())
            .put("attempt", task.attempt())
            .put("worker", task.worker().orElse(""))
            .put("category", failure.category().name())
            .put("reason", failure.reason()));
  }

  private void insertTasks(List<TaskNode> tasks) {
    int position = row.tasksTotal();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO tasks (job_id, name, kind, shard, position, state, waiting_for, attempt,
              prefers, inputs, outputs, children)
            VALUES (:job, :name, :kind, :shard, :position, 'WAITING', 0, 0, :prefers, :inputs,
              :outputs, :children)
            """);
    for (TaskNode task : tasks) {
      batch
          .bind("job", row.id())
          .bind("name", task.name())
          .bind("kind", task.kind().name())
          .bind("shard", task.index())
          .bind("position", position++)
          .bind("prefers", task.prefers())
          .bind("inputs", StrictJson.encode(task.inputs()))
          .bind("outputs", StrictJson.encode(task.outputs()))
          .bind("children", StrictJson.encode(task.children()))
          .add();
    }
    batch.execute();
  }

  private void insertDependencies(List<TaskNode> tasks) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO task_dependencies (job_id, task, needs) VALUES (:job, :task, :needs)");
    for (TaskNode task : tasks) {
      for (String needs : task.needs()) {
        batch.bind("job", row.id()).bind("task", task.name()).bind("needs", needs).add();
      }
    }
    batch.execute();
  }

  private void wakeTasks() {
    handle
        .createUpdate(
            """
            UPDATE tasks SET state = 'READY', ready_ms = :now
            WHERE job_id = :job AND state = 'WAITING' AND waiting_for = 0
            """)
        .bind("now", nowMs)
        .bind("job", row.id())
        .execute();
  }

  private void setTaskState(TaskRow task, TaskState state) {
    handle
        .createUpdate(
            "UPDATE tasks SET state = :state, lease_until_ms = NULL"
                + " WHERE job_id = :job AND name = :task")
        .bind("state", state.name())
        .bind("job", row.id())
        .bind("task", task.name())
        .execute();
  }

  private void endAttempt(TaskRow task, AttemptOutcome outcome, Optional<Failure> failure) {
    handle
        .createUpdate(
            """
            UPDATE attempts SET outcome = :outcome, ended_ms = :now, category = :category,
              reason = :reason
            WHERE job_id = :job AND task = :task AND attempt = :attempt
            """)
        .bind("outcome", outcome.column())
        .bind("now", nowMs)
        .bind("category", failure.map(f -> f.category().name()).orElse(null))
        .bind("reason", failure.map(Failure::reason).orElse(null))
        .bind("job", row.id())
        .bind("task", task.name())
        .bind("attempt", task.attempt())
        .execute();
  }

  // The assignment is program text, never input.
  private void update(String assignment) {
    handle
        .createUpdate("UPDATE jobs SET " + assignment + " WHERE id = :job")
        .bind("job", row.id())
        .execute();
    reload();
  }

  private void reload() {
    row = handle.select("SELECT * FROM jobs WHERE id = ?", row.id()).map(JobRow::read).one();
  }
}
