package io.proofmill.coordinator.store;

import io.proofmill.coordinator.graph.TaskGraph;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.TaskState;
import io.proofmill.jobapi.http.JobEvent;
import io.proofmill.jobapi.http.TaskStatus;
import io.proofmill.jobapi.lease.TaskClaim;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The jobs in SQL. All writes to one job happen under a lock on its row, in one transaction each,
/// through [LockedJob], and are on disk when the call returns; reads take no lock. Heartbeats are
/// the exception: losing one loses nothing.
public final class JobStore {
  private final Database database;
  private final InstantSource clock;

  public JobStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Whether the database answers.
  public boolean isReachable() {
    return database.isReachable();
  }

  /// What became of a job to be stored.
  public sealed interface Creation {
    /// The job's row.
    JobRow job();

    /// Stored now.
    record Created(JobRow job) implements Creation {}

    /// Another job has the idempotency key.
    record KeyTaken(JobRow job) implements Creation {}
  }

  /// Stores a job and its first task, unless its idempotency key is taken.
  public Creation create(NewJob job) {
    Optional<Creation> existing = keyTaken(job);
    if (existing.isPresent()) {
      return existing.get();
    }
    String id = UUID.randomUUID().toString();
    try {
      JobRow row = database.jdbi().inTransaction(handle -> insert(handle, id, job));
      database.force();
      return new Creation.Created(row);
    } catch (UnableToExecuteStatementException e) {
      // Two requests with the same key at once: one of them finds the other's row.
      return keyTaken(job).orElseThrow(() -> e);
    }
  }

  /// The job, if there is one.
  public Optional<JobRow> find(String id) {
    return database.jdbi().withHandle(handle -> find(handle, id));
  }

  /// Runs `work` on the job under its lock, in one transaction. Empty when there is no such job.
  public <T> Optional<T> withJob(String id, Function<LockedJob, T> work) {
    Optional<T> result =
        database
            .jdbi()
            .inTransaction(handle ->
                handle
                    .select("SELECT * FROM jobs WHERE id = ? FOR UPDATE", id)
                    .map(JobRow::read)
                    .findOne()
                    .map(row -> work.apply(new LockedJob(handle, row, clock.millis()))));
    database.force();
    return result;
  }

  /// Up to `limit` jobs, newest first, after `before` in that order.
  public List<JobRow> newest(int limit, Optional<JobRow> before) {
    return database
        .jdbi()
        .withHandle(handle -> {
          String after =
              before.isPresent() ? "WHERE created_ms < :ms OR (created_ms = :ms AND id < :id)" : "";
          var query =
              handle
                  .createQuery(
                      "SELECT * FROM jobs "
                          + after
                          + " ORDER BY created_ms DESC, id DESC LIMIT :limit")
                  .bind("limit", limit);
          before.ifPresent(job -> query.bind("ms", job.createdMs()).bind("id", job.id()));
          return query.map(JobRow::read).list();
        });
  }

  /// Up to `limit` events after `seq`, in order.
  public List<JobEvent> events(String id, long seq, int limit) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT seq, at_ms, type, data FROM events WHERE job_id = :id AND seq > :seq"
                        + " ORDER BY seq LIMIT :limit")
                .bind("id", id)
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) ->
                    new JobEvent(
                        row.getLong("seq"),
                        JobRow.instant(row.getLong("at_ms")),
                        row.getString("type"),
                        Columns.object(row.getString("data"))))
                .list());
  }

  /// The job's tasks in graph order, with every lease.
  public List<TaskStatus> tasks(String id) {
    return database
        .jdbi()
        .withHandle(handle -> {
          Map<String, List<TaskStatus.Attempt>> attempts = attempts(handle, id);
          Map<String, List<String>> needs = needs(handle, id);
          return handle
              .select("SELECT * FROM tasks WHERE job_id = ? ORDER BY position", id)
              .map(TaskRow::read)
              .map(task ->
                  new TaskStatus(
                      task.name(),
                      task.kind(),
                      task.index(),
                      task.state(),
                      needs.getOrDefault(task.name(), List.of()),
                      attempts.getOrDefault(task.name(), List.of())))
              .list();
        });
  }

  /// Ready tasks that the worker may take, best first: higher priority, then tasks that prefer this
  /// worker, then older jobs. A task that prefers another worker is left to it until it has been
  /// ready since `stealBeforeMs`.
  public List<Candidate> claimable(
      String worker, String vkTreeRoot, boolean verify, long stealBeforeMs, int limit) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT t.job_id, t.name, t.attempt
                    FROM tasks t JOIN jobs j ON j.id = t.job_id
                    WHERE t.state = :ready AND t.ready_ms <= :now
                      AND ((t.kind = :verifyKind) = :verify)
                      AND j.vk_tree_root = :root
                      AND (t.preferred_worker IS NULL OR t.preferred_worker = :worker
                           OR t.ready_ms <= :stealBefore)
                    ORDER BY j.priority DESC,
                      CASE WHEN t.preferred_worker = :worker THEN 0
                           WHEN t.preferred_worker IS NULL THEN 1 ELSE 2 END,
                      j.created_ms, j.id, t.position
                    LIMIT :limit
                    """)
                .bind("ready", TaskState.READY.name())
                .bind("now", clock.millis())
                .bind("verifyKind", TaskKind.VERIFY.name())
                .bind("verify", verify)
                .bind("root", vkTreeRoot)
                .bind("worker", worker)
                .bind("stealBefore", stealBeforeMs)
                .bind("limit", limit)
                .map((row, context) ->
                    new Candidate(row.getString(1), row.getString(2), row.getInt(3)))
                .list());
  }

  /// The task that was leased to this very request before, if its lease still stands: the answer
  /// was lost and the worker asks again.
  public Optional<Candidate> leasedByRequest(String worker, String requestId) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT job_id, name, attempt FROM tasks WHERE state = :leased"
                        + " AND worker = :worker AND request_id = :request")
                .bind("leased", TaskState.LEASED.name())
                .bind("worker", worker)
                .bind("request", requestId)
                .map((row, context) ->
                    new Candidate(row.getString(1), row.getString(2), row.getInt(3)))
                .findOne());
  }

  /// Leases that have run out.
  public List<Candidate> expiredLeases() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT job_id, name, attempt FROM tasks"
                        + " WHERE state = :leased AND lease_until_ms < :now")
                .bind("leased", TaskState.LEASED.name())
                .bind("now", clock.millis())
                .map((row, context) ->
                    new Candidate(row.getString(1), row.getString(2), row.getInt(3)))
                .list());
  }

  /// Unfinished jobs whose deadline has passed.
  public List<String> pastDeadline() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT id FROM jobs WHERE state IN ('QUEUED', 'RUNNING', 'VERIFYING')"
                        + " AND deadline_ms < :now")
                .bind("now", clock.millis())
                .mapTo(String.class)
                .list());
  }

  /// Renews a lease, fenced by worker and attempt. False when the lease is not this worker's.
  public boolean renew(TaskClaim claim, long leaseUntilMs) {
    return database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        "UPDATE tasks SET lease_until_ms = :until WHERE job_id = :job"
                            + " AND name = :task AND attempt = :attempt AND worker = :worker"
                            + " AND state = :leased")
                    .bind("until", leaseUntilMs)
                    .bind("job", claim.jobId())
                    .bind("task", claim.task())
                    .bind("attempt", claim.attempt())
                    .bind("worker", claim.workerId())
                    .bind("leased", TaskState.LEASED.name())
                    .execute())
        == 1;
  }

  private Optional<Creation> keyTaken(NewJob job) {
    return job.idempotencyKey().flatMap(this::findByIdempotencyKey).map(Creation.KeyTaken::new);
  }

  private Optional<JobRow> findByIdempotencyKey(String key) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .select("SELECT * FROM jobs WHERE idempotency_key = ?", key)
                .map(JobRow::read)
                .findOne());
  }

  private static Optional<JobRow> find(Handle handle, String id) {
    return handle.select("SELECT * FROM jobs WHERE id = ?", id).map(JobRow::read).findOne();
  }

  private JobRow insert(Handle handle, String id, NewJob job) {
    long nowMs = clock.millis();
    handle
        .createUpdate(
            """
            INSERT INTO jobs (id, state, phase, vk_tree_root, input_sha256, input_bytes, parameters,
              labels, priority, deadline_ms, idempotency_key, request_sha256, created_ms, tasks_done,
              tasks_total, last_event)
            VALUES (:id, :state, :phase, :root, :inputSha256, :inputBytes, :parameters, :labels,
              :priority, :deadline, :key, :request, :now, 0, 0, 0)
            """)
        .bind("id", id)
        .bind("state", JobState.QUEUED.name())
        .bind("phase", "queued")
        .bind("root", job.vkTreeRoot())
        .bind("inputSha256", job.input().sha256())
        .bind("inputBytes", job.input().bytes())
        .bind("parameters", StrictJson.encode(job.parameters()))
        .bind("labels", StrictJson.encode(job.labels()))
        .bind("priority", job.priority())
        .bind("deadline", job.deadlineMs().isPresent() ? job.deadlineMs().getAsLong() : null)
        .bind("key", job.idempotencyKey().orElse(null))
        .bind("request", job.requestSha256())
        .bind("now", nowMs)
        .execute();
    LockedJob locked = new LockedJob(handle, find(handle, id).orElseThrow(), nowMs);
    locked.putArtifact(ArtifactNames.INPUT, job.input(), null, 0);
    locked.addTasks(TaskGraph.initial());
    locked.event("state", StrictJson.object().put("state", "QUEUED").put("phase", "queued"));
    return find(handle, id).orElseThrow();
  }

  private static Map<String, List<String>> needs(Handle handle, String id) {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    handle
        .select(
            "SELECT d.task, d.needs FROM task_dependencies d"
                + " JOIN tasks t ON t.job_id = d.job_id AND t.name = d.needs"
                + " WHERE d.job_id = ? ORDER BY t.position",
            id)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            e -> needs.computeIfAbsent(e.getKey(), task -> new ArrayList<>()).add(e.getValue()));
    return needs;
  }

  private static Map<String, List<TaskStatus.Attempt>> attempts(Handle handle, String id) {
    Map<String, List<TaskStatus.Attempt>> attempts = new LinkedHashMap<>();
    handle
        .select("SELECT * FROM attempts WHERE job_id = ? ORDER BY task, attempt", id)
        .map((row, context) -> {
          var endedMs = Columns.optionalLong(row, "ended_ms");
          String category = row.getString("category");
          return Map.entry(
              row.getString("task"),
              new TaskStatus.Attempt(
                  row.getInt("attempt"),
                  row.getString("worker"),
                  JobRow.instant(row.getLong("leased_ms")),
                  endedMs.isPresent() ? JobRow.instant(endedMs.getAsLong()) : null,
                  row.getString("outcome"),
                  category == null ? null : FailureCategory.valueOf(category),
                  row.getString("reason")));
        })
        .forEach(
            e -> attempts.computeIfAbsent(e.getKey(), task -> new ArrayList<>()).add(e.getValue()));
    return attempts;
  }
}
