package io.proofmill.aggregator.recursion;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ProofData;
import java.util.ArrayList;
import java.util.List;

/// The inputs of one run of a program, in the order in which the program declared them.
final class Inputs {
  private final List<FrElement> scalars = new ArrayList<>();
  private final List<G1Point> points = new ArrayList<>();

  void add(FrElement scalar) {
    scalars.add(scalar);
  }

  void add(G1Point point) {
    points.add(point);
  }

  void addScalars(List<FrElement> values) {
    scalars.addAll(values);
  }

  void addPoints(List<G1Point> values) {
    points.addAll(values);
  }

  /// In the order of [Declarations#proof].
  void add(ProofData<FrElement, G1Point> proof) {
    addPoints(proof.main());
    addPoints(proof.aux());
    addScalars(proof.sums());
    addPoints(proof.quotient());
    proof.evaluations().forEach(this::addScalars);
    add(proof.w());
    add(proof.wPrime());
  }

  List<FrElement> scalars() {
    return scalars;
  }

  List<G1Point> points() {
    return points;
  }
}
