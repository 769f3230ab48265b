package io.proofmill.circuits.plan;

import java.util.OptionalInt;

/// What planning a batch comes to: shards, or the first thing that cannot be proven.
public sealed interface PlanOutcome permits PlanOutcome.Planned, PlanOutcome.Unsupported {
  /// The batch can be proven.
  record Planned(PlannedBatch batch) implements PlanOutcome {}

  /// The batch is refused before proving.
  ///
  /// @param block position in the batch, from 0
  /// @param transaction position in the block, from 0; empty when the block or batch is meant
  /// @param pc where in the code, when code was running
  /// @param detail the value that is not supported
  record Unsupported(
      int block, OptionalInt transaction, OptionalInt pc, UnsupportedFeature feature, String detail)
      implements PlanOutcome {
    /// The refusal in one line.
    public String message() {
      StringBuilder out = new StringBuilder("block ").append(block);
      transaction.ifPresent(i -> out.append(", transaction ").append(i));
      pc.ifPresent(i -> out.append(", pc ").append(i));
      return out.append(": not provable: ")
          .append(feature.text())
          .append(": ")
          .append(detail)
          .toString();
    }
  }
}
