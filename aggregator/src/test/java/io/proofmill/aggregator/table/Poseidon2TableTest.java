package io.proofmill.aggregator.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.Poseidon2;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Poseidon2TableTest {
  private static final Poseidon2Table.Columns C = Poseidon2Table.TABLE.columns();
  private static final int BOXES = 24 + 56;

  private static long addressIn(int row, int lane) {
    return 100 * row + lane;
  }

  private static long addressOut(int row, int lane) {
    return 100 * row + 50 + lane;
  }

  private static BusMessage input(int row, int lane, FrElement value) {
    return BusMessage.send(RecursionBuses.MEMORY, FrElement.of(addressIn(row, lane)), value);
  }

  private static BusMessage output(int row, int lane, FrElement value) {
    return BusMessage.receive(RecursionBuses.MEMORY, FrElement.of(addressOut(row, lane)), value);
  }

  private static FrElement[] state(int row) {
    return new FrElement[] {
      FrElement.of(3 * row + 1), FrElement.of(3 * row + 5), FrElement.of(-row)
    };
  }

  /// Three permutations and a padding row; the rest of the program is messages.
  private static WitnessSet witness() {
    FixedValues fixed = new FixedValues(Poseidon2Table.TABLE.air(), 2);
    List<BusMessage> messages = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      fixed.set(row, C.active(), 1).set(row, C.addressOut(), addressOut(row, 0));
      FrElement[] out = Poseidon2.permute(state(row));
      for (int lane = 0; lane < 3; lane++) {
        fixed.set(row, C.addressIn()[lane], addressIn(row, lane));
        fixed.set(row, C.reads()[lane], 1);
        messages.add(input(row, lane, state(row)[lane]));
        messages.add(output(row, lane, out[lane]));
      }
    }
    TableWitness table = fixed.witness();
    for (int row = 0; row < 4; row++) {
      Poseidon2Table.fill(table, row, state(row));
    }
    return new WitnessSet("three permutations", List.of(table), messages);
  }

  /// The S-boxes' cells in the order in which they are computed.
  private static Column box(int number) {
    if (number < 12) {
      return C.full()[number];
    }
    return number < 68 ? C.partial()[number - 12] : C.full()[number - 56];
  }

  /// The permutation by its definition, with one S-box's output changed.
  ///
  /// @return outputs of all S-boxes, then the three lanes
  private static List<FrElement> permuteWithLie(FrElement[] input, int lieAt) {
    int[][] external = {{2, 1, 1}, {1, 2, 1}, {1, 1, 2}};
    int[][] internal = {{2, 1, 1}, {1, 2, 1}, {1, 1, 3}};
    List<FrElement> cells = new ArrayList<>();
    FrElement[] s = times(external, input);
    for (int round = 0; round < 64; round++) {
      boolean partial = round >= 4 && round < 60;
      int fullRound = round < 4 ? round : round - 56;
      for (int lane = 0; lane < (partial ? 1 : 3); lane++) {
        FrElement constant =
            partial
                ? Poseidon2.internalConstant(round - 4)
                : Poseidon2.externalConstant(fullRound, lane);
        s[lane] = s[lane].plus(constant).pow(5);
        if (cells.size() == lieAt) {
          s[lane] = s[lane].plus(FrElement.ONE);
        }
        cells.add(s[lane]);
      }
      s = times(partial ? internal : external, s);
    }
    cells.addAll(List.of(s));
    return cells;
  }

  private static FrElement[] times(int[][] matrix, FrElement[] s) {
    FrElement[] out = new FrElement[3];
    for (int i = 0; i < 3; i++) {
      out[i] = FrElement.ZERO;
      for (int j = 0; j < 3; j++) {
        out[i] = out[i].plus(s[j].times(FrElement.of(matrix[i][j])));
      }
    }
    return out;
  }

  private static void lie(Forgery f, int number) {
    List<FrElement> honest = permuteWithLie(state(1), -1);
    List<FrElement> forged = permuteWithLie(state(1), number);
    for (int k = number; k < BOXES; k++) {
      f.set("POSEIDON2", 1, box(k), forged.get(k));
    }
    for (int lane = 0; lane < 3; lane++) {
      f.replaceMessage(
          output(1, lane, honest.get(BOXES + lane)), output(1, lane, forged.get(BOXES + lane)));
    }
  }

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(Poseidon2Table.TABLE)
            .argue(C.in(), "read from MEMORY in active rows; padding rows are read by nobody");
    for (int k = 0; k < BOXES; k++) {
      int number = k;
      claims.lie(box(k).name(), "an S-box that adds one", f -> lie(f, number));
    }
    for (int l = 0; l < 3; l++) {
      int lane = l;
      FrElement in = state(0)[lane];
      FrElement out = Poseidon2.permute(state(0))[lane];
      FrElement other = FrElement.of(77);
      claims.lie(
          "in[" + lane + "]",
          "hashes another value than the program's",
          f -> f.replaceMessage(input(0, lane, in), input(0, lane, other)));
      claims.lie(
          "out[" + lane + "]",
          "gives the program another value than the hash",
          f -> f.replaceMessage(output(0, lane, out), output(0, lane, other)));
    }
    new SoundnessSuite().witness(witness()).table(claims).run();
  }

  @Test
  void aRowHoldsThePublishedTestVector() {
    // Input 0, 0, 0: published with SP1 (recursion/gnark-ffi/go/sp1/poseidon2/poseidon2_test.go).
    FrElement[] input = {FrElement.ZERO, FrElement.ZERO, FrElement.ZERO};
    String[] expected = {
      "2ed1da00b14d635bd35b88ab49390d5c13c90da7e9e3a5f1ea69cd87a0aa3e82",
      "1e21e979cc3fd844b88c2016fd18f4db07a698aa27deca67ca509f5b0a4480d0",
      "2c40d0115da2c9b55553b231be55295f411e628ed0cd0e187917066515f0a060"
    };
    List<FrElement> cells = permuteWithLie(input, -1);
    TableWitness table = new FixedValues(Poseidon2Table.TABLE.air(), 1).witness();
    Poseidon2Table.fill(table, 0, input);
    for (int k = 0; k < BOXES; k++) {
      assertEquals(cells.get(k), table.get(0, box(k)));
    }
    for (int lane = 0; lane < 3; lane++) {
      assertEquals(FrElement.of(new BigInteger(expected[lane], 16)), cells.get(BOXES + lane));
    }
  }
}
