package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.Machine;
import io.proofmill.aggregator.machine.MachineBuilder;
import io.proofmill.aggregator.machine.MachineLayout;
import io.proofmill.aggregator.machine.PointVariable;
import io.proofmill.aggregator.machine.Variable;
import io.proofmill.aggregator.program.LeafProgram;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.List;

/// The circuit of [LeafProgram] for the shards of one key, which is a constant of the circuit.
public final class LeafMachine {
  private final Machine machine;
  private final int places;

  /// @param key of the shards
  /// @param places how many shards a leaf takes at most
  /// @param layout of all leaves and nodes
  public LeafMachine(VerifyingKey key, int places, MachineLayout layout) {
    ProofShape shape = key.shape();
    if (shape.binding() != Binding.OPEN) {
      throw new IllegalArgumentException("a leaf takes proofs of shards, which are open");
    }
    this.places = places;
    MachineBuilder builder = new MachineBuilder();
    Declarations declare = new Declarations(builder);
    Variable keyRoot = builder.input();
    Variable listStart = builder.input();
    BusChallenges<Variable> challenges = declare.challenges();
    List<LeafProgram.Shard<Variable, PointVariable>> shards = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      Variable active = i == 0 ? builder.one() : builder.input();
      List<Variable> publicValues = declare.scalars(shape.publicValues());
      shards.add(new LeafProgram.Shard<>(active, publicValues, declare.proof(shape)));
    }
    List<PointVariable> fixed =
        key.fixedCommitments().stream().map(builder::constantPoint).toList();
    NodeValues<Variable, PointVariable> values =
        LeafProgram.run(builder, key, fixed, keyRoot, listStart, challenges, shards);
    values.publicValues(builder).forEach(builder::publish);
    machine = builder.build(layout);
  }

  public Machine machine() {
    return machine;
  }

  public int places() {
    return places;
  }

  /// The inputs for one to `places` shards; places left over repeat the first.
  Inputs inputs(
      FrElement keyRoot,
      FrElement listStart,
      BusChallenges<FrElement> challenges,
      List<ShardProof> shards,
      List<ProofData<FrElement, G1Point>> data) {
    if (shards.isEmpty() || shards.size() > places) {
      throw new IllegalArgumentException(
          "a leaf takes 1 to " + places + " shards, not " + shards.size());
    }
    Inputs inputs = new Inputs();
    inputs.add(keyRoot);
    inputs.add(listStart);
    inputs.add(challenges.alpha());
    inputs.add(challenges.beta());
    for (int i = 0; i < places; i++) {
      boolean active = i < shards.size();
      if (i > 0) {
        inputs.add(FrElement.of(active ? 1 : 0));
      }
      int shard = active ? i : 0;
      inputs.addScalars(shards.get(shard).publicValues());
      inputs.add(data.get(shard));
    }
    return inputs;
  }
}
