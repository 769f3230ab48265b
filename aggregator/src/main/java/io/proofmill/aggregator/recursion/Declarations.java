package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.MachineBuilder;
import io.proofmill.aggregator.machine.PointVariable;
import io.proofmill.aggregator.machine.Variable;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.aggregator.program.RecursiveChild;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ColumnGroup;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.KeyTree;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofShape;
import java.util.ArrayList;
import java.util.List;

/// Declares the inputs of programs. Nothing is known of an input but that points are points.
final class Declarations {
  private final MachineBuilder builder;

  Declarations(MachineBuilder builder) {
    this.builder = builder;
  }

  List<Variable> scalars(int count) {
    List<Variable> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(builder.input());
    }
    return out;
  }

  List<PointVariable> points(int count) {
    List<PointVariable> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(builder.inputPoint());
    }
    return out;
  }

  BusChallenges<Variable> challenges() {
    Variable alpha = builder.input();
    return new BusChallenges<>(alpha, builder.input());
  }

  /// A proof of a shape, as [Inputs#add(ProofData)] gives it.
  ProofData<Variable, PointVariable> proof(ProofShape shape) {
    List<PointVariable> main = points(shape.groups(Phase.MAIN).size());
    List<PointVariable> aux = points(shape.groups(Phase.AUX).size());
    List<Variable> sums = scalars(shape.sums());
    List<PointVariable> quotient = points(shape.groups(Phase.QUOTIENT).size());
    List<List<Variable>> evaluations = new ArrayList<>();
    for (ColumnGroup group : shape.groups()) {
      evaluations.add(scalars(group.evaluations()));
    }
    PointVariable w = builder.inputPoint();
    return new ProofData<>(main, aux, sums, quotient, evaluations, w, builder.inputPoint());
  }

  /// The public values of a leaf or node, as [ChildProof#supplyValues] gives them.
  NodeValues<Variable, PointVariable> nodeValues() {
    List<Variable> scalars = scalars(4);
    BusChallenges<Variable> challenges = challenges();
    Variable sum = builder.input();
    PointVariable left = builder.inputPoint();
    return new NodeValues<>(
        scalars.get(0),
        scalars.get(1),
        scalars.get(2),
        scalars.get(3),
        challenges,
        sum,
        left,
        builder.inputPoint());
  }

  /// A leaf or node proof with its key, as [ChildProof#supply] gives it.
  RecursiveChild<Variable, PointVariable> child(ProofShape shape) {
    List<PointVariable> fixed = points(shape.groups(Phase.FIXED).size());
    Variable roleIsNode = builder.input();
    List<Variable> pathBits = scalars(KeyTree.DEPTH);
    List<Variable> path = scalars(KeyTree.DEPTH);
    NodeValues<Variable, PointVariable> values = nodeValues();
    return new RecursiveChild<>(fixed, roleIsNode, pathBits, path, values, proof(shape));
  }
}
