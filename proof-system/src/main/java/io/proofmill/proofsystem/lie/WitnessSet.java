package io.proofmill.proofsystem.lie;

import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.List;

/// Tables whose buses meet, with the messages that come from outside: a whole valid example, or a
/// forged one.
public record WitnessSet(String name, List<TableWitness> tables, List<BusMessage> messages) {

  public WitnessSet {
    tables = List.copyOf(tables);
    messages = List.copyOf(messages);
  }

  public WitnessSet(String name, List<TableWitness> tables) {
    this(name, tables, List.of());
  }

  /// The same values in tables of their own.
  public WitnessSet copy() {
    return new WitnessSet(name, tables.stream().map(TableWitness::copy).toList(), messages);
  }

  RowChecker check() {
    return new RowChecker(tables, messages);
  }
}
