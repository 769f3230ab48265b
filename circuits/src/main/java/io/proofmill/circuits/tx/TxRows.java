package io.proofmill.circuits.tx;

import io.proofmill.circuits.machine.Cells;
import io.proofmill.circuits.tx.TxTable.Columns;
import io.proofmill.evm.event.BlockBegin;
import io.proofmill.evm.event.TxBegin;
import io.proofmill.evm.event.TxEnd;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.trace.TableWitness;

/// Fills TX from [TxBegin] and [TxEnd] events.
public final class TxRows {
  private static final Columns C = TxTable.TABLE.columns();

  private TxRows() {}

  /// What a transaction's row is made of.
  ///
  /// @param txGasCap the fork's bound on gas limits
  /// @param gasUsedBefore by the block's transactions before this one
  /// @param balance the sender's, after buying gas and sending the value
  public record Transaction(
      BlockBegin block,
      TxBegin begin,
      TxEnd end,
      long txGasCap,
      long gasUsedBefore,
      Word balance) {}

  /// The halves of the amount of an access, as TX sends them.
  public record Amount(Word hi, Word lo) {}

  /// `gasLimit · effectiveGasPrice`.
  public static Amount gasBought(TxBegin begin) {
    return new Amount(Word.ZERO, begin.effectiveGasPrice().times(begin.gasLimit()));
  }

  public static Amount value(TxBegin begin) {
    return new Amount(Cells.high(begin.value()), Cells.low(begin.value()));
  }

  /// `gasLeft · effectiveGasPrice`.
  public static Amount refund(TxEnd end) {
    return new Amount(Word.ZERO, end.effectiveGasPrice().times(end.gasLeft()));
  }

  /// `gasUsed · priorityFeePerGas`.
  public static Amount reward(TxEnd end) {
    return new Amount(Word.ZERO, end.priorityFeePerGas().times(end.gasUsed()));
  }

  /// Writes a transaction's row.
  public static void fill(TableWitness table, int row, Transaction transaction) {
    BlockBegin block = transaction.block;
    TxBegin begin = transaction.begin;
    TxEnd end = transaction.end;
    table.set(row, C.active(), 1);
    table.set(row, C.ts(), begin.ts());
    Cells.setUnsigned(table, row, C.number(), block.number());
    table.set(row, C.txId(), begin.txId());
    table.set(row, C.gasUsedBefore(), transaction.gasUsedBefore);
    Cells.set(table, row, C.baseFee(), block.baseFeePerGas());
    Cells.set(table, row, C.coinbase(), block.coinbase());
    Cells.setUnsigned(table, row, C.blockGasLimit(), block.gasLimit());
    table.set(row, C.txGasCap(), transaction.txGasCap);
    table.set(row, C.dynamic(), begin.type() == 2 ? 1 : 0);
    Cells.set(table, row, C.sender(), begin.sender());
    Cells.set(table, row, C.to(), begin.to().orElseThrow());
    C.nonceAfter().set(table, row, begin.nonce() + 1);
    C.startGas().set(table, row, begin.gasLimit() - TxTable.INTRINSIC_GAS);
    C.valueHi().set(table, row, Cells.high(begin.value()));
    C.valueLo().set(table, row, Cells.low(begin.value()));
    Cells.set(table, row, C.maxFee(), begin.maxFeePerGas());
    Cells.set(table, row, C.maxPriorityFee(), begin.maxPriorityFeePerGas());
    C.gasBelowCap().set(table, row, transaction.txGasCap - begin.gasLimit());
    C.gasBelowBlock()
        .set(table, row, block.gasLimit() - transaction.gasUsedBefore - begin.gasLimit());
    Word unused = fillFees(table, row, begin, block.baseFeePerGas());
    fillReserve(table, row, transaction.balance, unused.times(begin.gasLimit()));
    table.set(row, C.endTs(), end.ts());
    table.set(row, C.gasLeft(), end.gasLeft());
  }

  /// Writes the cells of the effective price; the result is the part of the cap that is not used.
  private static Word fillFees(TableWitness table, int row, TxBegin begin, Word baseFee) {
    Word room = begin.maxFeePerGas().minus(baseFee);
    Word priority = begin.maxPriorityFeePerGas();
    boolean fullTip = room.compareTo(priority) >= 0;
    table.set(row, C.fullTip(), fullTip ? 1 : 0);
    C.tip().set(table, row, fullTip ? priority : room);
    if (fullTip) {
      Word unused = room.minus(priority);
      C.gap().set(table, row, unused);
      return unused;
    }
    C.gap().set(table, row, priority.minus(room).minus(Word.ONE));
    C.priorityRoom().set(table, row, begin.maxFeePerGas().minus(priority));
    return Word.ZERO;
  }

  private static void fillReserve(TableWitness table, int row, Word balance, Word reserved) {
    Cells.setHalves(table, row, C.balanceHi(), C.balanceLo(), balance);
    Word reserve = balance.minus(reserved);
    // The low halves' difference mod 2^256 has minus the borrow in its top half.
    long borrow = -Cells.low(balance).minus(reserved).limb2();
    C.borrow().set(table, row, borrow);
    C.reserveHi().set(table, row, Cells.high(reserve));
    C.reserveLo().set(table, row, Cells.low(reserve));
  }
}
