package io.proofmill.circuits.account;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.account.AccountTable.Columns;
import io.proofmill.circuits.batch.Lies;
import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.TableClaims;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class AccountTableTest {
  private static final String TABLE = "ACCOUNT";
  private static final Columns C = AccountTable.TABLE.columns();

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(AccountTable.TABLE)
            .active(C.active())
            .padding(C.active())
            .argue(C.active(), "an active row for each operation that is asked for, and no other")
            .multiplicity("report", "a flag that arrives as 0 or 1, and only where active")
            .lie("active", "two rows that count a half and minus a half", this::halfRows);
    Lies.addRangeLies(claims, TABLE, C.age());
    Lies.addRangeLies(claims, TABLE, C.newBalanceHi());
    Lies.addRangeLies(claims, TABLE, C.newBalanceLo());
    claims.lie("carry[0]", "a carry of 2^125 that wraps the low half", this::wrappingCarry);
    SampleBatch.suite().table(claims).run();
  }

  /// Two rows with multiplicities 1/2 and −1/2 and the same messages, which no one asked for.
  private void halfRows(Forgery f) {
    FrElement half = FrElement.of(2).inverse();
    int row = f.witness(TABLE).height() - 2;
    for (int i = 0; i < 2; i++) {
      f.set(TABLE, row + i, C.active(), i == 0 ? half : half.negate());
      f.set(TABLE, row + i, C.ts(), half);
      f.set(TABLE, row + i, C.credit(), 1);
      // A carry of 2^14, which both rows can hold: 2^15 − 2^14 and −2^15 + … at half weight.
      f.set(TABLE, row + i, C.amountLo(), BigInteger.ONE.shiftLeft(128 + 14));
      f.set(TABLE, row + i, C.carry().limb(0), i == 0 ? (1 << 14) + (1 << 14) : 0);
      f.set(TABLE, row + i, C.newBalanceHi().limb(0), 1 << 14);
      f.set(TABLE, row + i, C.age().limb(0), i);
    }
  }

  /// The last access of an account credits it with about 2^253 wei more than the amount: the carry
  /// is so large that `carry · 2^128` wraps mod r.
  private void wrappingCarry(Forgery f) {
    int row = f.firstRow(TABLE, r -> isLastAccess(f, r.get(C.address()), r.get(C.ts())));
    BigInteger two128 = BigInteger.ONE.shiftLeft(128);
    BigInteger sum =
        f.get(TABLE, row, C.balanceLo()).plus(f.get(TABLE, row, C.amountLo())).toBigInteger();
    BigInteger[] wrapped = sum.add(Fr.MODULUS).divideAndRemainder(two128);
    BigInteger hi =
        f.get(TABLE, row, C.balanceHi())
            .plus(f.get(TABLE, row, C.amountHi()))
            .toBigInteger()
            .add(wrapped[0]);
    f.set(TABLE, row, C.carry().limb(0), wrapped[0].add(BigInteger.ONE.shiftLeft(15)));
    Lies.set(f, TABLE, row, C.newBalanceLo(), wrapped[1]);
    Lies.set(f, TABLE, row, C.newBalanceHi(), hi);
    FrElement address = f.get(TABLE, row, C.address());
    int boundary =
        f.firstRow("BOUNDARY", r -> r.get("key").equals(address) && !r.isZero("account"));
    f.set("BOUNDARY", boundary, "lastBalanceHi", FrElement.of(hi));
    f.set("BOUNDARY", boundary, "lastBalanceLo", FrElement.of(wrapped[1]));
  }

  private static boolean isLastAccess(Forgery f, FrElement address, FrElement ts) {
    try {
      f.firstRow("BOUNDARY", r -> r.get("key").equals(address) && r.get("lastTs").equals(ts));
      return !ts.isZero();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
