package io.proofmill.proofsystem.check;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.constraint.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds single-cell changes that put one failure right: the steps of a forger who re-derives the
/// rest of a witness after changing one value.
public final class Repairs {
  /// A new value for one cell.
  public record Change(int table, int row, int column, FrElement value) {}

  private final RowChecker checker;

  public Repairs(RowChecker checker) {
    this.checker = checker;
  }

  /// The columns and rotations (`2 · column + rotation`) that a constraint reads.
  public int[] cellsOfConstraint(int table, int constraint) {
    RowEvaluator evaluator = checker.evaluator(table);
    return cells(table, evaluator.constraintCone(constraint));
  }

  /// The same for an interaction.
  public int[] cellsOfInteraction(int table, int interaction) {
    return cells(table, checker.evaluator(table).interactionCone(interaction));
  }

  private int[] cells(int table, RowEvaluator.Cone cone) {
    var graph = checker.evaluator(table).air().graph();
    return Arrays.stream(cone.nodes())
        .filter(n -> graph.op(n) == Op.MAIN)
        .map(n -> 2 * graph.a(n) + graph.b(n))
        .toArray();
  }

  /// Changes after which the constraint holds in the row.
  public List<Change> satisfy(int table, int constraint, int row) {
    RowEvaluator evaluator = checker.evaluator(table);
    List<Change> changes = new ArrayList<>();
    RowEvaluator.Cone cone = evaluator.constraintCone(constraint);
    for (int cell : cells(table, cone)) {
      solve(table, cone, row, cell, evaluator.constraintNode(constraint), FrElement.ZERO, changes);
    }
    return changes;
  }

  /// Changes that turn the message `from`, where a row puts it on its bus, into `to` in one field
  /// in which they differ, or that take it off the bus.
  public List<Change> move(RowChecker.Surplus from, RowChecker.Surplus to) {
    List<Change> changes = new ArrayList<>();
    for (int table = 0; table < checker.tables().size(); table++) {
      Air air = checker.evaluator(table).air();
      for (int i = 0; i < air.interactions().size(); i++) {
        Interaction interaction = air.interactions().get(i);
        if (interaction.bus().id() == from.bus().id() && !checker.isSuppressed(table, i)) {
          move(table, i, from, to, changes);
        }
      }
    }
    return changes;
  }

  private void move(
      int table, int index, RowChecker.Surplus from, RowChecker.Surplus to, List<Change> changes) {
    RowEvaluator evaluator = checker.evaluator(table);
    RowEvaluator.Cone cone = evaluator.interactionCone(index);
    Interaction interaction = evaluator.air().interactions().get(index);
    int[] cells = cells(table, cone);
    if (cells.length == 0) {
      return;
    }
    for (int row = 0; row < checker.tables().get(table).height(); row++) {
      evaluator.evaluate(cone, row);
      if (Fr.isZero(evaluator.values(), interaction.multiplicity())
          || !matches(evaluator, interaction, from)) {
        continue;
      }
      FrElement multiplicity = FrElement.load(evaluator.values(), interaction.multiplicity());
      for (int field = 0; field < from.fields().size(); field++) {
        if (!from.fields().get(field).equals(to.fields().get(field))) {
          for (int cell : cells) {
            int node = interaction.message().get(field);
            solve(table, cone, row, cell, node, to.fields().get(field), changes);
          }
        }
      }
      for (int cell : cells) {
        FrElement target = multiplicity.minus(from.multiplicity());
        solve(table, cone, row, cell, interaction.multiplicity(), target, changes);
      }
    }
  }

  private static boolean matches(
      RowEvaluator evaluator, Interaction interaction, RowChecker.Surplus surplus) {
    for (int i = 0; i < surplus.fields().size(); i++) {
      FrElement field = FrElement.load(evaluator.values(), interaction.message().get(i));
      if (!field.equals(surplus.fields().get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Adds the values of one cell for which a node equals `target`: the root when the node is affine
  /// in the cell, and 0 or 1 where they fit.
  private void solve(
      int table,
      RowEvaluator.Cone cone,
      int row,
      int cell,
      int node,
      FrElement target,
      List<Change> changes) {
    RowEvaluator evaluator = checker.evaluator(table);
    int height = checker.tables().get(table).height();
    int at = cell % 2 == 0 ? row : (row + 1) % height;
    FrVector column = checker.tables().get(table).main().get(cell / 2);
    FrElement old = column.get(at);
    FrElement[] f = new FrElement[3];
    for (int k = 0; k < 3; k++) {
      column.setLong(at, k);
      evaluator.evaluate(cone, row);
      f[k] = FrElement.load(evaluator.values(), node).minus(target);
    }
    column.set(at, old);
    FrElement slope = f[1].minus(f[0]);
    Set<FrElement> values = new LinkedHashSet<>();
    if (!slope.isZero() && f[2].minus(f[1]).equals(slope)) {
      values.add(f[0].negate().times(slope.inverse()));
    } else if (!slope.isZero() || !f[2].equals(f[1])) {
      if (f[0].isZero()) {
        values.add(FrElement.ZERO);
      }
      if (f[1].isZero()) {
        values.add(FrElement.ONE);
      }
    }
    for (FrElement value : values) {
      if (!value.equals(old)) {
        changes.add(new Change(table, at, cell / 2, value));
      }
    }
  }

  /// The bus of an interaction.
  public Bus bus(int table, int interaction) {
    return checker.evaluator(table).air().interactions().get(interaction).bus();
  }
}
