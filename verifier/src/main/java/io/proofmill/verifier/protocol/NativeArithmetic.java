package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.Poseidon2;
import java.math.BigInteger;
import java.util.List;

/// Verification on values. A failed check leaves through [RejectedException], which
/// [NativeVerifier] turns into a value.
public final class NativeArithmetic implements VerifierArithmetic<FrElement, G1Point> {
  private static final BigInteger MASK_128 = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  /// Why a proof is not accepted. Never leaves this package's public methods.
  static final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RejectedException(String reason) {
      super(reason, null, false, false);
    }
  }

  @Override
  public FrElement constant(FrElement value) {
    return value;
  }

  @Override
  public FrElement add(FrElement left, FrElement right) {
    return left.plus(right);
  }

  @Override
  public FrElement subtract(FrElement left, FrElement right) {
    return left.minus(right);
  }

  @Override
  public FrElement multiply(FrElement left, FrElement right) {
    return left.times(right);
  }

  @Override
  public FrElement inverse(String reason, FrElement value) {
    if (value.isZero()) {
      throw new RejectedException(reason);
    }
    return value.inverse();
  }

  @Override
  public void assertEqual(String reason, FrElement left, FrElement right) {
    if (!left.equals(right)) {
      throw new RejectedException(reason);
    }
  }

  @Override
  public List<FrElement> permute(List<FrElement> state) {
    return List.of(Poseidon2.permute(state.toArray(FrElement[]::new)));
  }

  @Override
  public FrElement low128(FrElement value) {
    return FrElement.of(value.toBigInteger().and(MASK_128));
  }

  @Override
  public List<FrElement> pack(G1Point point) {
    return PackedPoint.pack(point);
  }

  @Override
  public G1Point generator() {
    return G1Point.GENERATOR;
  }
}
