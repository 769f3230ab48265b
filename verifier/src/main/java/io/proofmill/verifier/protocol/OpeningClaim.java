package io.proofmill.verifier.protocol;

import java.util.List;

/// What remains of a verification: the pairing equation `e(L, [1]₂) = e(R, [τ]₂)` with `L = Σ
/// scalar·point` over `left` and `R = right`.
public record OpeningClaim<F, P>(List<Term<F, P>> left, P right) {
  public OpeningClaim {
    left = List.copyOf(left);
  }

  /// One term of a multi-scalar multiplication.
  public record Term<F, P>(F scalar, P point) {}
}
