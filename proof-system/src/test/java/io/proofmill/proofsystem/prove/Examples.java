package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.List;

/// Two small tables that meet on a bus: CHAIN walks `(a, b) → (b, a·b + k)` from public ends and
/// asks PRODUCTS for every product.
final class Examples {
  static final Bus PRODUCT = new Bus("PRODUCT", 200, List.of("left", "right", "product"), 2);

  private Examples() {}

  /// A chain of rows with next-row constraints. Its first a and last b are public values 0 and 1.
  ///
  /// @param degree the degree bound; with 5, fifth powers are constrained too
  record Chain(int degree, int packing) implements TableDefinition<Chain.Columns> {
    /// @param k fixed
    /// @param blank fixed, zero
    /// @param product a·b
    /// @param power a to the highest power that the degree allows
    /// @param zero zero in every row
    record Columns(
        Column k, Column blank, Column a, Column b, Column product, Column power, Column zero) {}

    @Override
    public String name() {
      return "CHAIN";
    }

    @Override
    public Columns layout(TableBuilder t) {
      return new Columns(
          t.fixed("k"),
          t.fixed("blank"),
          t.main("a"),
          t.main("b"),
          t.main("product"),
          t.main("power"),
          t.main("zero"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.assertZero("shift", t.isTransition().times(c.a().next().minus(c.b())));
      t.assertZero("step", t.isTransition().times(c.b().next().minus(c.product()).minus(c.k())));
      Expr power = c.a();
      for (int i = 1; i < degree; i++) {
        power = power.times(c.a());
      }
      t.assertEqual("power", c.power(), power);
      t.assertZero("zero", c.zero().plus(c.blank()));
      t.receive("product", PRODUCT, t.constant(1), c.a(), c.b(), c.product());
      t.receive("first", Bus.PUBLIC, t.isFirst(), t.constant(0), c.a());
      t.receive("last", Bus.PUBLIC, t.isLast(), t.constant(1), c.b());
    }

    List<FrVector> fixed(int logHeight) {
      FrVector k = FrVector.zero(1 << logHeight);
      for (int i = 0; i < k.length(); i++) {
        k.setLong(i, 3 * i + 1);
      }
      return List.of(k, FrVector.zero(1 << logHeight));
    }

    TableWitness witness(DefinedTable<Columns> table, int logHeight, long a0, long b0) {
      Columns c = table.columns();
      TableWitness w = new TableWitness(table.air(), logHeight, fixed(logHeight));
      FrElement a = FrElement.of(a0);
      FrElement b = FrElement.of(b0);
      for (int row = 0; row < w.height(); row++) {
        FrElement product = a.times(b);
        w.set(row, c.a(), a);
        w.set(row, c.b(), b);
        w.set(row, c.product(), product);
        w.set(row, c.power(), a.pow(degree));
        a = b;
        b = product.plus(w.get(row, c.k()));
      }
      return w;
    }
  }

  /// Products of two cells, each offered `count` times.
  record Products(int degree, int packing) implements TableDefinition<Products.Columns> {
    record Columns(Column left, Column right, Column product, Column count) {}

    @Override
    public String name() {
      return "PRODUCTS";
    }

    @Override
    public Columns layout(TableBuilder t) {
      return new Columns(t.main("left"), t.main("right"), t.main("product"), t.main("count"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.assertEqual("product", c.left().times(c.right()), c.product());
      t.send("provide", PRODUCT, c.count(), c.left(), c.right(), c.product());
    }

    /// Answers each row of `chain` by a row of its own; `logHeight` may leave rows over.
    TableWitness witness(
        DefinedTable<Columns> table,
        int logHeight,
        DefinedTable<Chain.Columns> chainTable,
        TableWitness chain) {
      Columns c = table.columns();
      TableWitness w = new TableWitness(table.air(), logHeight, List.of());
      for (int row = 0; row < chain.height(); row++) {
        w.set(row, c.left(), chain.get(row, chainTable.columns().a()));
        w.set(row, c.right(), chain.get(row, chainTable.columns().b()));
        w.set(row, c.product(), chain.get(row, chainTable.columns().product()));
        w.set(row, c.count(), 1);
      }
      return w;
    }
  }
}
