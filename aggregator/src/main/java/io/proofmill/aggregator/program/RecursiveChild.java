package io.proofmill.aggregator.program;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.protocol.KeyTree;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofVerifier;
import io.proofmill.verifier.protocol.ProofVerifier.Verified;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.List;
import java.util.Optional;

/// A leaf or node proof as input of a program above it. Its program is not known, only its layout:
/// the commitments to its fixed columns are inputs, and the digest of key and role must be in the
/// tree of keys under the child's `keyRoot` (R4, R5).
///
/// @param fixedCommitments the child's key, layout apart
/// @param roleIsNode 1 for a node, 0 for a leaf
/// @param pathBits the leaf's index in the key tree, lowest bit first
/// @param path the siblings on the way to the root, lowest first
/// @param values the child's public values
public record RecursiveChild<F, P>(
    List<P> fixedCommitments,
    F roleIsNode,
    List<F> pathBits,
    List<F> path,
    NodeValues<F, P> values,
    ProofData<F, P> proof) {

  /// The one layout that all leaves and nodes share.
  public record Layout(ProofShape shape, List<FrElement> digest) {
    public static Layout of(byte[] srsId, ProofShape shape) {
      return new Layout(shape, VerifyingKey.layoutDigest(srsId, shape));
    }
  }

  /// Verifies the child and that its key is in the tree; the pairing equations, its own and the one
  /// it inherited, go to `accumulation`.
  void verify(
      AggregationArithmetic<F, P> arithmetic, Layout layout, Accumulation<F, P> accumulation) {
    F digest = VerifyingKey.digest(arithmetic, layout.digest(), fixedCommitments);
    arithmetic.assertBool("a child is a node or not", roleIsNode);
    F role =
        arithmetic.select(
            roleIsNode,
            arithmetic.constant(KeyTree.Role.NODE.number()),
            arithmetic.constant(KeyTree.Role.LEAF.number()));
    F hash = KeyTree.leaf(arithmetic, role, digest);
    for (int level = 0; level < KeyTree.DEPTH; level++) {
      F right = pathBits.get(level);
      F sibling = path.get(level);
      arithmetic.assertBool("a path bit is boolean", right);
      hash =
          KeyTree.node(
              arithmetic,
              arithmetic.select(right, sibling, hash),
              arithmetic.select(right, hash, sibling));
    }
    arithmetic.assertEqual("a child's key is not in the tree", hash, values.keyRoot());

    Verified<F, P> verified =
        new ProofVerifier<>(arithmetic, layout.shape())
            .verify(
                digest, fixedCommitments, values.publicValues(arithmetic), Optional.empty(), proof);
    accumulation.add(verified);
    accumulation.addInherited(values.left(), values.right());
  }
}
