package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.CheckReport;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Finds out why a witness has no proof. Runs only once a proof has failed.
final class Diagnosis {
  private Diagnosis() {}

  /// What to throw: the labels that fail, or a fault of ours when none does.
  ///
  /// @param reason how the failure showed
  static RuntimeException of(
      Binding binding, List<TableWitness> tables, List<FrElement> publicValues, String reason) {
    List<BusMessage> messages = new ArrayList<>();
    for (int i = 0; i < publicValues.size(); i++) {
      messages.add(BusMessage.send(Bus.PUBLIC, FrElement.of(i), publicValues.get(i)));
    }
    CheckReport report = RowChecker.check(tables, messages);
    if (binding == Binding.OPEN) {
      report = constraintsAlone(tables, report);
    }
    return report.accepted()
        ? new IllegalStateException("a proof of a satisfied witness failed: " + reason)
        : new UnsatisfiedException(reason, report);
  }

  /// A shard's buses need not balance by themselves.
  private static CheckReport constraintsAlone(List<TableWitness> tables, CheckReport report) {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>(report.counts());
    List<CheckReport.Failure> failures = new ArrayList<>(report.failures());
    for (TableWitness table : tables) {
      for (Interaction interaction : table.air().interactions()) {
        String label = RowChecker.busLabel(interaction.bus());
        counts.remove(label);
        failures.removeIf(f -> f.label().equals(label));
      }
    }
    return new CheckReport(counts, failures);
  }
}
