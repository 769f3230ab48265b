package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.KeyTree;
import io.proofmill.verifier.protocol.KeyTree.Role;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.List;

/// A leaf or node proof with what a parent needs to check it.
///
/// @param key the proof's key
/// @param role what the key is for
/// @param keyIndex the key's leaf in the key tree
/// @param values the public values
/// @param data the proof's elements
public record ChildProof(
    VerifyingKey key,
    Role role,
    int keyIndex,
    NodeValues<FrElement, G1Point> values,
    ProofData<FrElement, G1Point> data) {

  /// The public values as the proof has them.
  public List<FrElement> publicValues() {
    return values.publicValues(new NativeArithmetic());
  }

  /// In the order of [Declarations#child].
  void supply(Inputs inputs, KeyTree tree) {
    inputs.addPoints(key.fixedCommitments());
    inputs.add(FrElement.of(role == Role.NODE ? 1 : 0));
    for (int level = 0; level < KeyTree.DEPTH; level++) {
      inputs.add(FrElement.of((keyIndex >> level) & 1));
    }
    inputs.addScalars(tree.path(keyIndex));
    supplyValues(inputs);
    inputs.add(data);
  }

  private void supplyValues(Inputs inputs) {
    inputs.addScalars(
        List.of(
            values.keyRoot(),
            values.listStart(),
            values.listEnd(),
            values.count(),
            values.challenges().alpha(),
            values.challenges().beta(),
            values.sum()));
    inputs.add(values.left());
    inputs.add(values.right());
  }
}
