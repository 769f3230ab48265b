package io.proofmill.proofsystem.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowCheckerTest {
  private static final Bus SQUARES = new Bus("SQUARES", 20, List.of("x", "y"), 1);

  /// Counts up by one from 0 and asks for the square of each number.
  private static final class Asker implements TableDefinition<Asker.Columns> {
    record Columns(Column x, Column y, Column active) {}

    @Override
    public String name() {
      return "ASKER";
    }

    @Override
    public int degree() {
      return 3;
    }

    @Override
    public int packing() {
      return 4;
    }

    @Override
    public Columns layout(TableBuilder t) {
      return new Columns(t.main("x"), t.main("y"), t.main("active"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.assertBool("active", c.active());
      t.assertZero("starts at 0", t.isFirst().times(c.x()));
      t.assertZero("counts", t.isTransition().times(c.x().next().minus(c.x()).minus(1)));
      t.receive("square", SQUARES, c.active(), c.x(), c.y());
    }
  }

  /// Provides the squares of 0 … height − 1.
  private static final class Squares implements TableDefinition<Squares.Columns> {
    record Columns(Column x, Column y, Column multiplicity) {}

    @Override
    public String name() {
      return "SQUARES";
    }

    @Override
    public int degree() {
      return 2;
    }

    @Override
    public int packing() {
      return 1;
    }

    @Override
    public Columns layout(TableBuilder t) {
      return new Columns(t.fixed("x"), t.fixed("y"), t.main("multiplicity"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.send("provide", SQUARES, c.multiplicity(), c.x(), c.y());
    }
  }

  private static final DefinedTable<Asker.Columns> ASKER = new Asker().compile();
  private static final DefinedTable<Squares.Columns> TABLE = new Squares().compile();

  private static List<TableWitness> valid() {
    TableWitness asker = new TableWitness(ASKER.air(), 3, List.of());
    for (int row = 0; row < 8; row++) {
      asker.set(row, ASKER.columns().x(), row);
      asker.set(row, ASKER.columns().y(), (long) row * row);
      asker.set(row, ASKER.columns().active(), row < 5 ? 1 : 0);
    }
    FrVector x = FrVector.zero(16);
    FrVector y = FrVector.zero(16);
    for (int row = 0; row < 16; row++) {
      x.setLong(row, row);
      y.setLong(row, (long) row * row);
    }
    TableWitness squares = new TableWitness(TABLE.air(), 4, List.of(x, y));
    for (int row = 0; row < 5; row++) {
      squares.set(row, TABLE.columns().multiplicity(), 1);
    }
    return List.of(asker, squares);
  }

  @Test
  void aValidWitnessIsAccepted() {
    CheckReport report = RowChecker.check(valid(), List.of());
    assertTrue(report.accepted(), report::toString);
  }

  @Test
  void aFailedConstraintIsReportedWithLabelRowAndValues() {
    List<TableWitness> tables = valid();
    tables.get(0).set(6, ASKER.columns().x(), 9);
    CheckReport report = RowChecker.check(tables, List.of());
    assertEquals(Set.of("ASKER.counts"), report.labels());
    assertEquals(2, report.counts().get("ASKER.counts"));
    assertTrue(report.toString().contains("row 5 of 8: value 3 with x=5, isLast=0, x'=9"));
    assertTrue(report.toString().contains("row 6 of 8: value -3 with x=9, isLast=0, x'=7"));
  }

  @Test
  void anUnbalancedMessageIsReportedWithTheRowsThatSentIt() {
    List<TableWitness> tables = valid();
    tables.get(0).set(3, ASKER.columns().y(), 10);
    CheckReport report = RowChecker.check(tables, List.of());
    assertEquals(Set.of("bus SQUARES"), report.labels());
    String text = report.toString();
    assertTrue(text.contains("+1 × SQUARES(x=3, y=9)"), text);
    assertTrue(text.contains("SQUARES.provide row 3: +1"), text);
    assertTrue(text.contains("-1 × SQUARES(x=3, y=10)"), text);
    assertTrue(text.contains("ASKER.square row 3: -1"), text);
  }

  @Test
  void theNextRowOfTheLastIsTheFirst() {
    List<TableWitness> tables = valid();
    tables.get(0).set(0, ASKER.columns().x(), 1);
    tables.get(0).set(0, ASKER.columns().y(), 1);
    RowChecker checker = new RowChecker(tables, List.of());
    assertEquals(Set.of("ASKER.starts at 0", "ASKER.counts", "bus SQUARES"), checker.firing());
    assertFalse(checker.failingRows(0, 2).get(7), "the last row is not constrained");
  }

  @Test
  void messagesFromOutsideCount() {
    BusMessage send = BusMessage.send(SQUARES, FrElement.of(5), FrElement.of(25));
    BusMessage receive = BusMessage.receive(SQUARES, FrElement.of(5), FrElement.of(25));
    assertFalse(RowChecker.check(valid(), List.of(send)).accepted());
    assertTrue(RowChecker.check(valid(), List.of(receive, send)).accepted());
    RowChecker checker = new RowChecker(valid(), List.of(receive));
    assertFalse(checker.accepts());
    checker.rebalance();
    assertTrue(checker.accepts());
    int mark = checker.mark();
    checker.removeMessage(receive);
    assertFalse(checker.accepts());
    checker.undo(mark);
    assertTrue(checker.accepts());
  }

  @Test
  void changesKeepTheCheckCurrentAndCanBeUndone() {
    Random random = new Random(1);
    List<TableWitness> tables = valid();
    RowChecker checker = new RowChecker(tables, List.of());
    for (int round = 0; round < 200; round++) {
      for (int k = random.nextInt(4); k >= 0; k--) {
        int table = random.nextInt(2);
        TableWitness witness = tables.get(table);
        checker.set(
            table,
            random.nextInt(witness.height()),
            random.nextInt(witness.main().size()),
            FrElement.of(random.nextInt(4) - 1));
      }
      RowChecker fresh = new RowChecker(tables, List.of());
      assertEquals(fresh.firing(), checker.firing());
      assertEquals(fresh.report(100).counts(), checker.report(100).counts());
      assertEquals(fresh.surplus(), checker.surplus());
      if (random.nextInt(5) == 0) {
        checker.undo(0);
        assertTrue(checker.accepts());
      }
    }
  }

  @Test
  void rebalancingSetsFreeMultiplicitiesAsAProverWould() {
    List<TableWitness> tables = valid();
    RowChecker checker = new RowChecker(tables, List.of());
    checker.set(0, 7, ASKER.columns().active().index(), FrElement.ONE);
    assertEquals(Set.of("bus SQUARES"), checker.firing());
    checker.rebalance(SQUARES);
    assertTrue(checker.accepts());
    assertEquals(FrElement.ONE, tables.get(1).get(7, TABLE.columns().multiplicity()));
    assertTrue(checker.isFreeMultiplicity(1, 0));
    assertFalse(checker.isFreeMultiplicity(0, ASKER.columns().active().index()));

    checker.set(0, 7, ASKER.columns().y().index(), FrElement.of(50));
    checker.rebalance(SQUARES);
    assertEquals(Set.of("bus SQUARES"), checker.firing(), "nobody provides 7² = 50");
    assertEquals(1, checker.surplus().size());
  }

  @Test
  void suppressedLabelsAreNotChecked() {
    RowChecker checker = new RowChecker(valid(), List.of());
    checker.set(0, 7, ASKER.columns().x().index(), FrElement.of(9));
    assertFalse(checker.accepts());
    checker.suppress("ASKER", "counts");
    assertTrue(checker.accepts());
    assertTrue(checker.report(5).accepted());
    checker.restore("ASKER", "counts");
    assertEquals(Set.of("ASKER.counts"), checker.firing());
    checker.undo(0);

    checker.set(0, 4, ASKER.columns().y().index(), FrElement.of(17));
    checker.suppress("ASKER", "square");
    checker.rebalance(SQUARES);
    assertTrue(checker.accepts());
    checker.set(0, 4, ASKER.columns().y().index(), FrElement.of(18));
    assertTrue(checker.accepts());
    checker.restore("ASKER", "square");
    assertFalse(checker.accepts());
    checker.undo(0);
    assertTrue(checker.accepts());
    assertThrows(IllegalArgumentException.class, () -> checker.suppress("ASKER", "sqare"));
  }

  @Test
  void aTableOfOneRowIsItsOwnNextRow() {
    TableWitness asker = new TableWitness(ASKER.air(), 0, List.of());
    RowChecker checker = new RowChecker(List.of(asker), List.of());
    assertTrue(checker.accepts());
    checker.set(0, 0, 0, FrElement.ONE);
    assertEquals(Set.of("ASKER.starts at 0"), checker.firing());
    checker.undo(0);
    assertTrue(checker.accepts());
  }

  @Test
  void twoBusesWithOneIdAreRefused() {
    Bus other = new Bus("OTHER", 20, List.of("x"), 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new RowChecker(valid(), List.of(BusMessage.send(other, FrElement.ONE))));
  }
}
