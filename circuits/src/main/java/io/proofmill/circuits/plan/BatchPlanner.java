package io.proofmill.circuits.plan;

import io.proofmill.circuits.block.BlockRows;
import io.proofmill.circuits.block.ProvenFork;
import io.proofmill.circuits.boundary.BoundaryRows;
import io.proofmill.circuits.plan.PlanOutcome.Planned;
import io.proofmill.circuits.plan.PlanOutcome.Unsupported;
import io.proofmill.circuits.tx.TxRows;
import io.proofmill.circuits.tx.TxTable;
import io.proofmill.evm.event.AccountAccess;
import io.proofmill.evm.event.AccountBoundary;
import io.proofmill.evm.event.BatchBegin;
import io.proofmill.evm.event.BatchEnd;
import io.proofmill.evm.event.BlockBegin;
import io.proofmill.evm.event.BlockEnd;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.event.ExecutionEvent;
import io.proofmill.evm.event.TxBegin;
import io.proofmill.evm.event.TxEnd;
import io.proofmill.evm.primitive.Word;
import io.proofmill.verifier.protocol.ProofShape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Turns the events of one batch into shards, or refuses what the tables cannot prove.
/// Deterministic. Give it every event in order, then ask for the [#outcome]. After a refusal
/// further events are dropped.
public final class BatchPlanner implements EventSink {
  private final ProofShape shape;
  private final List<BlockRows.Block> blocks = new ArrayList<>();
  private final List<TxRows.Transaction> transactions = new ArrayList<>();
  private final List<PlannedBatch.Access> accesses = new ArrayList<>();
  private final List<AccountBoundary> boundaries = new ArrayList<>();

  private BatchBegin batch;
  private ProvenFork fork;
  private BlockBegin block;
  private TxBegin tx;
  private TxEnd txEnd;
  private Word balanceAfterPayment;
  private long gasUsedBefore;
  private BatchEnd end;
  private Unsupported refusal;

  /// @param maxLogHeight bound on the log height of the tables that grow with the batch
  public BatchPlanner(int maxLogHeight) {
    shape = TransferCircuits.shapes(maxLogHeight).getFirst();
  }

  /// The shards, once [BatchEnd] has come, or the first refusal.
  public PlanOutcome outcome() {
    if (refusal != null) {
      return refusal;
    }
    if (end == null) {
      throw new IllegalStateException("the batch has not ended");
    }
    markLastBlock();
    return new Planned(
        new PlannedBatch(shape, end.facts(), end.ts(), blocks, transactions, accesses, boundaries));
  }

  @Override
  public void accept(ExecutionEvent event) {
    if (refusal != null) {
      return;
    }
    switch (event) {
      case BatchBegin begin -> beginBatch(begin);
      case BlockBegin begin -> {
        block = begin;
        gasUsedBefore = 0;
      }
      case TxBegin begin -> beginTransaction(begin);
      case AccountAccess access -> addAccess(access);
      case TxEnd txEnded -> txEnd = endTransaction(txEnded);
      case BlockEnd blockEnd -> endBlock(blockEnd);
      case AccountBoundary boundary -> addBoundary(boundary);
      case BatchEnd batchEnd -> end = batchEnd;
    }
  }

  private void beginBatch(BatchBegin begin) {
    batch = begin;
    fork = ProvenFork.ofNumber(begin.forkId()).orElse(null);
    if (fork == null) {
      refuse(UnsupportedFeature.FORK, "fork id " + begin.forkId());
    }
  }

  private void beginTransaction(TxBegin begin) {
    tx = begin;
    if (begin.type() != 0 && begin.type() != 2) {
      refuse(UnsupportedFeature.TRANSACTION_TYPE, "type " + begin.type());
    } else if (begin.to().isEmpty()) {
      refuse(UnsupportedFeature.CONTRACT_CREATION, begin.data().length + " bytes of init code");
    } else if (begin.data().length > 0) {
      refuse(UnsupportedFeature.CALLDATA, begin.data().length + " bytes");
    } else if (begin.intrinsicGas() != TxTable.INTRINSIC_GAS
        || begin.floorGas() > TxTable.INTRINSIC_GAS) {
      refuse(UnsupportedFeature.INTRINSIC_GAS, Long.toString(begin.intrinsicGas()));
    } else if (Word.of(begin.gasLimit()).bitLength() > TxTable.GAS_BITS
        || begin.gasLimit() > fork.txGasCap()) {
      refuse(UnsupportedFeature.GAS_LIMIT, Long.toUnsignedString(begin.gasLimit()));
    } else if (begin.maxFeePerGas().bitLength() > TxTable.FEE_BITS) {
      refuse(UnsupportedFeature.FEE, begin.maxFeePerGas().toString());
    }
  }

  private void addAccess(AccountAccess access) {
    TxRows.Amount amount =
        switch (access.kind()) {
          case SENDER_BUYS_GAS -> {
            if (access.previous().hasCode()) {
              refuse(UnsupportedFeature.CODE_AT_SENDER, access.address().toString());
            }
            yield TxRows.gasBought(tx);
          }
          case SENDER_SENDS_VALUE -> {
            balanceAfterPayment = access.value().balance();
            yield TxRows.value(tx);
          }
          case RECIPIENT_TAKES_VALUE -> {
            if (access.previous().hasCode()) {
              refuse(UnsupportedFeature.CODE_AT_TARGET, access.address().toString());
            }
            yield TxRows.value(tx);
          }
          case SENDER_TAKES_REFUND -> TxRows.refund(txEnd);
          case COINBASE_TAKES_FEE -> TxRows.reward(txEnd);
        };
    accesses.add(new PlannedBatch.Access(access, amount));
  }

  private TxEnd endTransaction(TxEnd ended) {
    transactions.add(
        new TxRows.Transaction(
            block, tx, ended, fork.txGasCap(), gasUsedBefore, balanceAfterPayment));
    gasUsedBefore = ended.cumulativeGasUsed();
    tx = null;
    return ended;
  }

  private void endBlock(BlockEnd ended) {
    int firstTxId = transactions.size() - ended.transactions() + 1;
    blocks.add(new BlockRows.Block(block, ended, fork, batch.chainId(), firstTxId, false));
  }

  private void addBoundary(AccountBoundary boundary) {
    if (!BoundaryRows.holds(boundary.address())) {
      refuse(UnsupportedFeature.LOW_ADDRESS, boundary.address().toString());
    }
    boundaries.add(boundary);
  }

  private void markLastBlock() {
    BlockRows.Block b = blocks.removeLast();
    blocks.add(new BlockRows.Block(b.begin(), b.end(), b.fork(), b.chainId(), b.firstTxId(), true));
  }

  private void refuse(UnsupportedFeature feature, String detail) {
    if (refusal == null) {
      refusal =
          new Unsupported(
              block == null ? 0 : block.index(),
              tx == null ? OptionalInt.empty() : OptionalInt.of(tx.index()),
              OptionalInt.empty(),
              feature,
              detail);
    }
  }
}
