package io.proofmill.evm.execution;

import io.proofmill.evm.event.BatchFacts;
import io.proofmill.evm.state.WorldState;
import java.util.List;

/// An executed batch.
public record BatchResult(BatchFacts facts, List<BlockResult> blocks, WorldState postState) {
  public BatchResult {
    blocks = List.copyOf(blocks);
  }

  /// Gas used by all blocks.
  public long gasUsed() {
    return blocks.stream().mapToLong(block -> block.header().gasUsed()).sum();
  }

  /// Transactions executed in all blocks.
  public int transactions() {
    return blocks.stream().mapToInt(block -> block.receipts().size()).sum();
  }
}
