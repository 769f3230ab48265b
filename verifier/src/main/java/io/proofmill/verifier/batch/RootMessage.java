package io.proofmill.verifier.batch;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Interaction.Direction;
import io.proofmill.verifier.statement.StatementField;
import java.util.List;

/// A bus message that no shard sends or receives but the root of the aggregation: the start and the
/// end of the chain of state tokens and of every chained table (R2). The root adds it to the sum of
/// the shards, which must then be zero.
///
/// @param bus the channel
/// @param direction whether the root gives the message or takes it
/// @param fields where each field's value comes from
public record RootMessage(Bus bus, Direction direction, List<FieldSource> fields) {

  /// Where a field's value comes from.
  public sealed interface FieldSource {
    /// The same in every batch.
    record Constant(FrElement value) implements FieldSource {}

    /// A public value.
    record StatementValue(StatementField field) implements FieldSource {}

    /// A value that the planner knows, such as a number of segments: number `index` of the root's
    /// witness values. It is hashed into the header before α and β are drawn (R27); chosen after
    /// them, it could close any sum.
    record Witness(int index) implements FieldSource {}

    static FieldSource constant(long value) {
      return new Constant(FrElement.of(value));
    }

    static FieldSource statement(StatementField field) {
      return new StatementValue(field);
    }

    static FieldSource witness(int index) {
      return new Witness(index);
    }
  }

  public RootMessage {
    fields = List.copyOf(fields);
    if (fields.size() != bus.arity()) {
      throw new IllegalArgumentException(
          bus.name() + " has " + bus.arity() + " fields, not " + fields.size());
    }
  }
}
