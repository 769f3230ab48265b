package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.MachineLayout;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.verifier.protocol.ProofShape;

/// The one layout of all leaves and nodes, and the root's. A node's two children need about 6,300
/// gates, 520 permutations and 6,200 EC rows (`RecursionLayoutTest`).
public final class RecursionLayout {
  /// Heights of leaves and nodes, and of the root.
  public static final MachineLayout MACHINE = new MachineLayout(12, 10, 13);

  private RecursionLayout() {}

  /// The form of every leaf and node proof.
  public static ProofShape shape() {
    return MACHINE.shape(NodeValues.PUBLIC_VALUES);
  }

  /// How many powers of τ keys and proofs of this layout need.
  public static int srsLength() {
    return shape().maxPackedLength();
  }
}
