package io.proofmill.circuits.account;

import io.proofmill.circuits.account.AccountTable.Columns;
import io.proofmill.circuits.machine.AccountOperation;
import io.proofmill.circuits.machine.Cells;
import io.proofmill.evm.event.AccountAccess;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.trace.TableWitness;

/// Fills ACCOUNT from [AccountAccess] events.
public final class AccountRows {
  private static final Columns C = AccountTable.TABLE.columns();

  private AccountRows() {}

  /// Writes the row of an access.
  ///
  /// @param amountHi, amountLo the amount, in the halves that TX sends
  public static void fill(
      TableWitness table, int row, AccountAccess access, Word amountHi, Word amountLo) {
    AccountOperation operation = AccountOperation.of(access.kind());
    boolean credit = operation.credit() == 1;
    table.set(row, C.active(), 1);
    table.set(row, C.ts(), access.ts());
    Cells.set(table, row, C.address(), access.address());
    table.set(row, C.credit(), operation.credit());
    table.set(row, C.codeless(), operation.codeless());
    table.set(row, C.counts(), operation.counts());
    table.set(row, C.reports(), operation.reports());
    Cells.set(table, row, C.amountHi(), amountHi);
    Cells.set(table, row, C.amountLo(), amountLo);
    table.set(row, C.previousTs(), access.previousTs());
    C.age().set(table, row, access.ts() - access.previousTs() - 1);
    Cells.setUnsigned(table, row, C.nonce(), access.previous().nonce());
    Word before = access.previous().balance();
    Word after = access.value().balance();
    Cells.setHalves(table, row, C.balanceHi(), C.balanceLo(), before);
    Word codeHash = access.previous().codeHash().toWord();
    Cells.setHalves(table, row, C.codeHashHi(), C.codeHashLo(), codeHash);
    C.newBalanceHi().set(table, row, Cells.high(after));
    C.newBalanceLo().set(table, row, Cells.low(after));
    C.carry().set(table, row, AccountTable.CARRY_OFFSET + carry(credit, before, amountLo));
  }

  /// The carry into the high half, negative for a borrow.
  private static long carry(boolean credit, Word before, Word amountLo) {
    Word low = Cells.low(before);
    if (credit) {
      return low.plus(amountLo).limb2();
    }
    // before − amount = after − borrow · 2^128: the top half of the difference mod 2^256.
    return low.minus(amountLo).limb2();
  }
}
