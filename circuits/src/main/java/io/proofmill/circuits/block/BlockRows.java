package io.proofmill.circuits.block;

import io.proofmill.circuits.block.BlockTable.Columns;
import io.proofmill.circuits.machine.Cells;
import io.proofmill.evm.event.BlockBegin;
import io.proofmill.evm.event.BlockEnd;
import io.proofmill.proofsystem.trace.TableWitness;

/// Fills BLOCK from [BlockBegin] and [BlockEnd] events.
public final class BlockRows {
  private static final Columns C = BlockTable.TABLE.columns();

  private BlockRows() {}

  /// What a block's row is made of.
  ///
  /// @param firstTxId the next transaction's id when the block begins
  public record Block(
      BlockBegin begin, BlockEnd end, ProvenFork fork, long chainId, int firstTxId, boolean last) {}

  /// Writes a block's row.
  public static void fill(TableWitness table, int row, Block block) {
    BlockBegin begin = block.begin;
    BlockEnd end = block.end;
    table.set(row, C.isFork().get(block.fork.ordinal()), 1);
    table.set(row, C.ts(), begin.ts());
    Cells.setUnsigned(table, row, C.number(), begin.number());
    table.set(row, C.txId(), block.firstTxId);
    table.set(row, C.fork(), block.fork.number());
    Cells.setUnsigned(table, row, C.chainId(), block.chainId);
    table.set(row, C.last(), block.last ? 1 : 0);
    table.set(row, C.endTs(), end.ts());
    table.set(row, C.endTxId(), block.firstTxId + end.transactions());
    table.set(row, C.gasUsed(), end.gasUsed());
    C.baseFee().set(table, row, begin.baseFeePerGas());
    Cells.set(table, row, C.coinbase(), begin.coinbase());
    C.gasLimit().set(table, row, begin.gasLimit());
    table.set(row, C.lookups(), end.transactions());
  }
}
