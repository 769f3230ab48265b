package io.proofmill.circuits.tx;

import io.proofmill.circuits.machine.AccountOperation;
import io.proofmill.circuits.machine.Cells;
import io.proofmill.circuits.machine.Limbs;
import io.proofmill.circuits.machine.MachineBus;
import io.proofmill.evm.event.AccessKind;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;

/// Proves begin and end of every transaction of type 0 or 2 to an account without code: the limits
/// on gas and fees, the effective gas price `min(maxFee, baseFee + maxPriorityFee)`, that the
/// sender can pay at worst, and the amounts of the five account accesses (DESIGN §4). Begin takes
/// the token TX_TOKEN and sends FRAME_END; end takes FRAME_END and sends TX_TOKEN. A callee with
/// code would have begin send the token of its first opcode in place of FRAME_END. Assumes that the
/// fields are those of a signed transaction of the block, without calldata and access list
/// (assumptions `signatures`, `transaction-encoding`), and from BLOCK that the base fee is below
/// 2^96. Degree 5; one row per transaction; nothing between rows.
public final class TxTable implements TableDefinition<TxTable.Columns> {
  public static final DefinedTable<Columns> TABLE = new TxTable().compile();

  /// Gas of a transaction without data; also its floor under EIP-7623.
  public static final long INTRINSIC_GAS = 21_000;

  /// Fees are below 2 to this power, in wei per gas.
  public static final int FEE_BITS = 96;

  /// Gas limits are below `2^GAS_BITS + 21000`; a fork's cap is lower.
  public static final int GAS_BITS = 32;

  /// Timestamps of the accesses, after the token's, and the token's advance: at begin …
  static final int BUY = 1;

  static final int PAY = 2;
  static final int RECEIVE = 3;
  static final int BEGIN_STEP = 4;

  /// … and at the end.
  static final int REFUND = 1;

  static final int REWARD = 2;
  static final int END_STEP = 3;

  /// @param active whether the row is a transaction
  /// @param ts the state token's timestamp before the transaction
  /// @param number the block's number
  /// @param txId unique in the batch, from 1
  /// @param gasUsedBefore by the block's transactions before this one
  /// @param baseFee of the block
  /// @param coinbase of the block
  /// @param blockGasLimit of the block
  /// @param txGasCap the fork's bound on gas limits
  /// @param dynamic whether the type is 2 rather than 0
  /// @param sender 160 bits, as one element
  /// @param to 160 bits, as one element
  /// @param nonceAfter the transaction's nonce plus 1
  /// @param startGas gas limit minus intrinsic gas
  /// @param valueHi high half of the value
  /// @param valueLo low half of the value
  /// @param maxFee per gas; the gas price in type 0
  /// @param maxPriorityFee per gas; the gas price in type 0
  /// @param gasBelowCap `txGasCap − gasLimit`
  /// @param gasBelowBlock what the block's gas limit leaves, minus the gas limit
  /// @param fullTip whether the cap leaves room for the whole priority fee
  /// @param tip the priority fee per gas that is paid
  /// @param gap with a full tip, the part of the cap that is not used; otherwise, one less than the
  ///   part of the priority fee that is not paid
  /// @param priorityRoom without a full tip, `maxFee − maxPriorityFee`; otherwise 0
  /// @param balanceHi the sender's balance after buying gas and sending the value
  /// @param balanceLo likewise
  /// @param borrow from the high half in the following difference
  /// @param reserveHi that balance minus `gasLimit · (maxFee − effectivePrice)`
  /// @param reserveLo likewise
  /// @param endTs the state token's timestamp when the execution has ended
  /// @param gasLeft by the execution
  public record Columns(
      Column active,
      Column ts,
      Column number,
      Column txId,
      Column gasUsedBefore,
      Column baseFee,
      Column coinbase,
      Column blockGasLimit,
      Column txGasCap,
      Column dynamic,
      Column sender,
      Column to,
      Limbs nonceAfter,
      Limbs startGas,
      Limbs valueHi,
      Limbs valueLo,
      Column maxFee,
      Column maxPriorityFee,
      Limbs gasBelowCap,
      Limbs gasBelowBlock,
      Column fullTip,
      Limbs tip,
      Limbs gap,
      Limbs priorityRoom,
      Column balanceHi,
      Column balanceLo,
      Limbs borrow,
      Limbs reserveHi,
      Limbs reserveLo,
      Column endTs,
      Column gasLeft) {

    private Expr gasLimit() {
      return startGas.value().plus(INTRINSIC_GAS);
    }

    /// `baseFee + tip`, what the sender pays for a unit of gas.
    private Expr price() {
      return baseFee.plus(tip.value());
    }
  }

  private TxTable() {}

  public static Air air() {
    return TABLE.air();
  }

  @Override
  public String name() {
    return "TX";
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
        t.main("active"),
        t.main("ts"),
        t.main("number"),
        t.main("txId"),
        t.main("gasUsedBefore"),
        t.main("baseFee"),
        t.main("coinbase"),
        t.main("blockGasLimit"),
        t.main("txGasCap"),
        t.main("dynamic"),
        t.main("sender"),
        t.main("to"),
        Limbs.layout(t, "nonceAfter", 4),
        Limbs.layout(t, "startGas", 2),
        Limbs.layout(t, "valueHi", 8),
        Limbs.layout(t, "valueLo", 8),
        t.main("maxFee"),
        t.main("maxPriorityFee"),
        Limbs.layout(t, "gasBelowCap", 2),
        Limbs.layout(t, "gasBelowBlock", 4),
        t.main("fullTip"),
        Limbs.layout(t, "tip", 6),
        Limbs.layout(t, "gap", 6),
        Limbs.layout(t, "priorityRoom", 6),
        t.main("balanceHi"),
        t.main("balanceLo"),
        Limbs.layout(t, "borrow", 1),
        Limbs.layout(t, "reserveHi", 8),
        Limbs.layout(t, "reserveLo", 8),
        t.main("endTs"),
        t.main("gasLeft"));
  }

  @Override
  public void constrain(TableBuilder t, Columns c) {
    t.assertBool("active", c.active);
    constrainToken(t, c);
    constrainGas(t, c);
    constrainFees(t, c);
    constrainReserve(t, c);
    constrainAccesses(t, c);
  }

  private static void constrainToken(TableBuilder t, Columns c) {
    t.receive("begin", MachineBus.TX_TOKEN, c.active, c.ts, c.number, c.txId, c.gasUsedBefore);
    t.receive(
        "block",
        MachineBus.BLOCK_FACTS,
        c.active,
        c.number,
        c.baseFee,
        c.coinbase,
        c.blockGasLimit,
        c.txGasCap);
    // No code runs: the execution ends where it begins.
    t.send(
        "execution",
        MachineBus.FRAME_END,
        c.active,
        c.txId,
        c.ts.plus(BEGIN_STEP),
        c.startGas.value());
    t.receive("execution end", MachineBus.FRAME_END, c.active, c.txId, c.endTs, c.gasLeft);
    t.send(
        "end",
        MachineBus.TX_TOKEN,
        c.active,
        c.endTs.plus(END_STEP),
        c.number,
        c.txId.plus(1),
        c.gasUsedBefore.plus(c.gasLimit()).minus(c.gasLeft));
  }

  private static void constrainGas(TableBuilder t, Columns c) {
    // startGas ≥ 0 is the check that the gas limit covers the intrinsic gas.
    c.startGas.range(t);
    Expr gasLimit = c.gasLimit();
    // gasLimit < 2^32 + 21000 and txGasCap < 2^32: the difference does not wrap.
    c.gasBelowCap.range(t);
    t.assertEqual("gas cap", c.gasBelowCap.value(), c.active.times(c.txGasCap.minus(gasLimit)));
    // All terms are integers below 2^65.
    c.gasBelowBlock.range(t);
    t.assertEqual(
        "block gas limit",
        c.gasBelowBlock.value(),
        c.active.times(c.blockGasLimit.minus(c.gasUsedBefore).minus(gasLimit)));
  }

  /// With `room = maxFee − baseFee`, the tip is `min(room, maxPriorityFee)`: a full tip has `tip =
  /// maxPriorityFee`, `gap = room − maxPriorityFee ≥ 0`; otherwise `tip = room`, `gap + 1 =
  /// maxPriorityFee − room > 0`. In both cases `room ≥ 0`, so `maxFee ≥ baseFee`, and
  /// `maxPriorityFee ≥ 0`. All terms are below 2^98 in magnitude: no wrap.
  private static void constrainFees(TableBuilder t, Columns c) {
    t.assertBool("dynamic", c.dynamic);
    t.assertBool("fullTip", c.fullTip);
    c.tip.range(t);
    c.gap.range(t);
    c.priorityRoom.range(t);
    Expr tip = c.tip.value();
    Expr gap = c.gap.value();
    t.assertEqual("max fee", c.maxFee, c.price().plus(c.fullTip.times(gap)));
    t.assertEqual(
        "max priority fee", c.maxPriorityFee, tip.plus(c.fullTip.not().times(gap.plus(c.active))));
    // maxPriorityFee ≤ maxFee; with a full tip this follows from maxPriorityFee ≤ room.
    t.assertEqual(
        "priority within cap",
        c.priorityRoom.value(),
        c.fullTip.not().times(c.maxFee.minus(c.maxPriorityFee)));
    t.assertZero("type 0", c.dynamic.not().times(c.maxFee.minus(c.maxPriorityFee)));
  }

  /// The sender's balance must cover `gasLimit · maxFee + value`; what was taken so far is
  /// `gasLimit · price + value`, and `maxFee − price = fullTip · gap`.
  private static void constrainReserve(TableBuilder t, Columns c) {
    c.borrow.range(t);
    c.reserveHi.range(t);
    c.reserveLo.range(t);
    t.receive(
        "balance", MachineBus.ACCOUNT_BALANCE, c.active, c.ts.plus(PAY), c.balanceHi, c.balanceLo);
    Expr reserved = c.gasLimit().times(c.fullTip).times(c.gap.value());
    // reserved < 2^130, borrow · 2^128 < 2^144: no wrap.
    t.assertEqual(
        "reserve lo",
        c.reserveLo.value(),
        c.balanceLo.minus(reserved).plus(c.borrow.value().times(Cells.TWO_128)));
    // Not negative, since ranged.
    t.assertEqual("reserve hi", c.reserveHi.value(), c.balanceHi.minus(c.borrow.value()));
  }

  /// The amounts are integers below 2^130 (gas below 2^33, prices below 2^97), or the value's
  /// halves.
  private static void constrainAccesses(TableBuilder t, Columns c) {
    Expr zero = t.constant(0);
    // The nonce was below 2^64 − 1 (EIP-2681), being at least 0 in the account.
    c.nonceAfter.range(t);
    c.valueHi.range(t);
    c.valueLo.range(t);
    access(
        t,
        c,
        AccessKind.SENDER_BUYS_GAS,
        c.ts.plus(BUY),
        c.sender,
        c.nonceAfter.value().minus(1),
        zero,
        c.gasLimit().times(c.price()));
    access(
        t,
        c,
        AccessKind.SENDER_SENDS_VALUE,
        c.ts.plus(PAY),
        c.sender,
        zero,
        c.valueHi.value(),
        c.valueLo.value());
    access(
        t,
        c,
        AccessKind.RECIPIENT_TAKES_VALUE,
        c.ts.plus(RECEIVE),
        c.to,
        zero,
        c.valueHi.value(),
        c.valueLo.value());
    access(
        t,
        c,
        AccessKind.SENDER_TAKES_REFUND,
        c.endTs.plus(REFUND),
        c.sender,
        zero,
        zero,
        c.gasLeft.times(c.price()));
    access(
        t,
        c,
        AccessKind.COINBASE_TAKES_FEE,
        c.endTs.plus(REWARD),
        c.coinbase,
        zero,
        zero,
        c.gasLimit().minus(c.gasLeft).times(c.tip.value()));
  }

  private static void access(
      TableBuilder t,
      Columns c,
      AccessKind kind,
      Expr ts,
      Expr address,
      Expr nonce,
      Expr amountHi,
      Expr amountLo) {
    AccountOperation operation = AccountOperation.of(kind);
    t.send(
        kind.name(),
        MachineBus.ACCOUNT_OPERATION,
        c.active,
        ts,
        address,
        t.constant(operation.credit()),
        t.constant(operation.codeless()),
        t.constant(operation.counts()),
        t.constant(operation.reports()),
        nonce,
        amountHi,
        amountLo);
  }
}
