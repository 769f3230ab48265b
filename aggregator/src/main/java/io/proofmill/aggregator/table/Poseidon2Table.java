package io.proofmill.aggregator.table;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.Poseidon2;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;

/// Proves `out = Poseidon2(in)` for one permutation of three elements per row; inputs are read from
/// MEMORY, outputs written there. Assumes of MEMORY that each address has one writer. Degree 5: one
/// cell for the output of each S-box, everything between two S-boxes being linear.
///
/// Round constants are constants of the expression graph, part of the key through its digest.
public final class Poseidon2Table implements TableDefinition<Poseidon2Table.Columns> {
  private static final int WIDTH = Poseidon2.WIDTH;

  /// The compiled table.
  public static final DefinedTable<Columns> TABLE = new Poseidon2Table().compile();

  /// @param active 1 in rows that permute, 0 in padding, fixed
  /// @param addressIn where each lane is read, fixed
  /// @param addressOut where lane 0 is written; the other lanes follow it, fixed
  /// @param reads how often each output lane is read elsewhere, fixed
  /// @param in the input; determined by MEMORY
  /// @param full outputs of the S-boxes of full rounds, three a round; determined by `full[i]`
  /// @param partial outputs of the S-boxes of partial rounds; determined by `partial[i]`
  public record Columns(
      Column active,
      Column[] addressIn,
      Column addressOut,
      Column[] reads,
      Column[] in,
      Column[] full,
      Column[] partial) {}

  private Poseidon2Table() {}

  @Override
  public String name() {
    return "POSEIDON2";
  }

  @Override
  public int degree() {
    return 5;
  }

  @Override
  public int packing() {
    return 16;
  }

  @Override
  public Columns layout(TableBuilder t) {
    return new Columns(
        t.fixed("active"),
        t.fixed("addressIn", WIDTH),
        t.fixed("addressOut"),
        t.fixed("reads", WIDTH),
        t.main("in", WIDTH),
        t.main("full", WIDTH * Poseidon2.FULL_ROUNDS),
        t.main("partial", Poseidon2.PARTIAL_ROUNDS));
  }

  @Override
  public void constrain(TableBuilder t, Columns c) {
    for (int lane = 0; lane < WIDTH; lane++) {
      t.receive("in[" + lane + "]", RecursionBuses.MEMORY, c.active, c.addressIn[lane], c.in[lane]);
    }
    Expr[] state = external(c.in);
    for (int round = 0; round < Poseidon2.FULL_ROUNDS; round++) {
      if (round == Poseidon2.FULL_ROUNDS / 2) {
        state = partialRounds(t, c, state);
      }
      for (int lane = 0; lane < WIDTH; lane++) {
        int cell = round * WIDTH + lane;
        Expr input = state[lane].plus(t.constant(Poseidon2.externalConstant(round, lane)));
        t.assertEqual("full[" + cell + "]", c.full[cell], fifthPower(input));
        state[lane] = c.full[cell];
      }
      state = external(state);
    }
    for (int lane = 0; lane < WIDTH; lane++) {
      t.send(
          "out[" + lane + "]",
          RecursionBuses.MEMORY,
          c.reads[lane],
          c.addressOut.plus(lane),
          state[lane]);
    }
  }

  private static Expr[] partialRounds(TableBuilder t, Columns c, Expr[] state) {
    Expr[] s = state;
    for (int round = 0; round < Poseidon2.PARTIAL_ROUNDS; round++) {
      Expr input = s[0].plus(t.constant(Poseidon2.internalConstant(round)));
      t.assertEqual("partial[" + round + "]", c.partial[round], fifthPower(input));
      Expr sum = c.partial[round].plus(s[1]).plus(s[2]);
      s = new Expr[] {c.partial[round].plus(sum), s[1].plus(sum), s[2].times(2).plus(sum)};
    }
    return s;
  }

  private static Expr fifthPower(Expr x) {
    return x.square().square().times(x);
  }

  /// circ(2, 1, 1): each lane becomes itself plus the sum of all.
  private static Expr[] external(Expr[] s) {
    Expr sum = s[0].plus(s[1]).plus(s[2]);
    return new Expr[] {s[0].plus(sum), s[1].plus(sum), s[2].plus(sum)};
  }

  /// Fills a row's witness cells for an input of three lanes.
  public static void fill(TableWitness witness, int row, FrElement[] input) {
    Columns c = TABLE.columns();
    for (int lane = 0; lane < WIDTH; lane++) {
      witness.set(row, c.in[lane], input[lane]);
    }
    FrElement[] state = external(input);
    for (int round = 0; round < Poseidon2.FULL_ROUNDS; round++) {
      if (round == Poseidon2.FULL_ROUNDS / 2) {
        for (int i = 0; i < Poseidon2.PARTIAL_ROUNDS; i++) {
          FrElement box = fifthPower(state[0].plus(Poseidon2.internalConstant(i)));
          witness.set(row, c.partial[i], box);
          FrElement sum = box.plus(state[1]).plus(state[2]);
          state =
              new FrElement[] {
                box.plus(sum), state[1].plus(sum), state[2].plus(state[2]).plus(sum)
              };
        }
      }
      for (int lane = 0; lane < WIDTH; lane++) {
        state[lane] = fifthPower(state[lane].plus(Poseidon2.externalConstant(round, lane)));
        witness.set(row, c.full[round * WIDTH + lane], state[lane]);
      }
      state = external(state);
    }
  }

  private static FrElement fifthPower(FrElement x) {
    return x.square().square().times(x);
  }

  private static FrElement[] external(FrElement[] s) {
    FrElement sum = s[0].plus(s[1]).plus(s[2]);
    return new FrElement[] {s[0].plus(sum), s[1].plus(sum), s[2].plus(sum)};
  }
}
