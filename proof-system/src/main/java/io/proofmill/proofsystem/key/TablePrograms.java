package io.proofmill.proofsystem.key;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.evaluate.RowProgram;
import io.proofmill.proofsystem.evaluate.RowProgramBuilder;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Constraint;
import io.proofmill.verifier.constraint.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table's expressions compiled for the prover.
///
/// @param constraints the constraints by the number of quotient chunks that their degree takes,
///   most chunks last; classes without a constraint are left out
/// @param bus for each batch of interactions, in order, its numerator and then its denominator
public record TablePrograms(List<DegreeClass> constraints, RowProgram bus) {

  /// Constraints of a degree: up to 2 takes one chunk, 3 takes two, 5 takes four.
  ///
  /// @param chunks 1, 2 or 4
  /// @param program adds `Σ c^i · C_i` over the class to its one output; the parameters after the
  ///   common ones are the powers of the challenge c, one per constraint of the whole table in the
  ///   order of [#ordered]
  public record DegreeClass(int chunks, RowProgram program) {}

  public TablePrograms {
    constraints = List.copyOf(constraints);
  }

  static TablePrograms compile(Air air) {
    List<DegreeClass> classes = new ArrayList<>();
    for (int chunks = 1; chunks <= air.quotientChunks(); chunks *= 2) {
      compileConstraints(air, chunks).ifPresent(classes::add);
    }
    return new TablePrograms(classes, compileBus(air));
  }

  /// All constraints in the order in which the challenge combines them.
  public static List<Constraint> ordered(Air air) {
    List<Constraint> all = new ArrayList<>(air.constraints());
    all.addAll(air.busConstraints());
    return all;
  }

  private static Optional<DegreeClass> compileConstraints(Air air, int chunks) {
    RowProgramBuilder builder = new RowProgramBuilder(air);
    int total = builder.output();
    boolean empty = true;
    for (Constraint constraint : ordered(air)) {
      int power = builder.parameter();
      if (chunks(air.graph().degree(constraint.node())) == chunks) {
        builder.multiplyAdd(total, power, builder.node(constraint.node()));
        empty = false;
      }
    }
    return empty ? Optional.empty() : Optional.of(new DegreeClass(chunks, builder.build()));
  }

  /// The smallest power of two m with `(degree − 1)·n ≤ m·n`: what the quotient's degree is below.
  private static int chunks(int degree) {
    return degree <= 2 ? 1 : degree == 3 ? 2 : 4;
  }

  private static RowProgram compileBus(Air air) {
    RowProgramBuilder builder = new RowProgramBuilder(air);
    for (List<Integer> batch : air.batches()) {
      int numerator = -1;
      int denominator = -1;
      for (int i : batch) {
        int m = builder.node(air.interactions().get(i).multiplicity());
        int d = denominator(builder, air.interactions().get(i));
        // N/D + m/d = (N·d + m·D) / (D·d)
        numerator =
            numerator < 0
                ? m
                : builder.add(builder.multiply(numerator, d), builder.multiply(m, denominator));
        denominator = denominator < 0 ? d : builder.multiply(denominator, d);
      }
      builder.store(builder.output(), numerator);
      builder.store(builder.output(), denominator);
    }
    return builder.build();
  }

  /// `α − (id + β·field₁ + β²·field₂ + …)`, by Horner's rule.
  private static int denominator(RowProgramBuilder builder, Interaction interaction) {
    int fingerprint = -1;
    for (int node : interaction.message().reversed()) {
      int field = builder.node(node);
      fingerprint =
          fingerprint < 0
              ? field
              : builder.add(builder.multiply(fingerprint, builder.beta()), field);
    }
    int id = builder.constant(FrElement.of(interaction.bus().id()));
    fingerprint =
        fingerprint < 0 ? id : builder.add(builder.multiply(fingerprint, builder.beta()), id);
    return builder.subtract(builder.alpha(), fingerprint);
  }
}
