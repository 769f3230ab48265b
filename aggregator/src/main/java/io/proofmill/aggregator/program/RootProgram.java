package io.proofmill.aggregator.program;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.batch.BatchHeader;
import io.proofmill.verifier.batch.BatchRules;
import io.proofmill.verifier.batch.RootMessage;
import io.proofmill.verifier.batch.RootMessage.FieldSource;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ProofVerifier;
import io.proofmill.verifier.statement.StatementField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Closes a batch: the run below is the whole list of shards that starts with the header of this
/// statement, α and β come from its end, and the shards' sum with the root's own messages is zero.
public final class RootProgram {
  private RootProgram() {}

  /// The root's public values: the statement as given, and the accumulated pairing equation.
  public record Output<F, P>(List<F> statement, P left, P right) {
    public List<F> publicValues(AggregationArithmetic<F, P> arithmetic) {
      List<F> values = new ArrayList<>(statement);
      values.addAll(arithmetic.pack(left));
      values.addAll(arithmetic.pack(right));
      return values;
    }
  }

  /// @param statement the statement's public values, in order
  /// @param rootWitnesses the values that `rules` names, in order
  public static <F, P> Output<F, P> run(
      AggregationArithmetic<F, P> arithmetic,
      byte[] srsId,
      BatchRules rules,
      RecursiveChild.Layout layout,
      List<F> statement,
      List<F> rootWitnesses,
      RecursiveChild<F, P> child) {
    if (statement.size() != StatementField.COUNT
        || rootWitnesses.size() != rules.rootWitnesses().size()) {
      throw new IllegalArgumentException("a statement or root witness value is missing");
    }
    Accumulation<F, P> accumulation = new Accumulation<>(arithmetic);
    child.verify(arithmetic, layout, accumulation);
    NodeValues<F, P> values = child.values();

    F high = statement.get(StatementField.VK_TREE_ROOT_HI.ordinal());
    F low = statement.get(StatementField.VK_TREE_ROOT_LO.ordinal());
    F shift = arithmetic.constant(FrElement.of(BigInteger.TWO.pow(128)));
    arithmetic.assertEqual(
        "the keys below are not of the statement's tree",
        values.keyRoot(),
        arithmetic.add(arithmetic.multiply(high, shift), low));

    arithmetic.assertEqual(
        "the list of shards does not start with this statement",
        values.listStart(),
        BatchHeader.begin(arithmetic, srsId, statement, rootWitnesses, values.count()));

    BusChallenges<F> challenges = BusChallenges.ofBatch(arithmetic, values.listEnd());
    arithmetic.assertEqual(
        "alpha is not that of the list", challenges.alpha(), values.challenges().alpha());
    arithmetic.assertEqual(
        "beta is not that of the list", challenges.beta(), values.challenges().beta());

    F total = values.sum();
    for (RootMessage message : rules.rootMessages()) {
      List<F> fields = new ArrayList<>();
      for (FieldSource source : message.fields()) {
        fields.add(
            switch (source) {
              case FieldSource.Constant constant -> arithmetic.constant(constant.value());
              case FieldSource.StatementValue value -> statement.get(value.field().ordinal());
              case FieldSource.Witness witness -> rootWitnesses.get(witness.index());
            });
      }
      F term = ProofVerifier.messageTerm(arithmetic, challenges, message.bus(), fields);
      F sign = arithmetic.constant(BatchRules.sign(message.direction()));
      total = arithmetic.add(total, arithmetic.multiply(sign, term));
    }
    arithmetic.assertEqual("the batch's bus sums do not close", total, arithmetic.zero());

    Accumulation.Pair<P> pair = accumulation.combine();
    return new Output<>(List.copyOf(statement), pair.left(), pair.right());
  }
}
