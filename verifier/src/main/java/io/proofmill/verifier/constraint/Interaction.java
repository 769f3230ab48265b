package io.proofmill.verifier.constraint;

import java.util.List;

/// A message that each row puts on a bus, `multiplicity` times. A receive is a send with negated
/// multiplicity.
///
/// @param label unique in its table
/// @param bus the channel
/// @param direction which way the declaration was written, for reports
/// @param multiplicity node of the signed multiplicity (positive for sends)
/// @param message nodes of the message's fields
public record Interaction(
    String label, Bus bus, Direction direction, int multiplicity, List<Integer> message) {

  /// Whether a message was declared as sent or as received.
  public enum Direction {
    SEND,
    RECEIVE
  }

  public Interaction {
    message = List.copyOf(message);
  }
}
