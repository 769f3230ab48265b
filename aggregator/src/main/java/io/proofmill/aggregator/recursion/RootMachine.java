package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.Machine;
import io.proofmill.aggregator.machine.MachineBuilder;
import io.proofmill.aggregator.machine.MachineLayout;
import io.proofmill.aggregator.machine.PointVariable;
import io.proofmill.aggregator.machine.Variable;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.aggregator.program.RecursiveChild;
import io.proofmill.aggregator.program.RootProgram;
import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.batch.BatchRules;
import io.proofmill.verifier.protocol.KeyTree;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.statement.StatementField;
import java.util.List;

/// The circuit of [RootProgram].
public final class RootMachine {
  private final Machine machine;

  /// @param childLayout of leaves and nodes
  /// @param layout of the root itself
  public RootMachine(
      byte[] srsId, BatchRules rules, MachineLayout childLayout, MachineLayout layout) {
    ProofShape shape = childLayout.shape(NodeValues.PUBLIC_VALUES);
    MachineBuilder builder = new MachineBuilder();
    Declarations declare = new Declarations(builder);
    List<Variable> statement = declare.scalars(StatementField.COUNT);
    List<Variable> witnesses = declare.scalars(rules.rootWitnesses().size());
    RootProgram.Output<Variable, PointVariable> output =
        RootProgram.run(
            builder,
            srsId,
            rules,
            RecursiveChild.Layout.of(srsId, shape),
            statement,
            witnesses,
            declare.child(shape));
    output.publicValues(builder).forEach(builder::publish);
    machine = builder.build(layout);
  }

  public Machine machine() {
    return machine;
  }

  Inputs inputs(
      KeyTree tree, List<FrElement> statement, List<FrElement> witnesses, ChildProof child) {
    Inputs inputs = new Inputs();
    inputs.addScalars(statement);
    inputs.addScalars(witnesses);
    child.supply(inputs, tree);
    return inputs;
  }
}
