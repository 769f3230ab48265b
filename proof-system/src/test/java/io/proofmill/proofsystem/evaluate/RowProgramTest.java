package io.proofmill.proofsystem.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.Constraint;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Op;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowProgramTest {
  /// Random expressions over all leaves, with shared sub-expressions.
  private record Scrambled(long seed) implements TableDefinition<Column[]> {
    @Override
    public String name() {
      return "SCRAMBLED";
    }

    @Override
    public int degree() {
      return 5;
    }

    @Override
    public int packing() {
      return 4;
    }

    @Override
    public Column[] layout(TableBuilder t) {
      t.fixed("fixed", 2);
      return t.main("cell", 6);
    }

    @Override
    public void constrain(TableBuilder t, Column[] c) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Expr> pool = new ArrayList<>(List.of(c));
      for (Column column : c) {
        pool.add(column.next());
      }
      pool.add(t.isFirst());
      pool.add(t.isLast());
      pool.add(t.constant(random.nextLong()));
      pool.add(t.constant(-1));
      int label = 0;
      while (label < 12) {
        Expr a = pool.get(random.nextInt(pool.size()));
        Expr b = pool.get(random.nextInt(pool.size()));
        Expr e =
            switch (random.nextInt(3)) {
              case 0 -> a.plus(b);
              case 1 -> a.minus(b);
              default -> a.degree() + b.degree() <= 5 ? a.times(b) : a.minus(b);
            };
        pool.add(e);
        if (e.degree() > 0 && random.nextInt(4) == 0) {
          t.assertZero("e" + label++, e);
        }
      }
    }
  }

  /// One row at a time through the graph's own evaluation.
  private record RowOracle(TableWitness table, int row)
      implements ExpressionGraph.Evaluator<FrElement> {
    @Override
    public FrElement constant(FrElement value) {
      return value;
    }

    @Override
    public FrElement column(Op kind, int index, int rotation) {
      List<FrVector> columns = kind == Op.FIXED ? table.fixed() : table.main();
      return columns.get(index).get((row + rotation) % table.height());
    }

    @Override
    public FrElement special(Op op) {
      boolean one = op == Op.IS_FIRST ? row == 0 : row == table.height() - 1;
      return one ? FrElement.ONE : FrElement.ZERO;
    }

    @Override
    public FrElement add(FrElement left, FrElement right) {
      return left.plus(right);
    }

    @Override
    public FrElement subtract(FrElement left, FrElement right) {
      return left.minus(right);
    }

    @Override
    public FrElement multiply(FrElement left, FrElement right) {
      return left.times(right);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 7, 8, 10})
  void everyExpressionAgreesWithTheGraphInEveryRow(int logHeight) {
    for (int seed = 0; seed < 5; seed++) {
      Air air = new Scrambled(seed).compile().air();
      TableWitness table = random(air, logHeight, seed);
      RowProgramBuilder builder = new RowProgramBuilder(air);
      List<FrVector> outputs = new ArrayList<>();
      List<Integer> nodes = air.constraints().stream().map(Constraint::node).toList();
      for (int node : nodes) {
        builder.store(builder.output(), builder.node(node));
        outputs.add(FrVector.zero(table.height()));
      }
      builder.build().run(zeroParameters(), TraceColumns.of(table), outputs);
      for (int row = 0; row < table.height(); row++) {
        List<FrElement> expected = air.graph().evaluate(new RowOracle(table, row), nodes);
        for (int i = 0; i < nodes.size(); i++) {
          assertEquals(expected.get(i), outputs.get(i).get(row), "node " + i + " row " + row);
        }
      }
    }
  }

  @Test
  void multiplyAddAccumulatesWithItsParameter() {
    Air air = new Scrambled(3).compile().air();
    TableWitness table = random(air, 9, 3);
    RowProgramBuilder builder = new RowProgramBuilder(air);
    int total = builder.output();
    List<FrElement> parameters = new ArrayList<>(zeroParameters());
    List<Integer> nodes = air.constraints().stream().map(Constraint::node).toList();
    for (int node : nodes) {
      builder.multiplyAdd(total, builder.parameter(), builder.node(node));
      parameters.add(FrElement.of(17L * parameters.size()));
    }
    RowProgram program = builder.build();
    FrVector sum = FrVector.zero(table.height());
    program.run(parameters, TraceColumns.of(table), List.of(sum));
    for (int row = 0; row < table.height(); row++) {
      List<FrElement> values = air.graph().evaluate(new RowOracle(table, row), nodes);
      FrElement expected = FrElement.ZERO;
      for (int i = 0; i < nodes.size(); i++) {
        expected = expected.plus(values.get(i).times(parameters.get(3 + i)));
      }
      assertEquals(expected, sum.get(row));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> program.run(zeroParameters(), TraceColumns.of(table), List.of(sum)));
  }

  @Test
  void aProgramKnowsWhichColumnsItReads() {
    Air air = new Scrambled(1).compile().air();
    RowProgramBuilder builder = new RowProgramBuilder(air);
    builder.store(builder.output(), builder.constant(FrElement.ONE));
    RowProgram none = builder.build();
    for (int column = 0; column <= RowProgramBuilder.lastRowColumn(air); column++) {
      assertFalse(none.reads(column));
    }
    RowProgramBuilder all = new RowProgramBuilder(air);
    int output = all.output();
    for (Constraint constraint : air.constraints()) {
      all.store(output, all.node(constraint.node()));
    }
    assertTrue(all.build().reads(2), "the first main column");
    assertFalse(all.build().reads(0), "no constraint uses fixed columns");
  }

  private static List<FrElement> zeroParameters() {
    return List.of(FrElement.ZERO, FrElement.ZERO, FrElement.ZERO);
  }

  private static TableWitness random(Air air, int logHeight, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FrVector> fixed = new ArrayList<>();
    for (int i = 0; i < air.fixedColumns().size(); i++) {
      fixed.add(FrVector.zero(1 << logHeight));
    }
    TableWitness table = new TableWitness(air, logHeight, fixed);
    for (FrVector column : table.main()) {
      for (int row = 0; row < column.length(); row++) {
        column.set(row, FrElement.random(random));
      }
    }
    return table;
  }
}
