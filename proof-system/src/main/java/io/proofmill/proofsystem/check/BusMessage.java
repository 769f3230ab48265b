package io.proofmill.proofsystem.check;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Bus;
import java.util.Arrays;
import java.util.List;

/// A message put on a bus from outside the tables: by the verifier (public values) or by the root
/// of a batch (the ends of its chains).
///
/// @param multiplicity positive for sends, negative for receives
public record BusMessage(Bus bus, FrElement multiplicity, List<FrElement> fields) {

  public BusMessage {
    fields = List.copyOf(fields);
    if (fields.size() != bus.arity()) {
      throw new IllegalArgumentException(
          "bus " + bus.name() + " has " + bus.arity() + " fields, the message " + fields.size());
    }
  }

  public static BusMessage send(Bus bus, FrElement... fields) {
    return new BusMessage(bus, FrElement.ONE, Arrays.asList(fields));
  }

  public static BusMessage receive(Bus bus, FrElement... fields) {
    return new BusMessage(bus, FrElement.ONE.negate(), Arrays.asList(fields));
  }
}
