package io.proofmill.evm.execution;

import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.rlp.Rlp;
import io.proofmill.evm.trie.Trie;
import java.util.ArrayList;
import java.util.List;

/// The header that an executed block would have: environment and results, no extra data, no proof
/// of work.
public record BlockHeader(
    BlockEnvironment environment,
    Hash32 parentHash,
    Hash32 stateRoot,
    Hash32 transactionsRoot,
    Hash32 receiptsRoot,
    byte[] logsBloom,
    long gasUsed) {
  /// keccak256 of the RLP of an empty list.
  private static final Hash32 NO_OMMERS = Hash32.keccak(Rlp.emptyList());

  /// SHA-256 of no bytes: the commitment to no requests (EIP-7685).
  private static final Hash32 NO_REQUESTS =
      Hash32.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static final byte[] ZERO_NONCE = new byte[8];

  /// The header's RLP under the fork's rules.
  public byte[] encode(ForkRules rules) {
    BlockEnvironment env = environment;
    List<byte[]> items = new ArrayList<>();
    items.add(Rlp.hash(parentHash));
    items.add(Rlp.hash(NO_OMMERS));
    items.add(Rlp.address(env.coinbase()));
    items.add(Rlp.hash(stateRoot));
    items.add(Rlp.hash(transactionsRoot));
    items.add(Rlp.hash(receiptsRoot));
    items.add(Rlp.bytes(logsBloom));
    items.add(Rlp.quantity(env.difficulty()));
    items.add(Rlp.quantity(env.number()));
    items.add(Rlp.quantity(env.gasLimit()));
    items.add(Rlp.quantity(gasUsed));
    items.add(Rlp.quantity(env.timestamp()));
    items.add(Rlp.emptyString());
    items.add(Rlp.hash(env.prevRandao()));
    items.add(Rlp.bytes(ZERO_NONCE));
    if (rules.baseFee()) {
      items.add(Rlp.quantity(env.baseFeePerGas()));
    }
    if (rules.withdrawals()) {
      items.add(Rlp.hash(Trie.EMPTY_ROOT));
    }
    if (rules.blobs() != null) {
      items.add(Rlp.quantity(0));
      items.add(Rlp.quantity(env.excessBlobGas()));
      items.add(Rlp.hash(env.parentBeaconBlockRoot()));
    }
    if (rules.requests()) {
      items.add(Rlp.hash(NO_REQUESTS));
    }
    return Rlp.list(items);
  }

  public Hash32 hash(ForkRules rules) {
    return Hash32.keccak(encode(rules));
  }
}
