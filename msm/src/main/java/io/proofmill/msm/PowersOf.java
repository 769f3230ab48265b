package io.proofmill.msm;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;

/// Vectors of consecutive powers.
final class PowersOf {
  private PowersOf() {}

  /// 1, x, x², …
  static FrVector vector(FrElement x, int count) {
    FrVector out = FrVector.zero(count);
    if (count > 0) {
      long[] limbs = out.limbs();
      long[] step = new long[Fr.LIMBS];
      x.store(step, 0);
      Fr.setOne(limbs, 0);
      for (int i = 1; i < count; i++) {
        Fr.mul(limbs, i - 1, step, 0, limbs, i);
      }
    }
    return out;
  }
}
