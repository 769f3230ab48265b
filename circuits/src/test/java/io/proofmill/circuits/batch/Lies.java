package io.proofmill.circuits.batch;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.machine.Limbs;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.proofsystem.trace.TableWitness;
import java.math.BigInteger;
import java.util.function.Predicate;

/// Lies that several tables have in common.
public final class Lies {
  private static final BigInteger LIMB = BigInteger.ONE.shiftLeft(16);

  private Lies() {}

  /// For each limb: the whole integer in that limb, as a quotient in the field, and zero in the
  /// others; for the lowest, which could hold a small integer, one less than zero in it and one
  /// more in the next. The integer stays the same, and only the limb's range lookup fails.
  public static void addRangeLies(TableClaims claims, String table, Limbs limbs) {
    claims.lie(
        limbs.limb(0).name(),
        "a negative limb made up for in the next",
        f -> {
          int row = f.firstRow(table, r -> isBelowTop(r, limbs));
          f.add(table, row, limbs.limb(0), -(1 << 16));
          f.add(table, row, limbs.limb(1), 1);
        });
    for (int i = 1; i < limbs.count(); i++) {
      int limb = i;
      claims.lie(
          limbs.limb(i).name(),
          "the integer as a field quotient in one limb",
          f -> {
            int row = f.firstRow(table, r -> !fits(quotient(value(r, limbs), limb)));
            FrElement quotient = quotient(value(new Row(f.witness(table), row), limbs), limb);
            set(f, table, row, limbs, limb, quotient);
          });
    }
  }

  /// Puts `value` into one limb and zero into the others.
  public static void set(Forgery f, String table, int row, Limbs limbs, int limb, FrElement value) {
    for (int i = 0; i < limbs.count(); i++) {
      f.set(table, row, limbs.limb(i), i == limb ? value : FrElement.ZERO);
    }
  }

  /// Writes an integer in range.
  public static void set(Forgery f, String table, int row, Limbs limbs, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 16 * limbs.count()) {
      throw new IllegalArgumentException("not in range: " + value);
    }
    for (int i = 0; i < limbs.count(); i++) {
      f.set(table, row, limbs.limb(i), value.shiftRight(16 * i).mod(LIMB));
    }
  }

  /// The integer that the limbs of a row stand for.
  public static BigInteger value(Row row, Limbs limbs) {
    BigInteger value = BigInteger.ZERO;
    for (int i = limbs.count() - 1; i >= 0; i--) {
      value = value.multiply(LIMB).add(row.get(limbs.limb(i)).toBigInteger());
    }
    return value.mod(Fr.MODULUS);
  }

  /// Lets the access of ACCOUNT's row leave `delta` wei more than it should, and everything that
  /// follows agree: the account's later accesses, what TX is told, the last value. No carry may
  /// come of it.
  public static void shiftBalance(Forgery f, int accessRow, long delta) {
    int row = accessRow;
    boolean first = true;
    while (row >= 0) {
      if (!first) {
        add(f, "ACCOUNT", row, "balanceLo", delta);
      }
      first = false;
      add(f, "ACCOUNT", row, "newBalanceLo[0]", delta);
      FrElement ts = f.get("ACCOUNT", row, "ts");
      if (!f.get("ACCOUNT", row, "reports").isZero()) {
        int tx = find(f, "TX", r -> r.get("ts").plus(FrElement.of(2)).equals(ts));
        add(f, "TX", tx, "balanceLo", delta);
        add(f, "TX", tx, "reserveLo[0]", delta);
      }
      FrElement address = f.get("ACCOUNT", row, "address");
      int last = row;
      row =
          find(
              f,
              "ACCOUNT",
              r ->
                  r.index() != last
                      && r.get("address").equals(address)
                      && r.get("previousTs").equals(ts));
      if (row < 0) {
        int boundary =
            find(
                f,
                "BOUNDARY",
                r ->
                    !r.isZero("account")
                        && r.get("key").equals(address)
                        && r.get("lastTs").equals(ts));
        add(f, "BOUNDARY", boundary, "lastBalanceLo", delta);
      }
    }
  }

  private static void add(Forgery f, String table, int row, String column, long delta) {
    f.set(table, row, column, f.get(table, row, column).plus(FrElement.of(delta)));
  }

  private static int find(Forgery f, String table, Predicate<Row> condition) {
    TableWitness witness = f.witness(table);
    for (int row = 0; row < witness.height(); row++) {
      if (condition.test(new Row(witness, row))) {
        return row;
      }
    }
    return -1;
  }

  private static FrElement quotient(BigInteger value, int limb) {
    return FrElement.of(value).times(FrElement.of(LIMB.pow(limb)).inverse());
  }

  private static boolean isBelowTop(Row row, Limbs limbs) {
    return row.get(limbs.limb(1)).toBigInteger().bitLength() < 16;
  }

  private static boolean fits(FrElement value) {
    return value.toBigInteger().compareTo(LIMB) < 0;
  }
}
