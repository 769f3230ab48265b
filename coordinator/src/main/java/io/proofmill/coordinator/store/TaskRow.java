package io.proofmill.coordinator.store;

import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.StatementContext;

/// One row of `tasks`.
public record TaskRow(
    String jobId,
    String name,
    TaskKind kind,
    int index,
    TaskState state,
    int attempt,
    Optional<String> worker,
    Optional<String> requestId,
    OptionalLong leaseUntilMs,
    List<String> inputs,
    List<String> outputs,
    List<String> children) {
  static TaskRow read(ResultSet row, StatementContext context) throws SQLException {
    return new TaskRow(
        row.getString("job_id"),
        row.getString("name"),
        TaskKind.valueOf(row.getString("kind")),
        row.getInt("shard"),
        TaskState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        Optional.ofNullable(row.getString("worker")),
        Optional.ofNullable(row.getString("request_id")),
        Columns.optionalLong(row, "lease_until_ms"),
        Columns.list(row.getString("inputs")),
        Columns.list(row.getString("outputs")),
        Columns.list(row.getString("children")));
  }
}
