package io.proofmill.evm.execution;

import io.proofmill.evm.event.BlockBegin;
import io.proofmill.evm.event.BlockEnd;
import io.proofmill.evm.event.TokenEvent;
import io.proofmill.evm.execution.BatchOutcome.InvalidBlock;
import io.proofmill.evm.execution.BatchOutcome.InvalidTransaction;
import io.proofmill.evm.execution.BatchOutcome.Refused;
import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.rlp.Rlp;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.transaction.TransactionEncoding;
import io.proofmill.evm.trie.Trie;
import java.util.ArrayList;
import java.util.List;

/// Executes one block of a batch.
final class BlockExecution {
  sealed interface Outcome {}

  record Done(BlockResult result) implements Outcome {}

  record Stopped(Refused refusal) implements Outcome {}

  private final BatchRun run;
  private final int index;
  private final Hash32 parentHash;
  private final BatchExecutor.OnInvalid onInvalid;
  private final BlockInput block;

  BlockExecution(BatchRun run, int index, Hash32 parentHash, BatchExecutor.OnInvalid onInvalid) {
    this.run = run;
    this.index = index;
    this.parentHash = parentHash;
    this.onInvalid = onInvalid;
    this.block = run.input().blocks().get(index);
  }

  Outcome execute() {
    begin();
    List<byte[]> included = new ArrayList<>();
    List<byte[]> inBlock = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    List<InvalidTransaction> rejected = new ArrayList<>();
    long gasUsed = 0;
    for (int i = 0; i < block.transactions().size(); i++) {
      Transaction tx = block.transactions().get(i);
      var transfer = new TransferExecution(run, index, block.environment(), i, receipts.size(), tx);
      switch (transfer.execute(gasUsed)) {
        case TransferExecution.Done done -> {
          gasUsed = done.receipt().cumulativeGasUsed();
          receipts.add(done.receipt());
          included.add(TransactionEncoding.encode(tx));
          inBlock.add(TransactionEncoding.encodeInBlock(tx));
        }
        case TransferExecution.Stopped stopped -> {
          if (onInvalid == BatchExecutor.OnInvalid.REFUSE_BATCH
              || !(stopped.refusal() instanceof InvalidTransaction invalid)) {
            return new Stopped(stopped.refusal());
          }
          rejected.add(invalid);
        }
      }
    }
    BlockHeader header =
        new BlockHeader(
            block.environment(),
            parentHash,
            run.state().root(),
            Trie.orderedRoot(included),
            Trie.orderedRoot(receipts.stream().map(Receipt::encode).toList()),
            new byte[Receipt.BLOOM_BYTES],
            gasUsed);
    byte[] headerRlp = header.encode(run.rules());
    int limit = run.rules().maxBlockRlpBytes();
    int bytes = blockBytes(headerRlp, inBlock, run.rules());
    if (limit != 0 && bytes > limit) {
      return new Stopped(
          new InvalidBlock(index, bytes + " bytes of RLP, at most " + limit + " (EIP-7934)"));
    }
    Hash32 hash = Hash32.keccak(headerRlp);
    end(header, hash, receipts.size());
    return new Done(new BlockResult(header, hash, receipts, rejected));
  }

  private void begin() {
    BlockEnvironment env = block.environment();
    long ts = run.ts();
    run.tell(() ->
        new BlockBegin(
            ts,
            ts + TokenEvent.BLOCK_BEGIN_STEP,
            index,
            env.number(),
            env.timestamp(),
            env.gasLimit(),
            env.coinbase(),
            env.prevRandao(),
            env.baseFeePerGas(),
            env.excessBlobGas(),
            parentHash,
            env.parentBeaconBlockRoot()));
    run.advance(TokenEvent.BLOCK_BEGIN_STEP);
  }

  private void end(BlockHeader header, Hash32 hash, int transactions) {
    long ts = run.ts();
    run.tell(() ->
        new BlockEnd(
            ts,
            ts + TokenEvent.BLOCK_END_STEP,
            index,
            header.environment().number(),
            transactions,
            header.gasUsed(),
            header.stateRoot(),
            header.transactionsRoot(),
            header.receiptsRoot(),
            hash));
    run.advance(TokenEvent.BLOCK_END_STEP);
  }

  /// The length of the whole block's RLP: header, transactions, no ommers, no withdrawals.
  private static int blockBytes(byte[] header, List<byte[]> transactions, ForkRules rules) {
    byte[] list = Rlp.list(transactions);
    byte[] none = Rlp.emptyList();
    byte[] all =
        rules.withdrawals() ? Rlp.list(header, list, none, none) : Rlp.list(header, list, none);
    return all.length;
  }
}
