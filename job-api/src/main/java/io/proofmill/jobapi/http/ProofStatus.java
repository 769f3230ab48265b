package io.proofmill.jobapi.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.JobState;
import java.util.Map;

/// The body of `GET /v1/proofs/{id}`: one job. Times are ISO-8601 instants; what is not known yet
/// is absent.
///
/// @param phase where the job is, free text
/// @param vkTreeRoot the circuits the job is pinned to
/// @param tasks progress in tasks; the total is known once the batch is traced
/// @param proof the proof file, when the job succeeded
/// @param failure why the job failed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProofStatus(
    String id,
    JobState state,
    String phase,
    String createdAt,
    String startedAt,
    String finishedAt,
    ArtifactRef input,
    String vkTreeRoot,
    int priority,
    String deadline,
    Map<String, String> labels,
    Tasks tasks,
    ArtifactRef proof,
    Reason failure) {
  /// Tasks done, of how many.
  public record Tasks(int done, int total) {}

  /// A typed failure and the task it came from.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reason(FailureCategory category, String reason, String task) {}
}
