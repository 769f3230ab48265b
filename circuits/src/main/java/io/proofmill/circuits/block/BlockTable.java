package io.proofmill.circuits.block;

import io.proofmill.circuits.machine.Limbs;
import io.proofmill.circuits.machine.MachineBus;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/// Proves that the batch's blocks follow one another from the statement's first to its last, one
/// row each, under one fork and chain id; that each hands the state token to its transactions, with
/// no gas used, and takes it back; and offers the block's facts to them. Assumes that base fee,
/// coinbase and gas limit are those of a valid header (assumption `block-headers`); base fee and
/// gas limit are ranged here. Degree 5; one row per block; nothing between rows.
public final class BlockTable implements TableDefinition<BlockTable.Columns> {
  public static final DefinedTable<Columns> TABLE = new BlockTable().compile();

  /// The state token advances by this much at a block's begin and end.
  static final int BEGIN_STEP = 1;

  static final int END_STEP = 1;

  /// @param isFork one column for each [ProvenFork]: whether the row is a block of that fork
  /// @param ts the state token's timestamp before the block
  /// @param number the block's number
  /// @param txId that of the block's first transaction, unless it has none
  /// @param fork the fork's number in the statement
  /// @param chainId of the statement
  /// @param last whether the block is the batch's last
  /// @param endTs the state token's timestamp after the last transaction
  /// @param endTxId one more than that of the last transaction so far
  /// @param gasUsed by all transactions
  /// @param baseFee per gas, in wei
  /// @param coinbase 160 bits, as one element; ranged by BOUNDARY as soon as it is credited
  /// @param gasLimit of the block
  /// @param lookups how many transactions look up the facts
  public record Columns(
      List<Column> isFork,
      Column ts,
      Column number,
      Column txId,
      Column fork,
      Column chainId,
      Column last,
      Column endTs,
      Column endTxId,
      Column gasUsed,
      Limbs baseFee,
      Column coinbase,
      Limbs gasLimit,
      Column lookups) {
    public Columns {
      isFork = List.copyOf(isFork);
    }
  }

  private BlockTable() {}

  public static Air air() {
    return TABLE.air();
  }

  @Override
  public String name() {
    return "BLOCK";
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
    List<Column> isFork = new ArrayList<>();
    for (ProvenFork fork : ProvenFork.values()) {
      isFork.add(t.main("is" + fork.name()));
    }
    return new Columns(
        isFork,
        t.main("ts"),
        t.main("number"),
        t.main("txId"),
        t.main("fork"),
        t.main("chainId"),
        t.main("last"),
        t.main("endTs"),
        t.main("endTxId"),
        t.main("gasUsed"),
        Limbs.layout(t, "baseFee", 6),
        t.main("coinbase"),
        Limbs.layout(t, "gasLimit", 4),
        t.main("lookups"));
  }

  @Override
  public void constrain(TableBuilder t, Columns c) {
    Expr active = t.constant(0);
    Expr number = t.constant(0);
    Expr txGasCap = t.constant(0);
    for (ProvenFork fork : ProvenFork.values()) {
      Column is = c.isFork.get(fork.ordinal());
      t.assertBool(is.name(), is);
      active = active.plus(is);
      number = number.plus(is.times(fork.number()));
      txGasCap = txGasCap.plus(is.times(fork.txGasCap()));
    }
    // An active row's fork is one that the tables know, and its rules apply. Of two flags, the
    // token
    // would be taken twice; it is there once (docs/circuits/README.md).
    t.assertEqual("fork", c.fork, number);
    t.assertBool("last", c.last);

    t.receive(
        "begin",
        MachineBus.BLOCK_TOKEN,
        active,
        c.ts,
        t.constant(0),
        c.number,
        c.txId,
        c.fork,
        c.chainId);
    t.send(
        "first transaction",
        MachineBus.TX_TOKEN,
        active,
        c.ts.plus(BEGIN_STEP),
        c.number,
        c.txId,
        t.constant(0));
    t.receive(
        "after transactions", MachineBus.TX_TOKEN, active, c.endTs, c.number, c.endTxId, c.gasUsed);
    // The last block's number stays in the token, to meet the statement's.
    t.send(
        "end",
        MachineBus.BLOCK_TOKEN,
        active,
        c.endTs.plus(END_STEP),
        c.last,
        c.number.plus(1).minus(c.last),
        c.endTxId,
        c.fork,
        c.chainId);
    c.baseFee.range(t);
    c.gasLimit.range(t);
    t.send(
        "facts",
        MachineBus.BLOCK_FACTS,
        active.times(c.lookups),
        c.number,
        c.baseFee.value(),
        c.coinbase,
        c.gasLimit.value(),
        txGasCap);
  }
}
