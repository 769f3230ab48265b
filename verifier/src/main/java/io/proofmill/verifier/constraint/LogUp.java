package io.proofmill.verifier.constraint;

import io.proofmill.algebra.FrElement;
import java.util.ArrayList;
import java.util.List;

/// Turns bus messages into constraints over auxiliary columns: the logarithmic-derivative argument
/// (Haböck, "Multivariate lookups based on logarithmic derivatives", 2022; batched as in §3.4).
///
/// Each message contributes `multiplicity / (α − fingerprint)`. Messages are gathered greedily into
/// batches as large as the degree bound allows. A batch with denominators d_k and multiplicities
/// m_k has a helper column h with `h · Π d_k = Σ m_i Π_{k≠i} d_k`; the first batch needs no helper,
/// since it is the numerator of the running sum: `(S(ωX) − S(X) + T/n − Σ h) · Π d_k = Σ m_i
/// Π_{k≠i} d_k`, cyclic, where T is the table's sum. α is drawn after the columns are fixed, so a
/// denominator is zero with negligible probability; then the prover fails, and no false statement
/// is proven since T is absorbed before ζ.
final class LogUp {
  private final String tableName;
  private final int maxDegree;
  private final ExpressionGraph.Builder graph;
  private final List<Interaction> interactions;
  private final List<List<Integer>> batches = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<String> auxNames = new ArrayList<>();

  LogUp(
      String tableName,
      int maxDegree,
      ExpressionGraph.Builder graph,
      List<Interaction> interactions) {
    this.tableName = tableName;
    this.maxDegree = maxDegree;
    this.graph = graph;
    this.interactions = interactions;
  }

  void compile() {
    if (interactions.isEmpty()) {
      return;
    }
    List<Integer> batch = new ArrayList<>();
    for (int i = 0; i < interactions.size(); i++) {
      batch.add(i);
      if (batchDegree(batch) > maxDegree) {
        batch.removeLast();
        if (batch.isEmpty()) {
          throw new IllegalArgumentException(
              tableName + "." + interactions.get(i).label() + ": message of too high a degree");
        }
        batches.add(batch);
        batch = new ArrayList<>(List.of(i));
        if (batchDegree(batch) > maxDegree) {
          throw new IllegalArgumentException(
              tableName + "." + interactions.get(i).label() + ": message of too high a degree");
        }
      }
    }
    batches.add(batch);

    Expr helperSum = null;
    for (int j = 1; j < batches.size(); j++) {
      Expr helper = aux("bus.helper[" + (j - 1) + "]", 0);
      addBatchConstraint("bus.helper[" + (j - 1) + "]", helper, batches.get(j));
      helperSum = helperSum == null ? helper : helperSum.plus(helper);
    }
    int sumIndex = auxNames.size();
    Expr sum = aux("bus.sum", 0);
    Expr sumNext = new Expr(graph, graph.column(Op.AUX, sumIndex, 1));
    Expr step = sumNext.minus(sum).plus(graph.special(Op.SUM_SHARE));
    if (helperSum != null) {
      step = step.minus(helperSum);
    }
    addBatchConstraint("bus.sum", step, batches.getFirst());
  }

  List<List<Integer>> batches() {
    return batches;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  List<String> auxNames() {
    return auxNames;
  }

  private Expr aux(String name, int rotation) {
    auxNames.add(name);
    return new Expr(graph, graph.column(Op.AUX, auxNames.size() - 1, rotation));
  }

  /// `value · Π d_k − Σ m_i Π_{k≠i} d_k = 0`.
  private void addBatchConstraint(String label, Expr value, List<Integer> batch) {
    // Numerator and denominator grow together: N/D + m/d = (N·d + m·D) / (D·d).
    Expr numerator = null;
    Expr denominator = null;
    for (int i : batch) {
      Expr m = new Expr(graph, interactions.get(i).multiplicity());
      Expr d = denominator(interactions.get(i));
      numerator = numerator == null ? m : numerator.times(d).plus(m.times(denominator));
      denominator = denominator == null ? d : denominator.times(d);
    }
    Expr zero = value.times(denominator).minus(numerator);
    constraints.add(new Constraint(label, zero.node));
  }

  /// `α − (id + Σ β^k · field_k)`, by Horner's rule.
  private Expr denominator(Interaction interaction) {
    Expr beta = graph.special(Op.BETA);
    Expr fingerprint = null;
    for (int node : interaction.message().reversed()) {
      Expr field = new Expr(graph, node);
      fingerprint = (fingerprint == null ? field : fingerprint.times(beta).plus(field));
    }
    Expr id = graph.constant(FrElement.of(interaction.bus().id()));
    fingerprint = fingerprint == null ? id : fingerprint.times(beta).plus(id);
    return graph.special(Op.ALPHA).minus(fingerprint);
  }

  /// The degree of the batch's constraint with a helper or running sum of degree 1.
  private int batchDegree(List<Integer> batch) {
    int denominators = 0;
    int excess = 1;
    for (int i : batch) {
      Interaction interaction = interactions.get(i);
      int d = 0;
      for (int node : interaction.message()) {
        d = Math.max(d, graph.degree(node));
      }
      denominators += d;
      excess = Math.max(excess, graph.degree(interaction.multiplicity()) - d);
    }
    return denominators + excess;
  }
}
