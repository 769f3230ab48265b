package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.function.Predicate;

/// A valid witness in the hands of a forger: a lie changes cells here and re-derives what depends
/// on them. Free multiplicities (RANGE16's, for one) are set by the harness afterwards unless
/// [#keepMultiplicities] is called.
public final class Forgery {
  private final RowChecker checker;
  private boolean rebalances = true;

  Forgery(RowChecker checker) {
    this.checker = checker;
  }

  /// The number of the first table of this name.
  public int table(String name) {
    for (int i = 0; i < checker.tables().size(); i++) {
      if (checker.tables().get(i).air().name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no table " + name);
  }

  public TableWitness witness(String table) {
    return checker.tables().get(table(table));
  }

  public FrElement get(String table, int row, Column column) {
    return witness(table).get(row, column);
  }

  public Forgery set(String table, int row, Column column, FrElement value) {
    return set(table(table), row, column, value);
  }

  public Forgery set(String table, int row, Column column, long value) {
    return set(table, row, column, FrElement.of(value));
  }

  public Forgery set(String table, int row, Column column, BigInteger value) {
    return set(table, row, column, FrElement.of(value));
  }

  /// Sets a cell of table number `table`, where several tables have one name.
  public Forgery set(int table, int row, Column column, FrElement value) {
    if (!column.isMain()) {
      throw new IllegalArgumentException(column.name() + " is fixed: part of the verifying key");
    }
    checker.set(table, row, column.index(), value);
    return this;
  }

  public Forgery add(String table, int row, Column column, long difference) {
    return set(table, row, column, get(table, row, column).plus(FrElement.of(difference)));
  }

  /// Sets a cell by its column's name.
  public Forgery set(String table, int row, String column, FrElement value) {
    int index = Row.indexOf(witness(table).air().mainColumns(), column);
    if (index < 0) {
      throw new IllegalArgumentException(table + " has no main column " + column);
    }
    checker.set(table(table), row, index, value);
    return this;
  }

  public Forgery set(String table, int row, String column, long value) {
    return set(table, row, column, FrElement.of(value));
  }

  public FrElement get(String table, int row, String column) {
    return new Row(witness(table), row).get(column);
  }

  /// Exchanges all main cells of two rows.
  public Forgery swapRows(String table, int left, int right) {
    int t = table(table);
    TableWitness witness = checker.tables().get(t);
    for (int column = 0; column < witness.main().size(); column++) {
      FrElement x = witness.main().get(column).get(left);
      checker.set(t, left, column, witness.main().get(column).get(right));
      checker.set(t, right, column, x);
    }
    return this;
  }

  /// Copies all main cells of a row over another.
  public Forgery copyRow(String table, int from, int to) {
    int t = table(table);
    TableWitness witness = checker.tables().get(t);
    for (int column = 0; column < witness.main().size(); column++) {
      checker.set(t, to, column, witness.main().get(column).get(from));
    }
    return this;
  }

  /// Sets all main cells of a row to zero.
  public Forgery clearRow(String table, int row) {
    int t = table(table);
    for (int column = 0; column < checker.tables().get(t).main().size(); column++) {
      checker.set(t, row, column, FrElement.ZERO);
    }
    return this;
  }

  /// The first row with a property.
  public int firstRow(String table, Predicate<Row> condition) {
    TableWitness witness = witness(table);
    for (int row = 0; row < witness.height(); row++) {
      if (condition.test(new Row(witness, row))) {
        return row;
      }
    }
    throw new IllegalArgumentException("no such row in " + table);
  }

  /// The verifier's or the root's messages; a forger proves another statement by changing them.
  public Forgery replaceMessage(BusMessage old, BusMessage replacement) {
    checker.removeMessage(old);
    checker.addMessage(replacement);
    return this;
  }

  public Forgery removeMessage(BusMessage message) {
    checker.removeMessage(message);
    return this;
  }

  public Forgery addMessage(BusMessage message) {
    checker.addMessage(message);
    return this;
  }

  /// Sets the free multiplicities of one bus now.
  public Forgery rebalance(Bus bus) {
    checker.rebalance(bus);
    return this;
  }

  /// Leaves free multiplicities as they are: for lies about a multiplicity.
  public Forgery keepMultiplicities() {
    rebalances = false;
    return this;
  }

  boolean rebalances() {
    return rebalances;
  }

  /// What fails at this point, for writing lies.
  public String report() {
    return checker.report(5).toString();
  }
}
