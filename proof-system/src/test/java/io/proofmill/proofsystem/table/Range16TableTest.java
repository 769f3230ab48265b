package io.proofmill.proofsystem.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Range16TableTest {
  /// A table that looks up a cell, a difference of cells with the next row, and, where `flag` is
  /// set, a third cell.
  private static final class Asking implements TableDefinition<Asking.Columns> {
    record Columns(Column a, Column b, Column flag) {}

    @Override
    public String name() {
      return "ASKING";
    }

    @Override
    public int degree() {
      return 3;
    }

    @Override
    public int packing() {
      return 1;
    }

    @Override
    public Columns layout(TableBuilder t) {
      return new Columns(t.main("a"), t.main("b"), t.main("flag"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.range16("a", c.a());
      t.range16("difference", c.a().next().minus(c.a()).plus(100));
      t.receive("flagged", Bus.RANGE16, c.flag().times(3), c.b());
    }
  }

  @Test
  void theFixedColumnIsEverySixteenBitValueOnceInOrder() {
    TableWitness table = Range16Table.witness(List.of());
    assertEquals(65536, table.height());
    Set<BigInteger> seen = new HashSet<>();
    BigInteger expected = BigInteger.ZERO;
    for (int row = 0; row < table.height(); row++) {
      BigInteger value = table.get(row, Range16Table.TABLE.columns().value()).toBigInteger();
      assertEquals(expected, value);
      seen.add(value);
      expected = expected.add(BigInteger.ONE);
    }
    assertEquals(65536, seen.size());
    assertTrue(seen.stream().allMatch(v -> v.signum() >= 0 && v.bitLength() <= 16));
  }

  @Test
  void multiplicitiesCountEveryLookupOfTheOtherTables() {
    DefinedTable<Asking.Columns> asking = new Asking().compile();
    Asking.Columns c = asking.columns();
    TableWitness table = new TableWitness(asking.air(), 2, List.of());
    long[] a = {5, 65535, 65500, 5};
    long[] b = {7, 7, 9, 11};
    long[] flag = {1, 1, 0, 0};
    for (int row = 0; row < 4; row++) {
      table.set(row, c.a(), a[row]);
      table.set(row, c.b(), b[row]);
      table.set(row, c.flag(), flag[row]);
    }
    TableWitness range16 = Range16Table.witness(List.of(table));
    // a: 5 twice, 65535, 65500. Differences + 100: 65630 (out of range), 65, out of range, 100.
    // flagged: 7 three times in each of two rows.
    assertEquals(FrElement.of(2), multiplicity(range16, 5));
    assertEquals(FrElement.of(1), multiplicity(range16, 65535));
    assertEquals(FrElement.of(1), multiplicity(range16, 65500));
    assertEquals(FrElement.of(1), multiplicity(range16, 65));
    assertEquals(FrElement.of(1), multiplicity(range16, 100));
    assertEquals(FrElement.of(6), multiplicity(range16, 7));
    FrElement total = FrElement.ZERO;
    for (int i = 0; i < range16.height(); i++) {
      total = total.plus(multiplicity(range16, i));
    }
    assertEquals(FrElement.of(12), total);
    Range16Table.fill(range16, List.of(range16, table));
    assertEquals(FrElement.of(6), multiplicity(range16, 7));
  }

  private static FrElement multiplicity(TableWitness range16, int value) {
    return range16.get(value, Range16Table.TABLE.columns().multiplicity());
  }
}
