package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of the verifying keys that a node of the aggregation may accept. A leaf is
/// H(role, key digest), so a key cannot be taken in another role (R5); unused leaves are zero,
/// which is no hash of a leaf.
public final class KeyTree {
  /// Levels between a leaf and the root.
  public static final int DEPTH = 6;

  private final List<List<FrElement>> levels;

  /// What a key of the tree is for.
  public enum Role {
    /// Verifies shard proofs of one shape.
    LEAF(1),
    /// Verifies two proofs of the tree.
    NODE(2);

    private final int number;

    Role(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  private KeyTree(List<List<FrElement>> levels) {
    this.levels = levels;
  }

  /// The tree over these leaves, in order; the rest is zero.
  public static KeyTree of(List<FrElement> leaves) {
    if (leaves.size() > 1 << DEPTH) {
      throw new IllegalArgumentException(
          "the tree has " + (1 << DEPTH) + " leaves, not " + leaves.size());
    }
    VerifierArithmetic<FrElement, G1Point> arithmetic = new NativeArithmetic();
    List<FrElement> level = new ArrayList<>(leaves);
    while (level.size() < 1 << DEPTH) {
      level.add(FrElement.ZERO);
    }
    List<List<FrElement>> levels = new ArrayList<>();
    levels.add(List.copyOf(level));
    while (level.size() > 1) {
      List<FrElement> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(node(arithmetic, level.get(i), level.get(i + 1)));
      }
      level = above;
      levels.add(List.copyOf(level));
    }
    return new KeyTree(levels);
  }

  public FrElement root() {
    return levels.getLast().getFirst();
  }

  /// The siblings on the way from leaf `index` to the root, lowest first.
  public List<FrElement> path(int index) {
    List<FrElement> siblings = new ArrayList<>();
    for (int level = 0; level < DEPTH; level++) {
      siblings.add(levels.get(level).get((index >> level) ^ 1));
    }
    return siblings;
  }

  public static <F, P> F leaf(VerifierArithmetic<F, P> arithmetic, F role, F keyDigest) {
    return hash(arithmetic, Domain.KEY_LEAF, role, keyDigest);
  }

  public static <F, P> F node(VerifierArithmetic<F, P> arithmetic, F left, F right) {
    return hash(arithmetic, Domain.KEY_NODE, left, right);
  }

  private static <F, P> F hash(
      VerifierArithmetic<F, P> arithmetic, Domain domain, F first, F second) {
    ProtocolTranscript<F, P> sponge = new ProtocolTranscript<>(arithmetic, domain);
    sponge.absorb(first);
    sponge.absorb(second);
    return sponge.challenge();
  }
}
