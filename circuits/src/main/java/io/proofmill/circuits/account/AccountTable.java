package io.proofmill.circuits.account;

import io.proofmill.circuits.machine.Cells;
import io.proofmill.circuits.machine.Limbs;
import io.proofmill.circuits.machine.MachineBus;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.primitive.Word;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;

/// Proves that every operation asked for on bus ACCOUNT_OPERATION changed the account as it says:
/// it takes the value that the account had since `previousTs < ts` and leaves the new one, credits
/// without overflow, debits without underflow, counts the nonce, finds no code where none may be.
/// Assumes that the value taken is in range (ACCOUNT left it, or BOUNDARY), and of the row that
/// asks: flags are 0 or 1, `amountLo` is below 2^142 and `amountHi` below 2^128, timestamps are
/// below 2^42, and no other row asks at the same `ts`. Degree 5; one row per access; nothing
/// between rows.
public final class AccountTable implements TableDefinition<AccountTable.Columns> {
  /// `carry` is held as `carry + 2^15` in one limb.
  static final int CARRY_OFFSET = 1 << 15;

  private static final Word NO_CODE = AccountValue.NO_CODE.toWord();

  public static final DefinedTable<Columns> TABLE = new AccountTable().compile();

  /// @param active whether the row is an access
  /// @param ts the access's timestamp
  /// @param address 160 bits, as one element
  /// @param credit flag of the operation: the amount is added rather than taken
  /// @param codeless flag of the operation: the account has no code
  /// @param counts flag of the operation: the nonce is the message's, and is incremented
  /// @param reports flag of the operation: the new balance is told on bus ACCOUNT_BALANCE
  /// @param amountHi what is credited or debited, `amountHi · 2^128 + amountLo`
  /// @param amountLo not necessarily below 2^128
  /// @param previousTs since when the account had the value before
  /// @param age `ts − previousTs − 1`
  /// @param nonce before
  /// @param balanceHi before
  /// @param balanceLo before
  /// @param codeHashHi before and after
  /// @param codeHashLo before and after
  /// @param newBalanceHi after
  /// @param newBalanceLo after
  /// @param carry from the low to the high half, signed, plus 2^15
  public record Columns(
      Column active,
      Column ts,
      Column address,
      Column credit,
      Column codeless,
      Column counts,
      Column reports,
      Column amountHi,
      Column amountLo,
      Column previousTs,
      Limbs age,
      Column nonce,
      Column balanceHi,
      Column balanceLo,
      Column codeHashHi,
      Column codeHashLo,
      Limbs newBalanceHi,
      Limbs newBalanceLo,
      Limbs carry) {}

  private AccountTable() {}

  public static Air air() {
    return TABLE.air();
  }

  @Override
  public String name() {
    return "ACCOUNT";
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
        t.main("address"),
        t.main("credit"),
        t.main("codeless"),
        t.main("counts"),
        t.main("reports"),
        t.main("amountHi"),
        t.main("amountLo"),
        t.main("previousTs"),
        Limbs.layout(t, "age", 3),
        t.main("nonce"),
        t.main("balanceHi"),
        t.main("balanceLo"),
        t.main("codeHashHi"),
        t.main("codeHashLo"),
        Limbs.layout(t, "newBalanceHi", 8),
        Limbs.layout(t, "newBalanceLo", 8),
        Limbs.layout(t, "carry", 1));
  }

  @Override
  public void constrain(TableBuilder t, Columns c) {
    constrainOperation(t, c);
    constrainCell(t, c);
    constrainBalance(t, c);
  }

  private static void constrainOperation(TableBuilder t, Columns c) {
    t.assertBool("active", c.active);
    t.receive(
        "operation",
        MachineBus.ACCOUNT_OPERATION,
        c.active,
        c.ts,
        c.address,
        c.credit,
        c.codeless,
        c.counts,
        c.reports,
        c.counts.times(c.nonce),
        c.amountHi,
        c.amountLo);
    // An absent account's code hash is that of no code, so absent and code-less are one thing here.
    t.assertZero(
        "codeless hi", c.codeless.times(c.codeHashHi.minus(Cells.high(NO_CODE).toBigInteger())));
    t.assertZero(
        "codeless lo", c.codeless.times(c.codeHashLo.minus(Cells.low(NO_CODE).toBigInteger())));
    t.send(
        "report",
        MachineBus.ACCOUNT_BALANCE,
        c.active.times(c.reports),
        c.ts,
        c.newBalanceHi.value(),
        c.newBalanceLo.value());
  }

  private static void constrainCell(TableBuilder t, Columns c) {
    t.receive(
        "take",
        MachineBus.ACCOUNT_CELL,
        c.active,
        c.address,
        c.previousTs,
        c.nonce,
        c.balanceHi,
        c.balanceLo,
        c.codeHashHi,
        c.codeHashLo);
    // ts < 2^42, age < 2^48: as integers previousTs < ts, and around a cycle of accesses the
    // timestamps would grow by 1 to 2^48 a step and never return mod r.
    c.age.range(t);
    t.assertEqual("age", c.age.value(), c.ts.minus(c.previousTs).minus(c.active));
    t.send(
        "leave",
        MachineBus.ACCOUNT_CELL,
        c.active,
        c.address,
        c.ts,
        c.nonce.plus(c.counts),
        c.newBalanceHi.value(),
        c.newBalanceLo.value(),
        c.codeHashHi,
        c.codeHashLo);
  }

  private static void constrainBalance(TableBuilder t, Columns c) {
    c.newBalanceHi.range(t);
    c.newBalanceLo.range(t);
    c.carry.range(t);
    Expr sign = c.credit.times(2).minus(1);
    Expr carry = c.carry.value().minus(c.active.times(CARRY_OFFSET));
    // Both sides are below 2^145 in magnitude: no wrap.
    t.assertEqual(
        "balance lo",
        c.newBalanceLo.value().plus(carry.times(Cells.TWO_128)),
        c.balanceLo.plus(sign.times(c.amountLo)));
    // Likewise; the new half is ranged, so the sum neither overflows nor falls below zero.
    t.assertEqual(
        "balance hi", c.newBalanceHi.value(), c.balanceHi.plus(sign.times(c.amountHi)).plus(carry));
  }
}
