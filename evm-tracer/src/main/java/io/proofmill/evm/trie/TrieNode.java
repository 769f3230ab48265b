package io.proofmill.evm.trie;

import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.rlp.Rlp;

/// A node of a Merkle-Patricia trie. Nodes are immutable, so that tries share them and each one is
/// hashed once. Paths are nibbles, one per byte.
sealed interface TrieNode {
  /// How a parent holds this node: its RLP when shorter than 32 bytes, else the RLP of its hash.
  byte[] reference();

  /// A node whose content is at hand.
  abstract sealed class Opened implements TrieNode permits Leaf, Extension, Branch {
    private byte[] encoded;
    private byte[] reference;

    abstract byte[] encode();

    /// The node's RLP; computed once. Racing threads compute the same bytes.
    final byte[] encoded() {
      byte[] known = encoded;
      if (known == null) {
        known = encode();
        encoded = known;
      }
      return known;
    }

    @Override
    public final byte[] reference() {
      byte[] known = reference;
      if (known == null) {
        byte[] rlp = encoded();
        known = rlp.length < 32 ? rlp : Rlp.hash(Hash32.keccak(rlp));
        reference = known;
      }
      return known;
    }
  }

  /// The rest of a key, and its value.
  final class Leaf extends Opened {
    final byte[] path;
    final byte[] value;

    Leaf(byte[] path, byte[] value) {
      this.path = path;
      this.value = value;
    }

    @Override
    byte[] encode() {
      return Rlp.list(Rlp.bytes(Nibbles.compact(path, true)), Rlp.bytes(value));
    }
  }

  /// A shared part of several keys, at least one nibble; the child is a branch or unopened.
  final class Extension extends Opened {
    final byte[] path;
    final TrieNode child;

    Extension(byte[] path, TrieNode child) {
      this.path = path;
      this.child = child;
    }

    @Override
    byte[] encode() {
      return Rlp.list(Rlp.bytes(Nibbles.compact(path, false)), child.reference());
    }
  }

  /// Sixteen children, at least two things in all; `value` is that of the key which ends here, null
  /// when none does.
  final class Branch extends Opened {
    final TrieNode[] children;
    final byte[] value;

    Branch(TrieNode[] children, byte[] value) {
      this.children = children;
      this.value = value;
    }

    @Override
    byte[] encode() {
      byte[][] items = new byte[17][];
      for (int i = 0; i < 16; i++) {
        items[i] = children[i] == null ? Rlp.emptyString() : children[i].reference();
      }
      items[16] = value == null ? Rlp.emptyString() : Rlp.bytes(value);
      return Rlp.list(items);
    }
  }

  /// A node known by its hash alone, as in a partial trie.
  record Unopened(Hash32 hash) implements TrieNode {
    @Override
    public byte[] reference() {
      return Rlp.hash(hash);
    }
  }
}
