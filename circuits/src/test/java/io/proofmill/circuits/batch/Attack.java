package io.proofmill.circuits.batch;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A witness being changed by hand, and what then fails.
final class Attack {
  private final List<TableWitness> tables;
  private final List<BusMessage> messages;

  Attack(WitnessSet witness) {
    WitnessSet copy = witness.copy();
    tables = new ArrayList<>(copy.tables());
    messages = new ArrayList<>(copy.messages());
  }

  List<TableWitness> tables() {
    return tables;
  }

  List<BusMessage> messages() {
    return messages;
  }

  /// The number of the first row with a property in the first table of the name.
  int row(String table, Predicate<Row> condition) {
    TableWitness witness = table(table);
    for (int row = 0; row < witness.height(); row++) {
      if (condition.test(new Row(witness, row))) {
        return row;
      }
    }
    throw new IllegalArgumentException("no such row in " + table);
  }

  /// A row that nothing fills.
  int padding(String table) {
    return table(table).height() - 1;
  }

  FrElement get(String table, int row, String column) {
    return new Row(table(table), row).get(column);
  }

  Attack set(String table, int row, String column, FrElement value) {
    TableWitness witness = table(table);
    for (int i = 0; i < witness.main().size(); i++) {
      if (witness.air().mainColumns().get(i).name().equals(column)) {
        witness.main().get(i).set(row, value);
        return this;
      }
    }
    throw new IllegalArgumentException(table + " has no column " + column);
  }

  Attack set(String table, int row, String column, long value) {
    return set(table, row, column, FrElement.of(value));
  }

  Attack add(String table, int row, String column, long difference) {
    return set(table, row, column, get(table, row, column).plus(FrElement.of(difference)));
  }

  Attack copyRow(String table, int from, int to) {
    table(table).main().forEach(column -> column.set(to, column.get(from)));
    return this;
  }

  Attack clearRow(String table, int row) {
    table(table).main().forEach(column -> column.set(row, FrElement.ZERO));
    return this;
  }

  /// The labels that fail, after lookups have been answered again; empty if the attack succeeds.
  Set<String> firing() {
    RowChecker checker = new RowChecker(tables, messages);
    checker.rebalance();
    return checker.firing();
  }

  private TableWitness table(String name) {
    return tables.stream()
        .filter(t -> t.air().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table " + name));
  }
}
