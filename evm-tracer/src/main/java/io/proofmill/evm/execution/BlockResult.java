package io.proofmill.evm.execution;

import io.proofmill.evm.primitive.Hash32;
import java.util.List;

/// An executed block.
///
/// @param hash of the synthesized header
/// @param rejected transactions left out; only where the engine was told to leave invalid ones out
public record BlockResult(
    BlockHeader header,
    Hash32 hash,
    List<Receipt> receipts,
    List<BatchOutcome.InvalidTransaction> rejected) {
  public BlockResult {
    receipts = List.copyOf(receipts);
    rejected = List.copyOf(rejected);
  }
}
