package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.program.AggregationArithmetic;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.OpeningClaim.Term;
import java.util.List;

/// [NativeArithmetic] as an [AggregationArithmetic]: programs on values.
public final class OnValues implements AggregationArithmetic<FrElement, G1Point> {
  private final NativeArithmetic values = new NativeArithmetic();

  @Override
  public G1Point multiScalar(List<Term<FrElement, G1Point>> terms) {
    G1Point sum = G1Point.INFINITY;
    for (Term<FrElement, G1Point> term : terms) {
      sum = sum.plus(term.point().times(term.scalar()));
    }
    return sum;
  }

  @Override
  public FrElement constant(FrElement value) {
    return values.constant(value);
  }

  @Override
  public FrElement add(FrElement left, FrElement right) {
    return values.add(left, right);
  }

  @Override
  public FrElement subtract(FrElement left, FrElement right) {
    return values.subtract(left, right);
  }

  @Override
  public FrElement multiply(FrElement left, FrElement right) {
    return values.multiply(left, right);
  }

  @Override
  public FrElement inverse(String reason, FrElement value) {
    return values.inverse(reason, value);
  }

  @Override
  public void assertEqual(String reason, FrElement left, FrElement right) {
    values.assertEqual(reason, left, right);
  }

  @Override
  public List<FrElement> permute(List<FrElement> state) {
    return values.permute(state);
  }

  @Override
  public FrElement low128(FrElement value) {
    return values.low128(value);
  }

  @Override
  public List<FrElement> pack(G1Point point) {
    return values.pack(point);
  }

  @Override
  public G1Point generator() {
    return values.generator();
  }
}
