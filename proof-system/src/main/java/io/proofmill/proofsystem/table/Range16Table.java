package io.proofmill.proofsystem.table;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.evaluate.RowProgram;
import io.proofmill.proofsystem.evaluate.RowProgramBuilder;
import io.proofmill.proofsystem.evaluate.TraceColumns;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.Arrays;
import java.util.List;

/// Proves membership in `0 … 2^16 − 1`: row i offers the value i on bus RANGE16, any number of
/// times. Degree 2; always 2^16 rows; nothing is assumed. The multiplicity is free: values are
/// fixed and distinct, so the bus sum is zero only if each row's multiplicity is the number of
/// times its value was asked for, and a value outside the table leaves its pole uncancelled.
public final class Range16Table implements TableDefinition<Range16Table.Columns> {
  public static final int LOG_HEIGHT = 16;
  private static final int HEIGHT = 1 << LOG_HEIGHT;

  /// The compiled table.
  public static final DefinedTable<Columns> TABLE = new Range16Table().compile();

  private static final List<FrVector> FIXED = List.of(values());

  /// @param value the row's number, fixed
  /// @param multiplicity how often the shard's tables ask for the value; determined by the bus sum
  public record Columns(Column value, Column multiplicity) {}

  private Range16Table() {}

  @Override
  public String name() {
    return "RANGE16";
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
    return new Columns(t.fixed("value"), t.main("multiplicity"));
  }

  @Override
  public void constrain(TableBuilder t, Columns c) {
    t.send("provide", Bus.RANGE16, c.multiplicity(), c.value());
  }

  public static Air air() {
    return TABLE.air();
  }

  private static FrVector values() {
    FrVector values = FrVector.zero(HEIGHT);
    for (int i = 0; i < HEIGHT; i++) {
      values.setLong(i, i);
    }
    return values;
  }

  /// The preprocessed columns; shared, not to be written.
  public static List<FrVector> fixedColumns() {
    return FIXED;
  }

  /// The table whose multiplicities answer every lookup in `others`.
  public static TableWitness witness(List<TableWitness> others) {
    TableWitness witness = new TableWitness(air(), LOG_HEIGHT, FIXED);
    fill(witness, others);
    return witness;
  }

  /// Sets the multiplicities of `range16` so that they answer every lookup in `others`, whatever
  /// they were. A value out of range is not counted: the bus stays unbalanced, and the row checker
  /// names the lookup. Cost: the lookups' expressions and one multiplication per lookup.
  public static void fill(TableWitness range16, List<TableWitness> others) {
    long[] counts = range16.main().get(TABLE.columns().multiplicity().index()).limbs();
    Arrays.fill(counts, 0);
    for (TableWitness other : others) {
      if (other != range16) {
        count(other, counts);
      }
    }
  }

  private static void count(TableWitness table, long[] counts) {
    List<Interaction> lookups =
        table.air().interactions().stream().filter(i -> i.bus().id() == Bus.RANGE16.id()).toList();
    if (lookups.isEmpty()) {
      return;
    }
    FrVector value = FrVector.zero(table.height());
    FrVector multiplicity = FrVector.zero(table.height());
    List<FrVector> columns = TraceColumns.of(table);
    List<FrElement> challenges = // no lookup depends on a challenge
        List.of(FrElement.ZERO, FrElement.ZERO, FrElement.ZERO);
    long[] integer = new long[Fr.LIMBS];
    for (Interaction lookup : lookups) {
      RowProgramBuilder builder = new RowProgramBuilder(table.air());
      builder.store(builder.output(), builder.node(lookup.message().getFirst()));
      builder.store(builder.output(), builder.node(lookup.multiplicity()));
      RowProgram program = builder.build();
      program.run(challenges, columns, List.of(value, multiplicity));
      for (int row = 0; row < table.height(); row++) {
        Fr.fromMontgomery(value.limbs(), row, integer, 0);
        if ((integer[1] | integer[2] | integer[3] | (integer[0] & -HEIGHT)) == 0) {
          int at = (int) integer[0];
          Fr.sub(counts, at, multiplicity.limbs(), row, counts, at);
        }
      }
    }
  }
}
