package io.proofmill.jobapi.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.StrictJson;
import java.util.Map;
import java.util.Objects;

/// How a task ended.
public sealed interface TaskOutcome {
  /// The outputs by name, and facts for the farm (for TRACE a `ShardPlan`).
  record Completed(Map<String, byte[]> outputs, ObjectNode metadata) implements TaskOutcome {
    public Completed {
      outputs = Map.copyOf(outputs);
      Objects.requireNonNull(metadata, "metadata");
    }

    public Completed(Map<String, byte[]> outputs) {
      this(outputs, StrictJson.object());
    }
  }

  /// The task cannot be done, for a typed reason.
  record Failed(Failure failure) implements TaskOutcome {
    public Failed(FailureCategory category, String reason) {
      this(new Failure(category, reason));
    }
  }
}
