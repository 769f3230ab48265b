package io.proofmill.circuits.plan;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.circuits.account.AccountTable;
import io.proofmill.circuits.block.BlockTable;
import io.proofmill.circuits.boundary.BoundaryTable;
import io.proofmill.circuits.machine.MachineBus;
import io.proofmill.circuits.tx.TxTable;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.verifier.batch.BatchRules;
import io.proofmill.verifier.batch.RootMessage;
import io.proofmill.verifier.batch.RootMessage.FieldSource;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Interaction.Direction;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.statement.StatementField;
import java.util.List;

/// The circuit set that proves value transfers: its shard shapes, what the root adds to the shards'
/// buses, and what the circuits leave unproven.
public final class TransferCircuits {
  /// The least and greatest log heights of the largest table that grows with the batch.
  public static final int MIN_LOG_HEIGHT = 4;

  public static final int MAX_LOG_HEIGHT = 20;

  /// Root witness: the state token's timestamp after the last block.
  static final int FINAL_TIMESTAMP = 0;

  /// Root witness: one more than the last transaction's id.
  static final int NEXT_TX_ID = 1;

  private static final List<String> ROOT_WITNESSES = List.of("finalTimestamp", "nextTxId");

  /// The clauses of the statement that these circuits do not enforce; `docs/circuits/README.md`
  /// says what each leaves open. Fixed strings, part of what a vk-tree root means.
  public static final List<String> ASSUMPTIONS =
      List.of(
          "signatures",
          "transaction-encoding",
          "data-commitment",
          "pre-state-root",
          "post-state-root",
          "receipts",
          "withdrawals",
          "system-calls",
          "block-headers",
          "block-numbers",
          "parent-block-hash",
          "last-block-hash",
          "chain-id");

  private TransferCircuits() {}

  /// The catalogue of shard shapes under a bound on log heights: one shape, which every shard has.
  /// RANGE16 always has 2^16 rows. The heights follow the rows of typical batches: five accesses a
  /// transaction, up to two new accounts, few blocks.
  public static List<ProofShape> shapes(int maxLogHeight) {
    if (maxLogHeight < MIN_LOG_HEIGHT || maxLogHeight > MAX_LOG_HEIGHT) {
      throw new IllegalArgumentException(
          String.format(
              "max log height %d is not in %d to %d",
              maxLogHeight, MIN_LOG_HEIGHT, MAX_LOG_HEIGHT));
    }
    return List.of(
        new ProofShape(
            List.of(
                new TableShape(BlockTable.air(), Math.max(1, maxLogHeight - 4)),
                new TableShape(TxTable.air(), maxLogHeight - 2),
                new TableShape(AccountTable.air(), maxLogHeight),
                new TableShape(BoundaryTable.air(), maxLogHeight - 1),
                new TableShape(Range16Table.air(), Range16Table.LOG_HEIGHT)),
            0,
            Binding.OPEN));
  }

  /// The values of a table's fixed columns at the height it has in every shape.
  public static List<FrVector> fixedColumns(Air air) {
    return air.name().equals(Range16Table.air().name()) ? Range16Table.fixedColumns() : List.of();
  }

  /// What binds the shards: the first and last state token, and both ends of the order of accounts.
  /// A batch has at least one block: only a last block gives the final token.
  public static BatchRules rules() {
    FieldSource first = FieldSource.statement(StatementField.FIRST_BLOCK);
    FieldSource last = FieldSource.statement(StatementField.LAST_BLOCK);
    FieldSource fork = FieldSource.statement(StatementField.FORK);
    FieldSource chainId = FieldSource.statement(StatementField.CHAIN_ID);
    FieldSource zero = FieldSource.constant(0);
    FieldSource one = FieldSource.constant(1);
    return new BatchRules(
        List.of(
            new RootMessage(
                MachineBus.BLOCK_TOKEN,
                Direction.SEND,
                List.of(zero, zero, first, one, fork, chainId)),
            new RootMessage(
                MachineBus.BLOCK_TOKEN,
                Direction.RECEIVE,
                List.of(
                    FieldSource.witness(FINAL_TIMESTAMP),
                    one,
                    last,
                    FieldSource.witness(NEXT_TX_ID),
                    fork,
                    chainId)),
            new RootMessage(
                MachineBus.ACCOUNT_ORDER,
                Direction.SEND,
                List.of(FieldSource.constant(BoundaryTable.FIRST_LOWER), zero)),
            new RootMessage(
                MachineBus.ACCOUNT_ORDER,
                Direction.RECEIVE,
                List.of(new FieldSource.Constant(FrElement.of(BoundaryTable.LAST_LOWER)), one))),
        ROOT_WITNESSES,
        ASSUMPTIONS);
  }
}
