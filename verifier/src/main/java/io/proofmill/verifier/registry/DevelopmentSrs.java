package io.proofmill.verifier.registry;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Setup;

/// The development SRS: its τ comes from a public seed, so it proves nothing to anybody else. It is
/// recognised by its `[τ]₂` and refused unless allowed explicitly.
public final class DevelopmentSrs {
  /// The public seed.
  public static final String SEED = Setup.DEVELOPMENT_SEED;

  private static final G2Point TAU = G2Point.GENERATOR.times(tau());

  private DevelopmentSrs() {}

  public static FrElement tau() {
    return Setup.developmentTau(SEED);
  }

  public static boolean isDevelopment(G2Point tau) {
    return TAU.equals(tau);
  }
}
