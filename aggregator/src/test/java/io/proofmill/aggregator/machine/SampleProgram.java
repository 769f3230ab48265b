package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.program.AggregationArithmetic;
import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.protocol.OpeningClaim.Term;
import java.util.ArrayList;
import java.util.List;

/// A program that uses every kind of step once or more, written over abstract arithmetic, so that
/// the same code gives the circuit and the values it is compared with.
final class SampleProgram {
  static final MachineLayout LAYOUT = new MachineLayout(7, 2, 10);

  private SampleProgram() {}

  /// The values that the program makes public.
  static <F, P> List<F> run(
      AggregationArithmetic<F, P> arithmetic, List<F> scalars, List<P> points) {
    F a = scalars.get(0);
    F b = scalars.get(1);
    F product = arithmetic.multiply(arithmetic.add(a, b), arithmetic.subtract(a, b));
    F square = arithmetic.powerOfTwo(arithmetic.add(a, arithmetic.one()), 3);
    F quotient = arithmetic.multiply(product, arithmetic.inverse("b is zero", b));
    arithmetic.assertEqual("quotient", arithmetic.multiply(quotient, b), product);
    List<F> hashed = arithmetic.permute(List.of(product, square, arithmetic.zero()));
    F low = arithmetic.low128(hashed.get(0));
    F horner = arithmetic.horner(List.of(a, b, low, hashed.get(1), arithmetic.constant(7)), low);
    List<Term<F, P>> terms = new ArrayList<>();
    terms.add(new Term<>(low, points.get(0)));
    terms.add(new Term<>(horner, points.get(1)));
    terms.add(new Term<>(arithmetic.constant(-1), points.get(2)));
    P sum = arithmetic.multiScalar(terms);
    List<F> out = new ArrayList<>(List.of(product, quotient, low, horner, hashed.get(2)));
    out.addAll(arithmetic.pack(sum));
    out.addAll(arithmetic.pack(points.get(2)));
    return out;
  }

  static Machine machine() {
    MachineBuilder builder = new MachineBuilder();
    List<Variable> scalars = List.of(builder.input(), builder.input());
    List<PointVariable> points =
        List.of(builder.inputPoint(), builder.inputPoint(), builder.inputPoint());
    run(builder, scalars, points).forEach(builder::publish);
    return builder.build(LAYOUT);
  }

  /// The messages that a verifier sends for public values.
  static List<BusMessage> publicMessages(List<FrElement> values) {
    List<BusMessage> messages = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      messages.add(BusMessage.send(Bus.PUBLIC, FrElement.of(i), values.get(i)));
    }
    return messages;
  }
}
