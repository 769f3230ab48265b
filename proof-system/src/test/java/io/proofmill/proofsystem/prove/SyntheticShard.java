package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A shard with the size of a recursion proof, for measuring: tables of given width and height with
/// products, next-row steps, range lookups and a permutation of messages, and RANGE16.
record SyntheticShard(ProofShape shape, List<TableWitness> witness, List<List<FrVector>> fixed) {

  /// @param width main columns: a third 16-bit and looked up, the others full-size
  private record Wide(String name, int degree, int packing, int width)
      implements TableDefinition<Column[]> {
    private static final Bus SHUFFLE = new Bus("SHUFFLE", 201, List.of("key", "value"), 0);

    @Override
    public Column[] layout(TableBuilder t) {
      t.fixed("selector", 10);
      return t.main("cell", width);
    }

    @Override
    public void constrain(TableBuilder t, Column[] c) {
      int small = width / 3;
      for (int i = 0; i < small; i++) {
        t.range16("range[" + i + "]", c[i]);
      }
      // Products along the full-size columns; every eighth also steps from row to row.
      for (int i = small; i + 2 < width; i++) {
        t.assertZero("product[" + i + "]", c[i].times(c[i + 1]).minus(c[i + 2]));
      }
      for (int i = 0; i < small / 4; i++) {
        t.send("send[" + i + "]", SHUFFLE, t.constant(1), c[i], c[small + i]);
        t.receive("receive[" + i + "]", SHUFFLE, t.constant(1), c[i].next(), c[small + i].next());
      }
    }

    TableWitness fill(DefinedTable<Column[]> table, int logHeight, SplittableRandom random) {
      List<FrVector> fixed = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        FrVector column = FrVector.zero(1 << logHeight);
        for (int row = 0; row < column.length(); row++) {
          column.setLong(row, random.nextInt(2));
        }
        fixed.add(column);
      }
      TableWitness w = new TableWitness(table.air(), logHeight, fixed);
      int small = width / 3;
      for (int row = 0; row < w.height(); row++) {
        for (int i = 0; i < small; i++) {
          w.set(row, table.columns()[i], random.nextInt(1 << 16));
        }
        FrElement a = FrElement.random(random);
        FrElement b = FrElement.random(random);
        for (int i = small; i < width; i++) {
          w.set(row, table.columns()[i], a);
          FrElement next = a.times(b);
          a = b;
          b = next;
        }
      }
      return w;
    }
  }

  /// About 2.6 M cells: 250 columns of 2^13 rows at degree 5, 20 of 2^14 and 100 of 2^10 at degree
  /// 3, and RANGE16.
  static SyntheticShard recursionSized(int logScale) {
    SplittableRandom random = new SplittableRandom(1);
    List<TableShape> tables = new ArrayList<>();
    List<TableWitness> witness = new ArrayList<>();
    add(new Wide("WIDE", 5, 16, 250), 13 + logScale, random, tables, witness);
    add(new Wide("TALL", 3, 8, 20), 14 + logScale, random, tables, witness);
    add(new Wide("LOW", 3, 16, 100), 10 + logScale, random, tables, witness);
    tables.add(new TableShape(Range16Table.air(), Range16Table.LOG_HEIGHT));
    witness.add(Range16Table.witness(witness));
    return new SyntheticShard(
        new ProofShape(tables, 0, Binding.CLOSED),
        witness,
        witness.stream().map(TableWitness::fixed).toList());
  }

  private static void add(
      Wide definition,
      int logHeight,
      SplittableRandom random,
      List<TableShape> tables,
      List<TableWitness> witness) {
    DefinedTable<Column[]> table = definition.compile();
    tables.add(new TableShape(table.air(), logHeight));
    witness.add(definition.fill(table, logHeight, random));
  }
}
