package io.proofmill.evm.execution;

import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.rlp.Rlp;

/// What a transaction left behind for the receipts trie. Transfers log nothing, so the bloom is
/// zero and there are no logs.
///
/// @param cumulativeGasUsed of the block, this transaction included
public record Receipt(
    int type,
    Hash32 transactionHash,
    boolean succeeded,
    long gasUsed,
    long cumulativeGasUsed,
    byte[] logsBloom) {
  static final int BLOOM_BYTES = 256;

  /// The receipt as stored in the receipts trie.
  public byte[] encode() {
    byte[] list =
        Rlp.list(
            Rlp.quantity(succeeded ? 1 : 0),
            Rlp.quantity(cumulativeGasUsed),
            Rlp.bytes(logsBloom),
            Rlp.emptyList());
    if (type == 0) {
      return list;
    }
    byte[] out = new byte[1 + list.length];
    out[0] = (byte) type;
    System.arraycopy(list, 0, out, 1, list.length);
    return out;
  }
}
