package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import java.util.List;

/// The operations that the verification algorithm is written in. [NativeArithmetic] runs them on
/// values; a recursion program records them as gates. Nothing else may decide a verification, so
/// what the one accepts the other accepts.
///
/// @param <F> a scalar-field element, or a variable standing for one
/// @param <P> a point of G1, or a variable standing for one; always on the curve or infinity
public interface VerifierArithmetic<F, P> {
  F constant(FrElement value);

  F add(F left, F right);

  F subtract(F left, F right);

  F multiply(F left, F right);

  /// The inverse of `value`; rejects with `reason` when it is zero.
  F inverse(String reason, F value);

  /// Rejects with `reason` unless both are equal.
  void assertEqual(String reason, F left, F right);

  /// The Poseidon2 permutation of three elements.
  List<F> permute(List<F> state);

  /// The low 128 bits of the canonical representative (R16).
  F low128(F value);

  /// The three field elements that stand for a point in transcripts, see [PackedPoint].
  List<F> pack(P point);

  /// The generator of G1.
  P generator();

  default F one() {
    return constant(FrElement.ONE);
  }

  default F zero() {
    return constant(FrElement.ZERO);
  }

  default F constant(long value) {
    return constant(FrElement.of(value));
  }

  default F negate(F value) {
    return subtract(zero(), value);
  }

  /// `value^(2^log)`, by squaring.
  default F powerOfTwo(F value, int log) {
    F result = value;
    for (int i = 0; i < log; i++) {
      result = multiply(result, result);
    }
    return result;
  }

  /// `Σ coefficients[i] · x^i`, by Horner's rule; zero when there are none.
  default F horner(List<F> coefficients, F x) {
    if (coefficients.isEmpty()) {
      return zero();
    }
    F result = coefficients.getLast();
    for (int i = coefficients.size() - 2; i >= 0; i--) {
      result = add(multiply(result, x), coefficients.get(i));
    }
    return result;
  }
}
