package io.proofmill.proofsystem.key;

import io.proofmill.algebra.Fr;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.protocol.ColumnGroup;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import java.util.ArrayList;
import java.util.List;

/// The statistical error of a proof, challenge by challenge: the probability that a false statement
/// survives the challenge, by the Schwartz–Zippel lemma over what the challenge ranges over. An
/// adversary who may try 2^q transcripts gains q bits (Fiat–Shamir). The computational assumptions
/// stand beside this: knowledge soundness of KZG over BN254 (algebraic group model, about 100 bits)
/// and Poseidon2 as a random oracle (capacity of one field element, 126 bits against collisions).
///
/// @param steps one per challenge, in the order of the protocol
public record SoundnessBudget(List<Step> steps) {
  /// Bits of a challenge truncated from a canonical field element; its distance from uniform is
  /// below 2^128 / r < 2^−125, which counts as an error of its own.
  private static final double TRUNCATED_BITS = 128;

  private static final double FIELD_BITS = log2(Fr.MODULUS.doubleValue());

  /// One challenge.
  ///
  /// @param challenge its name in DESIGN §3
  /// @param what the false thing that it would have to miss
  /// @param errorBits −log₂ of the probability that it does
  public record Step(String challenge, String what, double errorBits) {}

  /// What the error depends on.
  ///
  /// @param srsLength powers of tau: bounds every committed polynomial, whatever its height
  /// @param tables tables of one proof
  /// @param logMaxHeight of its tallest table
  /// @param maxDegree largest degree of a constraint
  /// @param constraints of all its tables, the bus argument's included
  /// @param groups commitments of all phases, fixed ones included
  /// @param openingPoints Σ t · points over the distinct divisors of the openings
  /// @param messages bus messages that meet in one sum, over the whole batch
  /// @param messageFields the longest message's fields
  public record Bounds(
      double srsLength,
      int tables,
      int logMaxHeight,
      int maxDegree,
      int constraints,
      int groups,
      double openingPoints,
      double messages,
      int messageFields) {

    /// The bounds of one shape.
    ///
    /// @param srsLength powers of tau
    /// @param shards how many proofs of at most this many messages meet in one sum
    public static Bounds of(ProofShape shape, double srsLength, double shards) {
      int degree = 0;
      int constraints = 0;
      int fields = 1;
      double messages = shape.publicValues();
      for (TableShape table : shape.tables()) {
        degree = Math.max(degree, table.air().maxDegree());
        constraints += TablePrograms.ordered(table.air()).size();
        messages += (double) table.air().interactions().size() * (1L << table.logHeight());
        for (Interaction interaction : table.air().interactions()) {
          fields = Math.max(fields, interaction.message().size());
        }
      }
      List<ColumnGroup> groups = shape.groups();
      double points = 0;
      for (ColumnGroup group : groups) {
        points += group.t() * group.points().count(); // distinct divisors are at most all groups
      }
      return new Bounds(
          srsLength,
          shape.tables().size(),
          shape.maxLogHeight(),
          degree,
          constraints,
          groups.size(),
          points,
          messages * shards,
          fields);
    }
  }

  public SoundnessBudget {
    steps = List.copyOf(steps);
  }

  public static SoundnessBudget of(Bounds b) {
    double height = Math.scalb(1.0, b.logMaxHeight);
    List<Step> steps = new ArrayList<>();
    // Over F(β), distinct messages are distinct poles; the numerator has this degree in (α, β).
    steps.add(
        new Step(
            "α, β",
            "a bus that does not balance",
            FIELD_BITS - log2(b.messages * (b.messageFields + 1.0))));
    steps.add(
        new Step(
            "constraint combination",
            "a violated constraint, in any table",
            TRUNCATED_BITS - log2(Math.max(1, b.constraints))));
    // Σ c^i C_i − (X^n − 1) Σ X^(nj) q_j, for any of the tables.
    double identityDegree = b.maxDegree * (b.srsLength + height) + b.maxDegree * height;
    steps.add(
        new Step(
            "ζ",
            "a combined constraint that X^n − 1 does not divide, in any table",
            FIELD_BITS - log2(b.tables * identityDegree)));
    steps.add(
        new Step(
            "γ", "a wrong evaluation, in any group", TRUNCATED_BITS - log2(Math.max(1, b.groups))));
    steps.add(
        new Step(
            "z",
            "a combination that the divisors do not divide",
            FIELD_BITS - log2(b.srsLength + b.openingPoints)));
    steps.add(
        new Step(
            "truncation",
            "two 128-bit challenges that are not quite uniform",
            FIELD_BITS - TRUNCATED_BITS - 1));
    return new SoundnessBudget(steps);
  }

  /// −log₂ of the sum of all errors.
  public double totalBits() {
    double total = 0;
    for (Step step : steps) {
      total += Math.pow(2, -step.errorBits);
    }
    return -log2(total);
  }

  /// The budget as a table for `docs/soundness.md`.
  public String toMarkdown() {
    StringBuilder out =
        new StringBuilder("| challenge | would have to miss | error |\n|---|---|---|\n");
    for (Step step : steps) {
      out.append(
          String.format("| %s | %s | 2^−%.1f |%n", step.challenge, step.what, step.errorBits));
    }
    out.append(String.format("| all | | 2^−%.1f |%n", totalBits()));
    return out.toString();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
