package io.proofmill.circuits.boundary;

import io.proofmill.circuits.machine.Limbs;
import io.proofmill.circuits.machine.MachineBus;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.math.BigInteger;

/// Proves that every account gets its first value, at timestamp 0, from exactly one row, which
/// takes its last value: addresses are below 2^160 and rise strictly along the token ACCOUNT_ORDER,
/// which the root starts at [#FIRST_LOWER] and takes from the closing row at [#LAST_LOWER]. No
/// address is between 1 and 2^16 − 2, so that none is a precompile's. Assumes that first values are
/// those of the pre-state, in range (assumption `pre-state-root`), and that last values are those
/// of the post-state (`post-state-root`). Degree 5; one row per touched account and a closing one;
/// nothing between rows.
public final class BoundaryTable implements TableDefinition<BoundaryTable.Columns> {
  /// Where the order starts: also the place that address 0 takes in it.
  public static final long FIRST_LOWER = (1 << 16) - 1;

  /// The place of the closing row.
  static final BigInteger CLOSING_KEY = BigInteger.TWO.pow(160);

  /// Where the order ends: after the closing row.
  public static final BigInteger LAST_LOWER = CLOSING_KEY.add(BigInteger.ONE);

  public static final DefinedTable<Columns> TABLE = new BoundaryTable().compile();

  /// @param account whether the row is an account's
  /// @param closing whether the row ends the order
  /// @param zero whether the account is that of address 0
  /// @param key the address
  /// @param lower the least place left by the accounts before
  /// @param gap the row's place in the order, minus `lower`
  /// @param first the value in the pre-state
  /// @param last the value in the post-state
  /// @param lastTs timestamp of the last access; 0 when there is none
  public record Columns(
      Column account,
      Column closing,
      Column zero,
      Column key,
      Column lower,
      Limbs gap,
      Value first,
      Value last,
      Column lastTs) {}

  /// An account's value in cells.
  public record Value(
      Column nonce, Column balanceHi, Column balanceLo, Column codeHashHi, Column codeHashLo) {
    private static Value layout(TableBuilder t, String prefix) {
      return new Value(
          t.main(prefix + "Nonce"),
          t.main(prefix + "BalanceHi"),
          t.main(prefix + "BalanceLo"),
          t.main(prefix + "CodeHashHi"),
          t.main(prefix + "CodeHashLo"));
    }
  }

  private BoundaryTable() {}

  public static Air air() {
    return TABLE.air();
  }

  @Override
  public String name() {
    return "BOUNDARY";
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
        t.main("account"),
        t.main("closing"),
        t.main("zero"),
        t.main("key"),
        t.main("lower"),
        Limbs.layout(t, "gap", 10),
        Value.layout(t, "first"),
        Value.layout(t, "last"),
        t.main("lastTs"));
  }

  @Override
  public void constrain(TableBuilder t, Columns c) {
    t.assertBool("account", c.account);
    t.assertBool("closing", c.closing);
    t.assertBool("zero", c.zero);
    Expr active = c.account.plus(c.closing);
    constrainOrder(t, c, active);
    t.send(
        "first",
        MachineBus.ACCOUNT_CELL,
        c.account,
        c.key,
        t.constant(0),
        c.first.nonce,
        c.first.balanceHi,
        c.first.balanceLo,
        c.first.codeHashHi,
        c.first.codeHashLo);
    t.receive(
        "last",
        MachineBus.ACCOUNT_CELL,
        c.account,
        c.key,
        c.lastTs,
        c.last.nonce,
        c.last.balanceHi,
        c.last.balanceLo,
        c.last.codeHashHi,
        c.last.codeHashLo);
  }

  private static void constrainOrder(TableBuilder t, Columns c, Expr active) {
    t.assertZero("zero key", c.zero.times(c.key));
    // A row's place in the order is its key; address 0 stands where precompiles would end.
    Expr place = c.key.plus(c.zero.times(FIRST_LOWER));
    t.receive("order", MachineBus.ACCOUNT_ORDER, active, c.lower, t.constant(0));
    // The gap is in 0 … 2^160 − 1, so a step of the token is 1 to 2^160: with fewer than 2^40 rows
    // the token rises as an integer from FIRST_LOWER to LAST_LOWER without wrapping, and can run in
    // no circle.
    c.gap.range(t);
    t.assertEqual("gap", c.gap.value(), place.minus(c.lower));
    // The root takes (2^160 + 1, 1): only a closing row at 2^160 sends it, and no row follows one.
    t.send("next order", MachineBus.ACCOUNT_ORDER, active, place.plus(1), c.closing);
  }
}
