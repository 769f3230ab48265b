package io.proofmill.proofsystem.prove;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.ntt.NttEngine;
import io.proofmill.proofsystem.key.TablePrograms;
import io.proofmill.proofsystem.key.TablePrograms.DegreeClass;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.protocol.BusChallenges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The quotient of a table's combined constraints by `X^n − 1`, as chunks of degree below n: `q =
/// Σ_j X^(nj) q_j`.
///
/// Constraints are evaluated on cosets of the table's own domain, s_c = g·ω_{mn}^c for m chunks,
/// one after the other: a coset needs transforms of size n alone, reads its next row one place on,
/// and has one value of the divisor, s_c^n − 1. Interpolated over coset c, the quotient is `r_c =
/// Σ_j s_c^(nj) q_j`, and with u = g^n and i the root of unity of order m, `q_j = (1/m) Σ_c
/// (u·i^c)^(−j) · r_c`.
///
/// Constraints of a lower degree have a quotient of fewer chunks and are evaluated on that many
/// cosets, which are among the others' (every second, every fourth): a column that only they read
/// is transformed for those cosets alone.
final class Quotient {
  private final NttEngine ntt;

  Quotient(NttEngine ntt) {
    this.ntt = ntt;
  }

  /// @param classes the table's combined constraints
  /// @param coefficients of all columns in the programs' order
  /// @param parameters the programs' parameters
  /// @param chunks how many chunks the table has: 1, 2 or 4
  /// @return coefficients of the chunks. Memory: as much again as the columns
  List<FrVector> chunks(
      List<DegreeClass> classes,
      List<FrVector> coefficients,
      List<FrElement> parameters,
      int logHeight,
      int chunks) {
    int height = 1 << logHeight;
    FrElement step = Fr.rootOfUnity(logHeight + Integer.numberOfTrailingZeros(chunks));
    FrElement shift = Fr.COSET_SHIFT;
    FrVector[] buffers = new FrVector[coefficients.size()];
    Map<DegreeClass, List<FrVector>> remainders = new HashMap<>();
    for (int coset = 0; coset < chunks; coset++) {
      int number = coset;
      List<DegreeClass> active =
          classes.stream().filter(c -> number % (chunks / c.chunks()) == 0).toList();
      List<FrVector> values = onCoset(active, coefficients, buffers, shift);
      for (DegreeClass c : active) {
        FrVector sum = FrVector.zero(height);
        c.program().run(parameters, values, List.of(sum));
        ntt.cosetInverse(sum, shift);
        remainders.computeIfAbsent(c, k -> new ArrayList<>()).add(sum);
      }
      shift = shift.times(step);
    }
    List<FrVector> result = new ArrayList<>();
    for (int j = 0; j < chunks; j++) {
      result.add(FrVector.zero(height));
    }
    remainders.forEach((c, r) -> addInterpolated(r, result));
    return result;
  }

  /// The values on a coset of the columns that some program reads; null for the others.
  private List<FrVector> onCoset(
      List<DegreeClass> programs,
      List<FrVector> coefficients,
      FrVector[] buffers,
      FrElement shift) {
    FrVector[] values = new FrVector[buffers.length];
    List<FrVector> transformed = new ArrayList<>();
    List<FrVector> sources = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int column = i;
      if (programs.stream().anyMatch(c -> c.program().reads(column))) {
        if (buffers[i] == null) {
          buffers[i] = FrVector.zero(coefficients.get(i).length());
        }
        values[i] = buffers[i];
        transformed.add(buffers[i]);
        sources.add(coefficients.get(i));
      }
    }
    if (!transformed.isEmpty()) {
      long[] powers = Polynomials.powers(shift, transformed.getFirst().length()).limbs();
      Parallel.forEach(
          transformed.size(),
          i -> {
            long[] from = sources.get(i).limbs();
            long[] to = transformed.get(i).limbs();
            for (int k = 0; k < transformed.get(i).length(); k++) {
              Fr.mul(from, k, powers, k, to, k);
            }
          });
      ntt.forward(transformed);
    }
    return Arrays.asList(values);
  }

  /// Adds to the chunks what the remainders on `remainders.size()` cosets interpolate to.
  private static void addInterpolated(List<FrVector> remainders, List<FrVector> result) {
    int chunks = remainders.size();
    int height = remainders.getFirst().length();
    // factors[j][c] = (u·i^c)^(−j) / (m · (u·i^c − 1))
    long[] factors = new long[chunks * chunks * Fr.LIMBS];
    FrElement root = Fr.rootOfUnity(Integer.numberOfTrailingZeros(chunks));
    FrElement power = Fr.COSET_SHIFT.pow(height);
    for (int c = 0; c < chunks; c++) {
      FrElement factor = power.minus(FrElement.ONE).times(FrElement.of(chunks)).inverse();
      FrElement step = power.inverse();
      for (int j = 0; j < chunks; j++) {
        factor.store(factors, j * chunks + c);
        factor = factor.times(step);
      }
      power = power.times(root);
    }
    Parallel.overRange(
        height,
        (from, to) -> {
          long[] product = new long[Fr.LIMBS];
          for (int j = 0; j < chunks; j++) {
            long[] out = result.get(j).limbs();
            for (int c = 0; c < chunks; c++) {
              long[] r = remainders.get(c).limbs();
              for (int k = from; k < to; k++) {
                Fr.mul(r, k, factors, j * chunks + c, product, 0);
                Fr.add(out, k, product, 0, out, k);
              }
            }
          }
        });
  }

  /// The parameters of a table's combined constraints: the common ones, then the powers of the
  /// challenge that combines them.
  static List<FrElement> parameters(
      BusChallenges<FrElement> bus, FrElement sumShare, FrElement combination, Air air) {
    List<FrElement> parameters = new ArrayList<>(List.of(bus.alpha(), bus.beta(), sumShare));
    FrElement power = FrElement.ONE;
    for (int i = 0; i < TablePrograms.ordered(air).size(); i++) {
      parameters.add(power);
      power = power.times(combination);
    }
    return parameters;
  }
}
