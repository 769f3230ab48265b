package io.proofmill.evm.execution;

import io.proofmill.evm.event.BatchBegin;
import io.proofmill.evm.event.BatchEnd;
import io.proofmill.evm.event.BatchFacts;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.execution.BatchOutcome.Executed;
import io.proofmill.evm.execution.BatchOutcome.InvalidBlock;
import io.proofmill.evm.execution.BatchOutcome.Unsupported;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.state.WorldState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Our engine: executes value transfers, with or without calldata, under the rules of the batch's
/// fork. Everything else is refused as unsupported.
///
/// System calls at the begin and end of a block (EIP-4788, 2935, 7002, 7251) do nothing where their
/// contract has no code. Such states are executed, though a chain with withdrawal and consolidation
/// requests would have the contracts; a state that has them is refused.
public final class BatchExecutor implements EvmEngine {
  /// Which forks to execute.
  public enum Forks {
    PROVABLE,
    ALL
  }

  /// What to do with an invalid transaction.
  public enum OnInvalid {
    /// The batch is refused at that place, as a block with it would be.
    REFUSE_BATCH,
    /// The transaction is left out and listed, as `t8n` does.
    LEAVE_OUT
  }

  private final Forks forks;
  private final OnInvalid onInvalid;

  /// An engine for batches that are to be proven.
  public BatchExecutor() {
    this(Forks.PROVABLE, OnInvalid.REFUSE_BATCH);
  }

  public BatchExecutor(Forks forks, OnInvalid onInvalid) {
    this.forks = forks;
    this.onInvalid = onInvalid;
  }

  @Override
  public BatchOutcome execute(BatchInput input, EventSink events) {
    var rules = input.fork().rules();
    if (forks == Forks.PROVABLE && !rules.provable()) {
      return unsupported(0, Feature.FORK, rules.name());
    }
    for (Address address : rules.systemContracts()) {
      if (input.preState().value(address).hasCode()) {
        return unsupported(0, Feature.SYSTEM_CONTRACT, address.toString());
      }
    }
    WorldState state = input.preState().copy();
    Hash32 preStateRoot = state.root();
    if (events.active()) {
      events.accept(new BatchBegin(rules.statementId(), input.chainId(), preStateRoot));
    }
    BatchRun run = new BatchRun(input, state, events);
    List<BlockResult> blocks = new ArrayList<>();
    Hash32 parentHash = input.parentHash();
    for (int i = 0; i < input.blocks().size(); i++) {
      Optional<BatchOutcome> refused = checkBlock(input, i);
      if (refused.isPresent()) {
        return refused.get();
      }
      BlockExecution block = new BlockExecution(run, i, parentHash, onInvalid);
      switch (block.execute()) {
        case BlockExecution.Done done -> blocks.add(done.result());
        case BlockExecution.Stopped stopped -> {
          return stopped.refusal();
        }
      }
      parentHash = blocks.getLast().hash();
    }
    BatchFacts facts = facts(input, preStateRoot, blocks);
    if (events.active()) {
      run.ledger().tellBoundary();
      events.accept(new BatchEnd(run.ts(), run.transactions(), facts));
    }
    return new Executed(new BatchResult(facts, blocks, state));
  }

  private static Optional<BatchOutcome> checkBlock(BatchInput input, int index) {
    BlockInput block = input.blocks().get(index);
    if (index > 0) {
      BlockEnvironment parent = input.blocks().get(index - 1).environment();
      if (block.environment().number() != parent.number() + 1) {
        return Optional.of(
            new InvalidBlock(
                index, "number " + block.environment().number() + " after " + parent.number()));
      }
      if (block.environment().timestamp() <= parent.timestamp()) {
        return Optional.of(new InvalidBlock(index, "timestamp not after that of its parent"));
      }
    }
    if (!block.withdrawals().isEmpty()) {
      return Optional.of(
          unsupported(index, Feature.WITHDRAWALS, block.withdrawals().size() + " of them"));
    }
    return block.reward().isZero()
        ? Optional.empty()
        : Optional.of(unsupported(index, Feature.BLOCK_REWARD, block.reward().toString()));
  }

  private static BatchFacts facts(BatchInput input, Hash32 preStateRoot, List<BlockResult> blocks) {
    ByteArrayOutputStream roots = new ByteArrayOutputStream();
    for (BlockResult block : blocks) {
      roots.writeBytes(block.header().transactionsRoot().toBytes());
    }
    BlockHeader last = blocks.getLast().header();
    return new BatchFacts(
        input.fork().rules().statementId(),
        input.chainId(),
        blocks.getFirst().header().environment().number(),
        last.environment().number(),
        input.parentHash(),
        blocks.getLast().hash(),
        preStateRoot,
        last.stateRoot(),
        Hash32.keccak(roots.toByteArray()));
  }

  private static Unsupported unsupported(int block, Feature feature, String detail) {
    return new Unsupported(block, OptionalInt.empty(), OptionalInt.empty(), feature, detail);
  }
}
