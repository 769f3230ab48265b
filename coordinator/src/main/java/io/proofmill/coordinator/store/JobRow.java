package io.proofmill.coordinator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.http.ProofStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.StatementContext;

/// One row of `jobs`.
public record JobRow(
    String id,
    JobState state,
    String phase,
    String vkTreeRoot,
    ArtifactRef input,
    ObjectNode parameters,
    Map<String, String> labels,
    int priority,
    OptionalLong deadlineMs,
    String requestSha256,
    long createdMs,
    OptionalLong startedMs,
    OptionalLong finishedMs,
    int tasksDone,
    int tasksTotal,
    Optional<ArtifactRef> proof,
    Optional<Failure> failure,
    Optional<String> failureTask,
    long lastEvent) {
  static JobRow read(ResultSet row, StatementContext context) throws SQLException {
    String proof = row.getString("proof_sha256");
    String category = row.getString("failure_category");
    return new JobRow(
        row.getString("id"),
        JobState.valueOf(row.getString("state")),
        row.getString("phase"),
        row.getString("vk_tree_root"),
        new ArtifactRef(row.getString("input_sha256"), row.getLong("input_bytes")),
        Columns.object(row.getString("parameters")),
        Columns.strings(row.getString("labels")),
        row.getInt("priority"),
        Columns.optionalLong(row, "deadline_ms"),
        row.getString("request_sha256"),
        row.getLong("created_ms"),
        Columns.optionalLong(row, "started_ms"),
        Columns.optionalLong(row, "finished_ms"),
        row.getInt("tasks_done"),
        row.getInt("tasks_total"),
        proof == null
            ? Optional.empty()
            : Optional.of(new ArtifactRef(proof, row.getLong("proof_bytes"))),
        category == null
            ? Optional.empty()
            : Optional.of(
                new Failure(FailureCategory.valueOf(category), row.getString("failure_reason"))),
        Optional.ofNullable(row.getString("failure_task")),
        row.getLong("last_event"));
  }

  /// The job as clients see it.
  public ProofStatus status() {
    return new ProofStatus(
        id,
        state,
        phase,
        instant(createdMs),
        startedMs.isPresent() ? instant(startedMs.getAsLong()) : null,
        finishedMs.isPresent() ? instant(finishedMs.getAsLong()) : null,
        input,
        vkTreeRoot,
        priority,
        deadlineMs.isPresent() ? instant(deadlineMs.getAsLong()) : null,
        labels.isEmpty() ? null : labels,
        new ProofStatus.Tasks(tasksDone, tasksTotal),
        proof.orElse(null),
        failure
            .map(f -> new ProofStatus.Reason(f.category(), f.reason(), failureTask.orElse(null)))
            .orElse(null));
  }

  static String instant(long epochMs) {
    return Instant.ofEpochMilli(epochMs).toString();
  }
}
