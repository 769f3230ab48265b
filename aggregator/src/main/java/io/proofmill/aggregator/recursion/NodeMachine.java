package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.Machine;
import io.proofmill.aggregator.machine.MachineBuilder;
import io.proofmill.aggregator.machine.MachineLayout;
import io.proofmill.aggregator.machine.PointVariable;
import io.proofmill.aggregator.machine.Variable;
import io.proofmill.aggregator.program.NodeProgram;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.aggregator.program.RecursiveChild;
import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.protocol.KeyTree;
import io.proofmill.verifier.protocol.ProofShape;
import java.util.List;

/// The circuit of [NodeProgram]: one for all nodes of a layout.
public final class NodeMachine {
  private final Machine machine;

  /// @param layout of the children and of the node itself
  public NodeMachine(byte[] srsId, MachineLayout layout) {
    ProofShape shape = layout.shape(NodeValues.PUBLIC_VALUES);
    MachineBuilder builder = new MachineBuilder();
    Declarations declare = new Declarations(builder);
    Variable secondActive = builder.input();
    List<RecursiveChild<Variable, PointVariable>> children =
        List.of(declare.child(shape), declare.child(shape));
    NodeValues<Variable, PointVariable> values =
        NodeProgram.run(builder, RecursiveChild.Layout.of(srsId, shape), secondActive, children);
    values.publicValues(builder).forEach(builder::publish);
    machine = builder.build(layout);
  }

  public Machine machine() {
    return machine;
  }

  /// The inputs that join two children, or pass on one.
  Inputs inputs(KeyTree tree, List<ChildProof> children) {
    if (children.isEmpty() || children.size() > 2) {
      throw new IllegalArgumentException("a node joins one or two children");
    }
    Inputs inputs = new Inputs();
    inputs.add(FrElement.of(children.size() - 1));
    children.getFirst().supply(inputs, tree);
    children.getLast().supply(inputs, tree);
    return inputs;
  }
}
