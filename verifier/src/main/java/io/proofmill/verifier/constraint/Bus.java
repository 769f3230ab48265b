package io.proofmill.verifier.constraint;

import java.util.List;

/// A channel on which tables exchange messages. A message is the tuple of `fields`; its fingerprint
/// under the challenges is `id + β·field₁ + β²·field₂ + …`, so the bus is part of the message.
///
/// @param name the name used in labels and failure reports
/// @param id unique over all buses that meet in one sum; 1..15 belong to the proof system
/// @param fields the message's fields, in order
/// @param keyFields how many leading fields determine all the others in what is provided on this
///   bus: a lookup into a function has its inputs as keys, a pure membership has all fields as
///   keys, and 0 says that a message which arrives is taken whole (state tokens, cells)
public record Bus(String name, int id, List<String> fields, int keyFields) {

  /// Public values of a closed proof: the verifier sends `(index, value)` once each.
  public static final Bus PUBLIC = new Bus("PUBLIC", 1, List.of("index", "value"), 1);

  /// Membership in `0 … 2^16 − 1`.
  public static final Bus RANGE16 = new Bus("RANGE16", 2, List.of("value"), 1);

  public Bus {
    fields = List.copyOf(fields);
    if (id < 1) {
      throw new IllegalArgumentException("bus id must be positive: " + name + " has " + id);
    }
    if (keyFields < 0 || keyFields > fields.size()) {
      throw new IllegalArgumentException("bus " + name + " has " + keyFields + " key fields");
    }
  }

  public int arity() {
    return fields.size();
  }
}
