package io.proofmill.aggregator.machine;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.lie.WitnessSet;
import java.util.ArrayList;
import java.util.List;

/// A small program of gates and permutations, for the soundness of ARITH and POSEIDON2.
public final class ScalarProgram {
  private static final int INPUTS = 6;

  private ScalarProgram() {}

  /// The program's tables, with the messages for its public values.
  public static WitnessSet witness(String name, long seed) {
    MachineBuilder builder = new MachineBuilder();
    List<Variable> in = new ArrayList<>();
    List<FrElement> inputs = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      in.add(builder.input());
      inputs.add(FrElement.of(seed + i));
    }
    Variable product = builder.multiply(builder.add(in.get(0), builder.one()), in.get(1));
    Variable sum = builder.horner(in, product);
    List<Variable> hashed = builder.permute(List.of(sum, product, builder.zero()));
    List<Variable> again = builder.permute(List.of(hashed.get(1), in.get(2), hashed.get(0)));
    Variable inverse = builder.inverse("the hash is zero", hashed.get(2));
    builder.publish(in.get(0));
    builder.publish(builder.multiply(inverse, again.get(0)));
    builder.publish(builder.add(again.get(1), again.get(2)));
    Machine machine = builder.build(new MachineLayout(4, 2, 1));
    Execution execution = machine.execute(inputs, List.of());
    return new WitnessSet(
        name, execution.tables(), SampleProgram.publicMessages(execution.publicValues()));
  }
}
