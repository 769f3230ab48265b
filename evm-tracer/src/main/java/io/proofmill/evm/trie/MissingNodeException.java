package io.proofmill.evm.trie;

import io.proofmill.evm.primitive.Hash32;

/// A partial trie lacks a node that an operation needs. Whoever built the trie from a witness turns
/// this into a typed refusal that names the node; a trie built from all its keys never throws it.
public final class MissingNodeException extends RuntimeException {
  private final Hash32 hash;

  MissingNodeException(Hash32 hash) {
    super("missing trie node " + hash, null, false, false);
    this.hash = hash;
  }

  public Hash32 hash() {
    return hash;
  }
}
