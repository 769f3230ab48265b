package io.proofmill.jobapi.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.TaskState;
import java.util.List;

/// One element of `GET /v1/proofs/{id}/tasks`.
///
/// @param needs the tasks it waits for
/// @param attempts every lease of the task so far, in order
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskStatus(
    String name,
    TaskKind kind,
    int index,
    TaskState state,
    List<String> needs,
    List<Attempt> attempts) {
  /// One lease.
  ///
  /// @param outcome `leased`, `done`, `failed`, `expired` or `cancelled`
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Attempt(
      int attempt,
      String worker,
      String leasedAt,
      String endedAt,
      String outcome,
      FailureCategory category,
      String reason) {}
}
