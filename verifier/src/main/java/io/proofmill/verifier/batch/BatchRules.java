package io.proofmill.verifier.batch;

import io.proofmill.verifier.batch.RootMessage.FieldSource;
import io.proofmill.verifier.constraint.Interaction.Direction;
import java.util.List;

/// What binds the shards of a batch together beside their keys, as data.
///
/// @param rootMessages messages that the root adds to the shards' sum
/// @param rootWitnesses the names of the root's witness values, in order
/// @param assumptions the clauses of the statement that the circuits do not enforce
public record BatchRules(
    List<RootMessage> rootMessages, List<String> rootWitnesses, List<String> assumptions) {
  public BatchRules {
    rootMessages = List.copyOf(rootMessages);
    rootWitnesses = List.copyOf(rootWitnesses);
    assumptions = List.copyOf(assumptions);
    for (RootMessage message : rootMessages) {
      for (FieldSource source : message.fields()) {
        if (source instanceof FieldSource.Witness w && w.index() >= rootWitnesses.size()) {
          throw new IllegalArgumentException(
              message.bus().name() + " names the root witness " + w.index());
        }
      }
    }
  }

  /// Sends count positive in the sum.
  public static int sign(Direction direction) {
    return switch (direction) {
      case SEND -> 1;
      case RECEIVE -> -1;
    };
  }
}
