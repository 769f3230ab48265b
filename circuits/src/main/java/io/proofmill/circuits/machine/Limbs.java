package io.proofmill.circuits.machine;

import io.proofmill.algebra.FrElement;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import java.math.BigInteger;

/// A non-negative integer below `2^(16 · count)` as 16-bit limbs, the least significant first. The
/// integer has no column of its own: [#value] is its expression. Each limb costs a small cell and a
/// lookup.
public final class Limbs {
  private static final int BITS = 16;

  private final String name;
  private final Column[] limbs;

  private Limbs(String name, Column[] limbs) {
    this.name = name;
    this.limbs = limbs;
  }

  /// Declares `count` columns `name[0] …`.
  public static Limbs layout(TableBuilder t, String name, int count) {
    if (count > 15) { // 2^240 < r: the sum of the limbs never wraps
      throw new IllegalArgumentException(name + ": too many limbs");
    }
    return new Limbs(name, t.main(name, count));
  }

  /// Looks each limb up in RANGE16, under the labels `name[0] …`, in every row.
  public void range(TableBuilder t) {
    for (int i = 0; i < limbs.length; i++) {
      t.range16(name + "[" + i + "]", limbs[i]);
    }
  }

  /// `Σ 2^(16 i) · limb[i]`: once ranged, an integer in `0 … 2^(16 · count) − 1`.
  public Expr value() {
    Expr sum = limbs[0];
    for (int i = 1; i < limbs.length; i++) {
      sum = sum.plus(limbs[i].times(FrElement.of(BigInteger.ONE.shiftLeft(BITS * i))));
    }
    return sum;
  }

  public int count() {
    return limbs.length;
  }

  public Column limb(int i) {
    return limbs[i];
  }

  /// Writes a value; one that does not fit is a mistake of the planner.
  public void set(TableWitness table, int row, Word value) {
    if (value.bitLength() > BITS * limbs.length) {
      throw new IllegalArgumentException(
          String.format(
              "%s.%s: %s has more than %d limbs", table.air().name(), name, value, limbs.length));
    }
    for (int i = 0; i < limbs.length; i++) {
      table.set(row, limbs[i], value.limb(i / 4) >>> (BITS * (i % 4)) & 0xffff);
    }
  }

  /// Writes a value that is unsigned.
  public void set(TableWitness table, int row, long value) {
    set(table, row, Word.of(value));
  }
}
