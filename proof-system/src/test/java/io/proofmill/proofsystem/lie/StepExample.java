package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Two tables on two buses, for testing the harness. STEP takes a token (ts, x), splits x < 256
/// into nibbles and sends (ts + 1, lo · hi + 1); NIBBLE provides 0 … 15. Any label can be left out.
final class StepExample {
  static final Bus TOKEN = new Bus("TOKEN", 40, List.of("ts", "x"), 0);
  static final Bus NIBBLE = new Bus("NIBBLE", 41, List.of("value"), 1);

  record StepColumns(Column active, Column ts, Column x, Column lo, Column hi, Column y) {}

  record NibbleColumns(Column value, Column multiplicity) {}

  private record Step(Set<String> without) implements TableDefinition<StepColumns> {
    @Override
    public String name() {
      return "STEP";
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
    public StepColumns layout(TableBuilder t) {
      return new StepColumns(
          t.main("active"), t.main("ts"), t.main("x"), t.main("lo"), t.main("hi"), t.main("y"));
    }

    @Override
    public void constrain(TableBuilder t, StepColumns c) {
      zero(t, "active", c.active().times(c.active().not()));
      zero(t, "padding ts", c.active().not().times(c.ts()));
      zero(t, "padding x", c.active().not().times(c.x()));
      zero(t, "padding last", t.isTransition().times(c.active().not()).times(c.active().next()));
      zero(t, "split", c.x().minus(c.lo()).minus(c.hi().times(16)));
      if (without.contains("twice")) {
        t.assertZero("split again", c.x().minus(c.lo()).minus(c.hi().times(16)).times(3));
      }
      zero(t, "result", c.y().minus(c.lo().times(c.hi())).minus(1));
      if (!without.contains("lo")) {
        t.receive("lo", NIBBLE, t.constant(1), c.lo());
      }
      if (!without.contains("hi")) {
        t.receive("hi", NIBBLE, t.constant(1), c.hi());
      }
      if (!without.contains("take")) {
        t.receive("take", TOKEN, c.active(), c.ts(), c.x());
      }
      t.send("give", TOKEN, c.active(), c.ts().plus(1), c.y());
    }

    private void zero(TableBuilder t, String label, Expr value) {
      if (!without.contains(label)) {
        t.assertZero(label, value);
      }
    }
  }

  private static final class Nibble implements TableDefinition<NibbleColumns> {
    @Override
    public String name() {
      return "NIBBLE";
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
    public NibbleColumns layout(TableBuilder t) {
      return new NibbleColumns(t.fixed("value"), t.main("multiplicity"));
    }

    @Override
    public void constrain(TableBuilder t, NibbleColumns c) {
      t.send("provide", NIBBLE, c.multiplicity(), c.value());
    }
  }

  static final DefinedTable<NibbleColumns> NIBBLES = new Nibble().compile();

  static DefinedTable<StepColumns> step(String... without) {
    return new Step(Set.of(without)).compile();
  }

  /// A chain of `steps` steps from x = start.
  static WitnessSet witness(DefinedTable<StepColumns> step, int start, int steps) {
    StepColumns c = step.columns();
    TableWitness table = new TableWitness(step.air(), 3, List.of());
    FrVector values = FrVector.zero(16);
    for (int i = 0; i < 16; i++) {
      values.setLong(i, i);
    }
    TableWitness nibbles = new TableWitness(NIBBLES.air(), 4, List.of(values));
    List<BusMessage> ends = new ArrayList<>();
    ends.add(BusMessage.send(TOKEN, FrElement.of(0), FrElement.of(start)));
    int x = start;
    for (int row = 0; row < 8; row++) {
      int at = row < steps ? x : 0;
      table.set(row, c.active(), row < steps ? 1 : 0);
      table.set(row, c.ts(), row < steps ? row : 0);
      table.set(row, c.x(), at);
      table.set(row, c.lo(), at % 16);
      table.set(row, c.hi(), at / 16);
      table.set(row, c.y(), at % 16 * (at / 16) + 1);
      x = row < steps ? at % 16 * (at / 16) + 1 : x;
    }
    ends.add(BusMessage.receive(TOKEN, FrElement.of(steps), FrElement.of(x)));
    List<TableWitness> tables = List.of(table, nibbles);
    new RowChecker(tables, ends).rebalance();
    return new WitnessSet(String.format("%d steps from %d", steps, start), tables, ends);
  }

  static TableClaims claims(DefinedTable<StepColumns> step) {
    return TableClaims.of(step)
        .range(NIBBLE, 15)
        .active(step.columns().active())
        .argue("active", "boolean; as many active rows as tokens between the two ends")
        .lie(
            "padding last",
            "a padding row between two active ones",
            f -> {
              int last = f.firstRow("STEP", row -> row.isZero(step.columns().active())) - 1;
              f.swapRows("STEP", last, last + 1);
            });
  }

  static TableClaims nibbleClaims() {
    return TableClaims.of(NIBBLES)
        .argue("multiplicity", "the bus sum, since values are fixed and distinct");
  }

  private StepExample() {}
}
