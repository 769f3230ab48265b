package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.verifier.protocol.ColumnGroup;
import io.proofmill.verifier.protocol.ColumnGroup.Points;
import io.proofmill.verifier.protocol.ProofShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The evaluations and the two opening polynomials of a proof (DESIGN §3, rounds 4 to 6).
///
/// Groups of one table with the same packing and points have the same divisor, so their columns are
/// combined by powers of γ first: `Σ γ^g f_{g,i}` for each slot i. Then both W and W′ cost one
/// division per slot rather than per column.
final class Opening {
  private final ProofShape shape;
  private final List<ColumnGroup> groups;

  /// Coefficients of each group's columns.
  private final List<List<FrVector>> coefficients;

  private final FrElement zeta;

  /// The combined columns of groups that share a divisor.
  private record SharedDivisor(int table, int t, Points points) {}

  private final Map<SharedDivisor, List<FrVector>> combined = new LinkedHashMap<>();
  private FrVector w;

  Opening(
      ProofShape shape,
      List<ColumnGroup> groups,
      List<List<FrVector>> coefficients,
      FrElement zeta) {
    this.shape = shape;
    this.groups = groups;
    this.coefficients = coefficients;
    this.zeta = zeta;
  }

  private FrElement next(int table) {
    return zeta.times(Fr.rootOfUnity(shape.tables().get(table).logHeight()));
  }

  /// Per group, its columns at ζ and then, where opened there, at ωζ.
  List<List<FrElement>> evaluations() {
    FrVector powers = Polynomials.powers(zeta, 1 << shape.maxLogHeight());
    Map<Integer, FrVector> nextPowers = new LinkedHashMap<>();
    List<Evaluation> jobs = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      ColumnGroup group = groups.get(g);
      for (FrVector column : coefficients.get(g)) {
        jobs.add(new Evaluation(column, powers));
      }
      if (group.points() == Points.CURRENT_AND_NEXT) {
        int logHeight = shape.tables().get(group.table()).logHeight();
        FrVector at =
            nextPowers.computeIfAbsent(
                logHeight, k -> Polynomials.powers(next(group.table()), 1 << k));
        for (FrVector column : coefficients.get(g)) {
          jobs.add(new Evaluation(column, at));
        }
      }
    }
    FrElement[] results = new FrElement[jobs.size()];
    Parallel.forEach(
        results.length, i -> results[i] = Polynomials.dot(jobs.get(i).column, jobs.get(i).powers));
    List<List<FrElement>> evaluations = new ArrayList<>();
    int at = 0;
    for (ColumnGroup group : groups) {
      evaluations.add(List.of(results).subList(at, at + group.evaluations()));
      at += group.evaluations();
    }
    return evaluations;
  }

  private record Evaluation(FrVector column, FrVector powers) {}

  /// Coefficients of `W = Σ_g γ^g (G_g − R_g) / Z_g`.
  FrVector w(FrElement gamma) {
    FrElement power = FrElement.ONE;
    for (int g = 0; g < groups.size(); g++) {
      ColumnGroup group = groups.get(g);
      int height = 1 << shape.tables().get(group.table()).logHeight();
      List<FrVector> slots =
          combined.computeIfAbsent(
              new SharedDivisor(group.table(), group.t(), group.points()),
              k -> {
                List<FrVector> zeros = new ArrayList<>();
                for (int i = 0; i < k.t; i++) {
                  zeros.add(FrVector.zero(height));
                }
                return zeros;
              });
      for (int i = 0; i < group.columns().size(); i++) {
        Polynomials.addScaled(power, coefficients.get(g).get(i), slots.get(i), 0, 1);
      }
      power = power.times(gamma);
    }
    w = FrVector.zero(shape.maxPackedLength());
    combined.forEach((divisor, slots) -> {
      FrVector[] quotients = new FrVector[divisor.t];
      Parallel.forEach(
          divisor.t,
          i -> {
            quotients[i] = slots.get(i).copy();
            Polynomials.divideByLinear(quotients[i], zeta);
            if (divisor.points == Points.CURRENT_AND_NEXT) {
              Polynomials.divideByLinear(quotients[i], next(divisor.table));
            }
          });
      for (int i = 0; i < divisor.t; i++) {
        Polynomials.addScaled(FrElement.ONE, quotients[i], w, i, divisor.t);
      }
    });
    return w;
  }

  /// Coefficients of `W′ = (Σ_g γ^g/Z_g(z) · (G_g − R_g(z)) − W) / (X − z)`. Overwrites W. The
  /// constants `R_g(z)` only change the remainder, which is not computed with.
  FrVector wPrime(FrElement z) {
    for (int i = 0; i < w.length(); i++) {
      Fr.neg(w.limbs(), i, w.limbs(), i);
    }
    combined.forEach((divisor, slots) -> {
      FrElement y = z.pow(divisor.t);
      FrElement vanishing = y.minus(zeta);
      if (divisor.points == Points.CURRENT_AND_NEXT) {
        vanishing = vanishing.times(y.minus(next(divisor.table)));
      }
      FrElement factor = vanishing.inverse();
      for (int i = 0; i < divisor.t; i++) {
        Polynomials.addScaled(factor, slots.get(i), w, i, divisor.t);
      }
    });
    Polynomials.divideByLinear(w, z);
    return w;
  }
}
