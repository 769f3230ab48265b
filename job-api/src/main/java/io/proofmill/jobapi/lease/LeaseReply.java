package io.proofmill.jobapi.lease;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.proofmill.jobapi.task.TaskSpec;
import java.util.Objects;

/// The coordinator's answer to a [LeaseRequest].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LeaseReply.Granted.class, name = "granted"),
  @JsonSubTypes.Type(value = LeaseReply.Nothing.class, name = "nothing"),
  @JsonSubTypes.Type(value = LeaseReply.Refused.class, name = "refused")
})
public sealed interface LeaseReply {
  /// The task is the worker's until the lease runs out; each heartbeat renews it for `leaseMs`.
  record Granted(TaskSpec task, long leaseMs) implements LeaseReply {
    public Granted {
      Objects.requireNonNull(task, "task");
    }
  }

  /// No task is ready. Ask again.
  record Nothing() implements LeaseReply {}

  /// This worker may not work here; the reason names what differs.
  record Refused(String reason) implements LeaseReply {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
