package io.proofmill.circuits.tx;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.batch.Lies;
import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.circuits.machine.Limbs;
import io.proofmill.circuits.tx.TxTable.Columns;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class TxTableTest {
  private static final String TABLE = "TX";
  private static final Columns C = TxTable.TABLE.columns();

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(TxTable.TABLE)
            .active(C.active())
            .padding(C.active())
            .argue(C.active(), "an active row for each transaction, since txIds have no gap")
            .argue(C.fullTip(), "1 exactly where maxFee − baseFee ≥ maxPriorityFee, by the ranges")
            .lie("active", "two rows that count 1 and −1", this::cancellingRows)
            .lie("SENDER_SENDS_VALUE", "the sender pays less", f -> shift(f, 2, 1))
            .lie("SENDER_TAKES_REFUND", "a larger refund", f -> shift(f, 5, 1))
            .lie("COINBASE_TAKES_FEE", "a larger reward", f -> shift(f, 6, 1))
            .lieFrom("execution", "less gas used", () -> SampleBatch.oneTransferOfGas(20_000))
            .lieFrom("execution end", "less gas used", () -> SampleBatch.oneTransferOfGas(20_000))
            .lie("borrow[0]", "a borrow of 2^125 that wraps the low half", this::wrappingBorrow);
    String field = "a field of the transaction, by assumption transaction-encoding";
    for (Column column : List.of(C.dynamic(), C.sender(), C.to(), C.maxFee(), C.maxPriorityFee())) {
      claims.argue(column, field);
    }
    for (Limbs limbs : List.of(C.nonceAfter(), C.startGas(), C.valueHi(), C.valueLo())) {
      for (int i = 0; i < limbs.count(); i++) {
        claims.argue(limbs.limb(i), field);
      }
    }
    for (Limbs limbs : List.of(C.tip(), C.gap())) {
      for (int i = 0; i < limbs.count(); i++) {
        claims.argue(limbs.limb(i), "given fullTip, by maxFee and maxPriorityFee, in range");
      }
    }
    claims.exempt(
        C.dynamic(),
        "with equal fees types 0 and 2 differ only in their encoding",
        r -> r.get(C.maxFee()).equals(r.get(C.maxPriorityFee())));
    for (Limbs limbs :
        List.of(
            C.nonceAfter(),
            C.startGas(),
            C.valueHi(),
            C.valueLo(),
            C.gasBelowCap(),
            C.gasBelowBlock(),
            C.tip(),
            C.gap(),
            C.priorityRoom(),
            C.reserveHi(),
            C.reserveLo())) {
      Lies.addRangeLies(claims, TABLE, limbs);
    }
    SampleBatch.suite().table(claims).run();
  }

  /// Two rows with multiplicities 1 and −1 and the same messages: a transaction that no token
  /// reaches. Both can hold it if its gas limit is exactly what the fork and the block leave.
  private void cancellingRows(Forgery f) {
    int from = f.firstRow(TABLE, r -> !r.isZero(C.fullTip()));
    int padding = f.witness(TABLE).height() - 2;
    FrElement gasLimit =
        FrElement.of(Lies.value(new Row(f.witness(TABLE), from), C.startGas()))
            .plus(FrElement.of(TxTable.INTRINSIC_GAS));
    for (int i = 0; i < 2; i++) {
      int row = padding + i;
      f.copyRow(TABLE, from, row);
      f.set(TABLE, row, C.active(), i == 0 ? 1 : -1);
      f.set(TABLE, row, C.txGasCap(), gasLimit);
      f.set(TABLE, row, C.blockGasLimit(), gasLimit.plus(f.get(TABLE, row, C.gasUsedBefore())));
      Lies.set(f, TABLE, row, C.gasBelowCap(), BigInteger.ZERO);
      Lies.set(f, TABLE, row, C.gasBelowBlock(), BigInteger.ZERO);
    }
  }

  /// The access at `begin + offset` of the last transaction leaves `sign` times 5 wei more.
  private static void shift(Forgery f, int offset, int sign) {
    int tx = f.firstRow(TABLE, r -> r.get(C.txId()).equals(FrElement.of(7)));
    FrElement ts = f.get(TABLE, tx, C.ts()).plus(FrElement.of(offset));
    int row = f.firstRow("ACCOUNT", r -> r.get("ts").equals(ts));
    int amount = f.get("ACCOUNT", row, "credit").isZero() ? -5 * sign : 5 * sign;
    f.set("ACCOUNT", row, "amountLo", f.get("ACCOUNT", row, "amountLo").plus(FrElement.of(amount)));
    Lies.shiftBalance(f, row, 5 * sign);
  }

  /// The reserve, whatever it was, becomes about 2^253 wei: what lacks in the low half is borrowed
  /// from r.
  private void wrappingBorrow(Forgery f) {
    int row = f.firstRow(TABLE, r -> !r.isZero(C.active()));
    BigInteger two128 = BigInteger.ONE.shiftLeft(128);
    Row cells = new Row(f.witness(TABLE), row);
    BigInteger difference =
        Lies.value(cells, C.reserveLo()).subtract(Lies.value(cells, C.borrow()).multiply(two128));
    // difference + 2^128 · borrow ≡ reserveLo with borrow = −⌊(r + difference) / 2^128⌋.
    BigInteger[] wrapped = Fr.MODULUS.add(difference).divideAndRemainder(two128);
    f.set(TABLE, row, C.borrow().limb(0), wrapped[0].negate());
    Lies.set(f, TABLE, row, C.reserveLo(), wrapped[1]);
    Lies.set(
        f,
        TABLE,
        row,
        C.reserveHi(),
        f.get(TABLE, row, C.balanceHi()).toBigInteger().add(wrapped[0]));
  }
}
