package io.proofmill.circuits.plan;

import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.account.AccountRows;
import io.proofmill.circuits.account.AccountTable;
import io.proofmill.circuits.block.BlockRows;
import io.proofmill.circuits.block.BlockTable;
import io.proofmill.circuits.boundary.BoundaryRows;
import io.proofmill.circuits.boundary.BoundaryTable;
import io.proofmill.circuits.tx.TxRows;
import io.proofmill.circuits.tx.TxTable;
import io.proofmill.evm.event.AccountAccess;
import io.proofmill.evm.event.AccountBoundary;
import io.proofmill.evm.event.BatchFacts;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A batch cut into shards. Rows are given to shards in the order of execution: shard i holds rows
/// `i · height …` of every table. The same events and shape always give the same witnesses.
public final class PlannedBatch {
  /// An access with the amount that its operation names.
  record Access(AccountAccess event, TxRows.Amount amount) {}

  /// One table's rows over the whole batch.
  private sealed interface Rows {
    int count();

    void fill(TableWitness table, int row, int index);
  }

  private record BlockList(List<BlockRows.Block> blocks) implements Rows {
    @Override
    public int count() {
      return blocks.size();
    }

    @Override
    public void fill(TableWitness table, int row, int index) {
      BlockRows.fill(table, row, blocks.get(index));
    }
  }

  private record TransactionList(List<TxRows.Transaction> transactions) implements Rows {
    @Override
    public int count() {
      return transactions.size();
    }

    @Override
    public void fill(TableWitness table, int row, int index) {
      TxRows.fill(table, row, transactions.get(index));
    }
  }

  private record AccessList(List<Access> accesses) implements Rows {
    @Override
    public int count() {
      return accesses.size();
    }

    @Override
    public void fill(TableWitness table, int row, int index) {
      Access access = accesses.get(index);
      AccountRows.fill(table, row, access.event, access.amount.hi(), access.amount.lo());
    }
  }

  /// The accounts' rows, and the closing one after them.
  private record BoundaryList(List<AccountBoundary> boundaries) implements Rows {
    @Override
    public int count() {
      return boundaries.size() + 1;
    }

    @Override
    public void fill(TableWitness table, int row, int index) {
      Word lower =
          index == 0
              ? BoundaryRows.FIRST_LOWER
              : BoundaryRows.lowerAfter(boundaries.get(index - 1).address());
      if (index < boundaries.size()) {
        BoundaryRows.fill(table, row, boundaries.get(index), lower);
      } else {
        BoundaryRows.fillClosing(table, row, lower);
      }
    }
  }

  private final ProofShape shape;
  private final BatchFacts facts;
  private final long finalTimestamp;
  private final List<Rows> rows;
  private final int transactions;
  private final int shards;

  PlannedBatch(
      ProofShape shape,
      BatchFacts facts,
      long finalTimestamp,
      List<BlockRows.Block> blocks,
      List<TxRows.Transaction> transactions,
      List<Access> accesses,
      List<AccountBoundary> boundaries) {
    this.shape = shape;
    this.facts = facts;
    this.finalTimestamp = finalTimestamp;
    this.transactions = transactions.size();
    rows =
        List.of(
            new BlockList(List.copyOf(blocks)),
            new TransactionList(List.copyOf(transactions)),
            new AccessList(List.copyOf(accesses)),
            new BoundaryList(List.copyOf(boundaries)));
    int needed = 1;
    for (TableShape table : shape.tables()) {
      int height = 1 << table.logHeight();
      needed = Math.max(needed, (rowCount(table.air()) + height - 1) / height);
    }
    shards = needed;
  }

  /// What the statement says of the batch.
  public BatchFacts facts() {
    return facts;
  }

  /// How many transactions the batch has.
  public int transactions() {
    return transactions;
  }

  /// The shape that every shard has.
  public ProofShape shape() {
    return shape;
  }

  public int shards() {
    return shards;
  }

  /// How many rows of a table the batch fills, over all shards; 0 for a fixed table.
  public int rowCount(Air air) {
    Rows list = rowsOf(air);
    return list == null ? 0 : list.count();
  }

  /// The tables of shard `index`, in the shape's order. Made anew at each call.
  public List<TableWitness> shard(int index) {
    if (index < 0 || index >= shards) {
      throw new IndexOutOfBoundsException("shard " + index + " of " + shards);
    }
    List<TableWitness> tables = new ArrayList<>();
    TableWitness range16 = null;
    for (TableShape tableShape : shape.tables()) {
      Air air = tableShape.air();
      TableWitness table =
          new TableWitness(air, tableShape.logHeight(), TransferCircuits.fixedColumns(air));
      Rows list = rowsOf(air);
      if (list == null) {
        range16 = table;
      } else {
        int from = Math.min(index << tableShape.logHeight(), list.count());
        int to = Math.min(from + table.height(), list.count());
        for (int i = from; i < to; i++) {
          list.fill(table, i - from, i);
        }
      }
      tables.add(table);
    }
    Range16Table.fill(range16, tables);
    return tables;
  }

  private Rows rowsOf(Air air) {
    if (air == BlockTable.air()) {
      return rows.get(0);
    }
    if (air == TxTable.air()) {
      return rows.get(1);
    }
    if (air == AccountTable.air()) {
      return rows.get(2);
    }
    return air == BoundaryTable.air() ? rows.get(3) : null;
  }

  /// The values of the root's witnesses, in the order of [TransferCircuits#rules].
  public List<FrElement> rootWitnesses() {
    return List.of(FrElement.of(finalTimestamp), FrElement.of(transactions + 1L));
  }

  /// The statement that the shards prove under the keys of `vkTreeRoot`.
  public Statement statement(long protocolVersion, Bytes32 vkTreeRoot) {
    return new Statement(
        protocolVersion,
        facts.forkId(),
        unsigned(facts.chainId()),
        unsigned(facts.firstBlock()),
        unsigned(facts.lastBlock()),
        bytes(facts.parentBlockHash()),
        bytes(facts.lastBlockHash()),
        bytes(facts.preStateRoot()),
        bytes(facts.postStateRoot()),
        bytes(facts.dataCommitment()),
        vkTreeRoot);
  }

  private static BigInteger unsigned(long value) {
    return Word.of(value).toBigInteger();
  }

  private static Bytes32 bytes(Hash32 hash) {
    return Bytes32.of(hash.toBytes());
  }
}
