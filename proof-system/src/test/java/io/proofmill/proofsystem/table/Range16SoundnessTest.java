package io.proofmill.proofsystem.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class Range16SoundnessTest {
  /// Splits a public number of 32 bits.
  private static final class Split implements TableDefinition<Split.Columns> {
    record Columns(Column number, Column low, Column high) {}

    @Override
    public String name() {
      return "SPLIT";
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
      return new Columns(t.main("number"), t.main("low"), t.main("high"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.assertEqual("split", c.number(), c.low().plus(c.high().times(1 << 16)));
      t.range16("low", c.low());
      t.range16("high", c.high());
      t.receive("number", Bus.PUBLIC, t.isFirst(), t.constant(0), c.number());
      t.assertZero("rest", t.isFirst().not().times(c.number()));
    }
  }

  private static final DefinedTable<Split.Columns> SPLIT = new Split().compile();

  private static WitnessSet witness(long number) {
    Split.Columns c = SPLIT.columns();
    TableWitness split = new TableWitness(SPLIT.air(), 2, List.of());
    split.set(0, c.number(), number);
    split.set(0, c.low(), number & 0xffff);
    split.set(0, c.high(), number >>> 16);
    return new WitnessSet(
        "split of " + number,
        List.of(split, Range16Table.witness(List.of(split))),
        List.of(BusMessage.send(Bus.PUBLIC, FrElement.ZERO, FrElement.of(number))));
  }

  @Test
  void theTableIsSound() {
    new SoundnessSuite()
        .witness(witness(0xfffe0003L))
        .table(
            TableClaims.of(Range16Table.air())
                .argue(
                    Range16Table.TABLE.columns().multiplicity(),
                    "the bus sum: values are fixed and distinct, so each row's multiplicity is how"
                        + " often its value is asked for"))
        .run();
  }

  @Test
  void nothingButSixteenBitValuesCanBeLookedUp() {
    for (long value : new long[] {-1, 1 << 16, (1 << 16) + 1, 1L << 40, Long.MAX_VALUE}) {
      WitnessSet forged = witness(7);
      forged.tables().getFirst().set(3, SPLIT.columns().low(), value);
      forged
          .tables()
          .getFirst()
          .set(
              3,
              SPLIT.columns().high(),
              FrElement.of(-value).times(FrElement.of(1 << 16).inverse()));
      RowChecker checker = new RowChecker(forged.tables(), forged.messages());
      checker.rebalance();
      assertTrue(checker.constraintsHold());
      assertFalse(checker.accepts(), "looked up " + value);
    }
  }

  @Test
  void fillingAndRebalancingAgree() {
    WitnessSet filled = witness(0x12345678L);
    WitnessSet rebalanced = witness(7);
    for (int column = 0; column < 3; column++) {
      for (int row = 0; row < 4; row++) {
        rebalanced
            .tables()
            .getFirst()
            .main()
            .get(column)
            .set(row, filled.tables().getFirst().main().get(column).get(row));
      }
    }
    new RowChecker(rebalanced.tables(), filled.messages()).rebalance();
    assertEquals(filled.tables().get(1).main(), rebalanced.tables().get(1).main());
  }
}
