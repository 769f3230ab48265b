package io.proofmill.proofsystem.check;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What the row checker found: how often each label failed, and the first failures of each with
/// their values.
///
/// @param counts the labels that failed: `TABLE.label` with its number of rows, `bus NAME` with its
///   number of unbalanced messages
/// @param failures up to the report's limit for each label
public record CheckReport(SequencedMap<String, Integer> counts, List<Failure> failures) {

  /// One failure.
  ///
  /// @param label as in [CheckReport#counts]
  /// @param row the row, or -1 for a message
  /// @param text the constraint's value and the cells it reads, or the message, its multiplicity
  ///   and the rows that put it on the bus
  public record Failure(String label, int row, String text) {}

  public CheckReport {
    failures = List.copyOf(failures);
  }

  public boolean accepted() {
    return counts.isEmpty();
  }

  /// The labels that failed.
  public Set<String> labels() {
    return counts.keySet();
  }

  @Override
  public String toString() {
    if (accepted()) {
      return "every constraint holds and every bus balances";
    }
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      String label = entry.getKey();
      boolean bus = label.startsWith(RowChecker.BUS_PREFIX);
      out.append(label)
          .append(bus ? " is out of balance in " : " fails in ")
          .append(entry.getValue())
          .append(bus ? " message(s)\n" : " row(s)\n");
      for (Failure failure : failures) {
        if (failure.label.equals(label)) {
          out.append("  ").append(failure.text.replace("\n", "\n    ")).append('\n');
        }
      }
    }
    return out.toString();
  }
}
