package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.evaluate.TraceColumns;
import io.proofmill.proofsystem.key.TablePrograms;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.protocol.BusChallenges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table's aux columns: one helper per batch of interactions from the second on, and the running
/// sum, with `S(ωX) − S(X) = Σ batches − T/n` and S = 0 in the first row.
///
/// @param columns the aux columns in the order of the table
/// @param sum T, the table's bus sum
record BusColumns(List<FrVector> columns, FrElement sum) {

  /// Cost per row and batch: the messages' expressions, and four multiplications for the inverse
  /// and the product.
  static BusColumns compute(
      TableWitness table, TablePrograms programs, BusChallenges<FrElement> challenges) {
    Air air = table.air();
    int height = table.height();
    int batches = air.batches().size();
    List<FrVector> outputs = new ArrayList<>();
    for (int i = 0; i < 2 * batches; i++) {
      outputs.add(FrVector.zero(height));
    }
    List<FrElement> parameters =
        List.of(challenges.alpha(), challenges.beta(), FrElement.ZERO); // no sum share yet
    programs.bus().run(parameters, TraceColumns.of(table), outputs);
    // Batch b's value replaces its numerator; the denominators' columns are done with then.
    List<FrVector> values = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      FrVector numerator = outputs.get(2 * b);
      FrVector denominator = outputs.get(2 * b + 1);
      divide(air, b, numerator, denominator);
      values.add(numerator);
    }
    FrVector total = outputs.get(1);
    sumRows(values, total);
    FrElement sum = sum(total);
    FrVector running = outputs.size() > 2 ? outputs.get(3) : FrVector.zero(height);
    accumulate(total, sum.times(FrElement.of(height).inverse()), running);
    List<FrVector> aux = new ArrayList<>(values.subList(1, batches));
    aux.add(running);
    return new BusColumns(List.copyOf(aux), sum);
  }

  private static void divide(Air air, int batch, FrVector numerator, FrVector denominator) {
    Parallel.overRange(
        numerator.length(),
        (from, to) -> {
          long[] d = denominator.limbs();
          for (int i = from; i < to; i++) {
            if (Fr.isZero(d, i)) {
              // Probability about rows / r for a random α: not a case to prove, nor to hide.
              throw new ArithmeticException(
                  String.format(
                      "%s: a message of %s in row %d meets alpha",
                      air.name(),
                      air.interactions().get(air.batches().get(batch).getFirst()).label(),
                      i));
            }
          }
          Fr.batchInverse(d, from, to - from);
          for (int i = from; i < to; i++) {
            Fr.mul(numerator.limbs(), i, d, i, numerator.limbs(), i);
          }
        });
  }

  /// total[row] = Σ values[·][row].
  private static void sumRows(List<FrVector> values, FrVector total) {
    Parallel.overRange(
        total.length(),
        (from, to) -> {
          Arrays.fill(total.limbs(), from * Fr.LIMBS, to * Fr.LIMBS, 0);
          for (FrVector value : values) {
            for (int i = from; i < to; i++) {
              Fr.add(total.limbs(), i, value.limbs(), i, total.limbs(), i);
            }
          }
        });
  }

  private static FrElement sum(FrVector values) {
    long[] sum = new long[Fr.LIMBS];
    for (int i = 0; i < values.length(); i++) {
      Fr.add(sum, 0, values.limbs(), i, sum, 0);
    }
    return FrElement.load(sum, 0);
  }

  /// running[0] = 0, running[i + 1] = running[i] + total[i] − share.
  private static void accumulate(FrVector total, FrElement share, FrVector running) {
    long[] step = new long[2 * Fr.LIMBS];
    share.store(step, 1);
    long[] out = running.limbs();
    Fr.setZero(out, 0);
    for (int i = 0; i + 1 < total.length(); i++) {
      Fr.sub(total.limbs(), i, step, 1, step, 0);
      Fr.add(out, i, step, 0, out, i + 1);
    }
  }
}
