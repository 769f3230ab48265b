package io.proofmill.evm.trie;

import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.rlp.Rlp;
import io.proofmill.evm.trie.TrieNode.Branch;
import io.proofmill.evm.trie.TrieNode.Extension;
import io.proofmill.evm.trie.TrieNode.Leaf;
import io.proofmill.evm.trie.TrieNode.Opened;
import io.proofmill.evm.trie.TrieNode.Unopened;
import java.util.List;

/// A persistent Merkle-Patricia trie: [#put] and [#remove] give another trie and share what did not
/// change, so that a root after each block costs only the paths touched in it. Every trie is
/// canonical: a branch holds at least two things, an extension leads to a branch. A trie may be
/// partial, with subtrees known by hash alone; needing one throws [MissingNodeException].
public final class Trie {
  /// keccak256 of the RLP of the empty string.
  public static final Hash32 EMPTY_ROOT = Hash32.keccak(Rlp.emptyString());

  private static final Trie EMPTY = new Trie(null);

  private final TrieNode root;

  private Trie(TrieNode root) {
    this.root = root;
  }

  public static Trie empty() {
    return EMPTY;
  }

  /// A trie of which only the root is known.
  public static Trie unopened(Hash32 root) {
    return root.equals(EMPTY_ROOT) ? EMPTY : new Trie(new Unopened(root));
  }

  /// The root of the trie that maps `rlp(i)` to `values[i]`: transactions, receipts, withdrawals.
  public static Hash32 orderedRoot(List<byte[]> values) {
    Trie trie = EMPTY;
    for (int i = 0; i < values.size(); i++) {
      trie = trie.put(Rlp.quantity(i), values.get(i));
    }
    return trie.rootHash();
  }

  public Hash32 rootHash() {
    return switch (root) {
      case null -> EMPTY_ROOT;
      case Opened node -> Hash32.keccak(node.encoded());
      case Unopened node -> node.hash();
    };
  }

  /// The value of a key, null when it has none. Not to be changed.
  public byte[] get(byte[] key) {
    byte[] path = Nibbles.of(key);
    int at = 0;
    TrieNode node = root;
    while (true) {
      switch (node) {
        case null -> {
          return null;
        }
        case Leaf leaf -> {
          return isRest(path, at, leaf.path) ? leaf.value : null;
        }
        case Extension extension -> {
          if (Nibbles.common(path, at, extension.path) < extension.path.length) {
            return null;
          }
          at += extension.path.length;
          node = extension.child;
        }
        case Branch branch -> {
          if (at == path.length) {
            return branch.value;
          }
          node = branch.children[path[at++]];
        }
        case Unopened unopened -> throw new MissingNodeException(unopened.hash());
      }
    }
  }

  /// The trie with this value, not empty, for the key.
  public Trie put(byte[] key, byte[] value) {
    if (value.length == 0) {
      throw new IllegalArgumentException("an empty value; remove the key instead");
    }
    return new Trie(put(root, Nibbles.of(key), 0, value));
  }

  /// The trie without the key; the same trie when it has no value.
  public Trie remove(byte[] key) {
    TrieNode without = remove(root, Nibbles.of(key), 0);
    if (without == root) {
      return this;
    }
    return without == null ? EMPTY : new Trie(without);
  }

  private static TrieNode put(TrieNode node, byte[] path, int at, byte[] value) {
    return switch (node) {
      case null -> new Leaf(Nibbles.from(path, at), value);
      case Leaf leaf -> {
        if (isRest(path, at, leaf.path)) {
          yield new Leaf(leaf.path, value);
        }
        int common = Nibbles.common(path, at, leaf.path);
        TrieNode[] children = new TrieNode[16];
        byte[] ending = null;
        if (common == leaf.path.length) {
          ending = leaf.value;
        } else {
          children[leaf.path[common]] = new Leaf(Nibbles.from(leaf.path, common + 1), leaf.value);
        }
        Branch branch = new Branch(children, ending);
        yield extend(leaf.path, common, put(branch, path, at + common, value));
      }
      case Extension extension -> {
        int common = Nibbles.common(path, at, extension.path);
        if (common == extension.path.length) {
          TrieNode child = put(extension.child, path, at + common, value);
          yield new Extension(extension.path, child);
        }
        TrieNode[] children = new TrieNode[16];
        byte[] rest = Nibbles.from(extension.path, common + 1);
        children[extension.path[common]] =
            rest.length == 0 ? extension.child : new Extension(rest, extension.child);
        Branch branch = new Branch(children, null);
        yield extend(extension.path, common, put(branch, path, at + common, value));
      }
      case Branch branch -> {
        if (at == path.length) {
          yield new Branch(branch.children, value);
        }
        TrieNode[] children = branch.children.clone();
        children[path[at]] = put(children[path[at]], path, at + 1, value);
        yield new Branch(children, branch.value);
      }
      case Unopened unopened -> throw new MissingNodeException(unopened.hash());
    };
  }

  private static TrieNode remove(TrieNode node, byte[] path, int at) {
    return switch (node) {
      case null -> null;
      case Leaf leaf -> isRest(path, at, leaf.path) ? null : leaf;
      case Extension extension -> {
        if (Nibbles.common(path, at, extension.path) < extension.path.length) {
          yield extension;
        }
        TrieNode child = remove(extension.child, path, at + extension.path.length);
        yield child == extension.child ? extension : prepend(extension.path, child);
      }
      case Branch branch -> {
        if (at == path.length) {
          yield branch.value == null ? branch : collapse(branch.children, null);
        }
        TrieNode child = branch.children[path[at]];
        TrieNode without = remove(child, path, at + 1);
        if (without == child) {
          yield branch;
        }
        TrieNode[] children = branch.children.clone();
        children[path[at]] = without;
        yield collapse(children, branch.value);
      }
      case Unopened unopened -> throw new MissingNodeException(unopened.hash());
    };
  }

  /// The canonical node for a branch that lost something: itself while two things are left, else
  /// its only child one nibble longer, or its value as a leaf.
  private static TrieNode collapse(TrieNode[] children, byte[] value) {
    int only = -1;
    int count = value == null ? 0 : 1;
    for (int i = 0; i < 16; i++) {
      if (children[i] != null) {
        count++;
        only = i;
      }
    }
    if (count > 1) {
      return new Branch(children, value);
    }
    if (only < 0) {
      return new Leaf(new byte[0], value);
    }
    return prepend(new byte[] {(byte) only}, children[only]);
  }

  /// The canonical node for `node` below `prefix`. What an unopened node is must be known first: a
  /// branch goes under an extension, the other kinds take the prefix into their own path.
  private static TrieNode prepend(byte[] prefix, TrieNode node) {
    return switch (node) {
      case null -> throw new IllegalStateException("a branch never loses its last two at once");
      case Leaf leaf -> new Leaf(Nibbles.concat(prefix, leaf.path), leaf.value);
      case Extension next -> new Extension(Nibbles.concat(prefix, next.path), next.child);
      case Branch branch -> new Extension(prefix, branch);
      case Unopened unopened -> throw new MissingNodeException(unopened.hash());
    };
  }

  private static TrieNode extend(byte[] path, int length, TrieNode branch) {
    return length == 0 ? branch : new Extension(java.util.Arrays.copyOf(path, length), branch);
  }

  private static boolean isRest(byte[] path, int at, byte[] rest) {
    return path.length - at == rest.length && Nibbles.common(path, at, rest) == rest.length;
  }
}
