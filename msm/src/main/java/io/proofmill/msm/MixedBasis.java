package io.proofmill.msm;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Parallel;

/// The bases [τ^i · L_j(τ^t)]₁ at place i·n + j, for i < t and j < n = 2^logHeight: a sum over them
/// with cells as scalars commits to Σ_i X^i f_i(X^t), f_i the polynomial with the values of column
/// i.
record MixedBasis(int logHeight, int packing) {
  MixedBasis {
    if (logHeight < 0 || logHeight > Fr.TWO_ADICITY || packing < 1) {
      throw new IllegalArgumentException(
          "basis of height 2^" + logHeight + " and packing " + packing);
    }
  }

  int height() {
    return 1 << logHeight;
  }

  /// The number of points, t·n.
  long size() {
    return (long) height() * packing;
  }

  /// With τ at hand: multiples of the generator by computed scalars, about 5 µs each on one core.
  G1Vector fromSecret(FrElement tau, Parallel parallel) {
    FrVector scalars = FrVector.zero(Math.toIntExact(size()));
    FrElement y = tau.pow(packing);
    FrVector lagrange = lagrangeAt(y);
    FrElement power = FrElement.ONE;
    long[] factor = new long[Fr.LIMBS];
    for (int i = 0; i < packing; i++) {
      power.store(factor, 0);
      for (int j = 0; j < height(); j++) {
        Fr.mul(lagrange.limbs(), j, factor, 0, scalars.limbs(), i * height() + j);
      }
      power = power.times(tau);
    }
    return new FixedBase(G1Point.GENERATOR, scalars.length(), parallel).multiply(scalars);
  }

  /// L_0(y) to L_{n-1}(y): (y^n - 1)/n · ω^j/(y - ω^j).
  private FrVector lagrangeAt(FrElement y) {
    int n = height();
    FrVector points = PowersOf.vector(Fr.rootOfUnity(logHeight), n);
    FrVector out = FrVector.zero(n);
    FrElement vanishing = y.pow(n).minus(FrElement.ONE);
    if (vanishing.isZero()) {
      throw new IllegalArgumentException("τ^t lies in the domain");
    }
    long[] scratch = new long[2 * Fr.LIMBS];
    y.store(scratch, 0);
    vanishing.times(FrElement.of(n).inverse()).store(scratch, 1);
    for (int j = 0; j < n; j++) {
      Fr.sub(scratch, 0, points.limbs(), j, out.limbs(), j);
    }
    Fr.batchInverse(out.limbs(), 0, n);
    for (int j = 0; j < n; j++) {
      Fr.mul(out.limbs(), j, points.limbs(), j, out.limbs(), j);
      Fr.mul(out.limbs(), j, scratch, 1, out.limbs(), j);
    }
    return out;
  }

  /// From the powers alone, part i of the basis: [τ^i L_j(τ^t)]₁ = 1/n Σ_k ω^(-jk) [τ^(i + tk)]₁,
  /// an inverse group FFT. n/2·log n multiplications by scalars, about 150 µs each on one core.
  G1Vector part(int i, G1Vector powers, Parallel parallel) {
    int n = height();
    G1Accumulator[] v = new G1Accumulator[n];
    for (int k = 0; k < n; k++) {
      int reversed = logHeight == 0 ? 0 : Integer.reverse(k) >>> (32 - logHeight);
      v[reversed] = new G1Accumulator().add(powers, i + packing * k);
    }
    // Decimation in time by the inverse root: natural order out.
    for (int layer = 1; layer <= logHeight; layer++) {
      int half = 1 << (layer - 1);
      FrVector twiddles = PowersOf.vector(Fr.rootOfUnity(layer).inverse(), half);
      parallel.forEach(
          n / 2,
          pair -> {
            int offset = pair & (half - 1);
            int low = 2 * (pair - offset) + offset;
            G1Accumulator product = v[low + half];
            if (offset > 0) {
              product.times(twiddles.get(offset));
            }
            G1Accumulator difference = product.copy().negate().add(v[low]);
            v[low].add(product);
            v[low + half] = difference;
          });
    }
    FrElement scale = FrElement.of(n).inverse();
    G1Vector out = G1Vector.infinity(n);
    parallel.forEach(n, j -> out.set(j, v[j].times(scale).toAffine()));
    return out;
  }
}
