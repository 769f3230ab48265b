package io.proofmill.proofsystem.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WitnessCodecTest {
  private record Columns(Column bit, Column small, Column full, Column empty) {}

  private static final DefinedTable<Columns> TABLE =
      new TableDefinition<Columns>() {
        @Override
        public String name() {
          return "widths";
        }

        @Override
        public int degree() {
          return 2;
        }

        @Override
        public int packing() {
          return 4;
        }

        @Override
        public Columns layout(TableBuilder t) {
          return new Columns(t.main("bit"), t.main("small"), t.main("full"), t.main("empty"));
        }

        @Override
        public void constrain(TableBuilder t, Columns c) {
          t.assertBool("bit", c.bit);
        }
      }.compile();

  private static TableWitness empty(int logHeight) {
    return new TableWitness(TABLE.air(), logHeight, List.of());
  }

  private static TableWitness filled() {
    Random random = new Random(3);
    TableWitness witness = empty(3);
    for (int row = 0; row < 6; row++) {
      witness.set(row, TABLE.columns().bit, row % 2);
      witness.set(row, TABLE.columns().small, random.nextInt(1 << 16));
      witness.set(row, TABLE.columns().full, FrElement.random(random));
    }
    return witness;
  }

  @Test
  void aWitnessSurvivesItsEncodingAndOverwritesWhatWasThere() throws IOException {
    TableWitness witness = filled();
    byte[] bytes = WitnessCodec.encode(List.of(witness, empty(2)));
    // Header, table headers, column headers, then 6 cells of 1, 2 and 32 bytes (rows 0 to 5).
    assertEquals(6 + 2 * 3 + 8 * 5 + 6 + 6 * 2 + 6 * 32, bytes.length);
    TableWitness target = filled();
    target.set(7, TABLE.columns().empty, 9);
    TableWitness second = empty(2);
    WitnessCodec.decode(bytes, List.of(target, second));
    assertEquals(witness.main(), target.main());
    assertEquals(empty(2).main(), second.main());
  }

  @Test
  void bytesOfAnotherShapeAreRefused() {
    byte[] bytes = WitnessCodec.encode(List.of(filled()));
    assertThrows(IOException.class, () -> WitnessCodec.decode(bytes, List.of(empty(4))));
    assertThrows(IOException.class, () -> WitnessCodec.decode(bytes, List.of(empty(3), empty(3))));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(IOException.class, () -> WitnessCodec.decode(longer, List.of(empty(3))));
    for (int length = 0; length < bytes.length; length++) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      assertThrows(IOException.class, () -> WitnessCodec.decode(shorter, List.of(empty(3))));
    }
  }
}
