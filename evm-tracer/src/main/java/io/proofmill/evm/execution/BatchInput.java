package io.proofmill.evm.execution;

import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.state.WorldState;
import java.util.List;

/// Consecutive blocks and the state before them.
///
/// @param chainId not negative
/// @param parentHash hash of the block before the first; zero when it is not known
/// @param preState never changed by an execution
/// @param blocks at least one
public record BatchInput(
    Fork fork, long chainId, Hash32 parentHash, WorldState preState, List<BlockInput> blocks) {
  public BatchInput {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("a batch without a block");
    }
  }
}
