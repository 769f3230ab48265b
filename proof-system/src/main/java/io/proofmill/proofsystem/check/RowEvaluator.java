package io.proofmill.proofsystem.check;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.constraint.Op;
import java.util.Arrays;

/// One table's constraints and messages, evaluated a row at a time on flat arrays. Deliberately
/// independent of the prover's evaluator. Cost: one field operation per node, nothing allocated.
///
/// A [Cone] is what has to be evaluated when one cell changes: the constraints and interactions
/// that read it, and the nodes below them.
final class RowEvaluator {
  /// @param nodes operands before the nodes that use them
  /// @param constraints indices into the table's constraints
  /// @param interactions indices into the table's interactions
  record Cone(int[] nodes, int[] constraints, int[] interactions) {}

  private final Air air;
  private final int height;
  private final Op[] ops;
  private final int[] a;
  private final int[] b;
  private final long[] values;
  private final long[][] fixed;
  private final long[][] main;
  private final int[] constraintNodes;
  private final Cone whole;
  private final Cone[] cones;
  private final Cone[] interactionCones;
  private final Cone[] constraintCones;

  RowEvaluator(TableWitness table) {
    air = table.air();
    height = table.height();
    ExpressionGraph graph = air.graph();
    int size = graph.size();
    ops = new Op[size];
    a = new int[size];
    b = new int[size];
    values = new long[size * Fr.LIMBS];
    for (int i = 0; i < size; i++) {
      ops[i] = graph.op(i);
      a[i] = graph.a(i);
      b[i] = graph.b(i);
      if (ops[i] == Op.CONSTANT) {
        graph.constant(a[i]).store(values, i);
      }
    }
    fixed = table.fixed().stream().map(FrVector::limbs).toArray(long[][]::new);
    main = table.main().stream().map(FrVector::limbs).toArray(long[][]::new);
    constraintNodes = air.constraints().stream().mapToInt(c -> c.node()).toArray();
    boolean[] all = new boolean[size];
    Arrays.fill(all, true);
    whole = coneOf(all);
    cones = new Cone[2 * air.mainColumns().size()];
    interactionCones = new Cone[air.interactions().size()];
    constraintCones = new Cone[constraintNodes.length];
  }

  Air air() {
    return air;
  }

  /// Everything.
  Cone whole() {
    return whole;
  }

  /// What reads main column `column` at the given rotation.
  Cone cone(int column, int rotation) {
    int index = 2 * column + rotation;
    if (cones[index] == null) {
      boolean[] reads = new boolean[ops.length];
      for (int i = 0; i < ops.length; i++) {
        reads[i] =
            ops[i] == Op.MAIN && a[i] == column && b[i] == rotation
                || ops[i].isArithmetic() && (reads[a[i]] || reads[b[i]]);
      }
      cones[index] = coneOf(reads);
    }
    return cones[index];
  }

  /// The nodes of one interaction.
  Cone interactionCone(int interaction) {
    if (interactionCones[interaction] == null) {
      boolean[] needed = new boolean[ops.length];
      require(needed, air.interactions().get(interaction));
      interactionCones[interaction] = new Cone(below(needed), new int[0], new int[] {interaction});
    }
    return interactionCones[interaction];
  }

  /// The nodes of one constraint.
  Cone constraintCone(int constraint) {
    if (constraintCones[constraint] == null) {
      boolean[] needed = new boolean[ops.length];
      needed[constraintNodes[constraint]] = true;
      constraintCones[constraint] = new Cone(below(needed), new int[] {constraint}, new int[0]);
    }
    return constraintCones[constraint];
  }

  private Cone coneOf(boolean[] chosen) {
    boolean[] needed = new boolean[ops.length];
    int[] constraints = new int[constraintNodes.length];
    int constraintCount = 0;
    for (int i = 0; i < constraintNodes.length; i++) {
      if (chosen[constraintNodes[i]]) {
        constraints[constraintCount++] = i;
        needed[constraintNodes[i]] = true;
      }
    }
    int[] interactions = new int[air.interactions().size()];
    int interactionCount = 0;
    for (int i = 0; i < interactions.length; i++) {
      Interaction interaction = air.interactions().get(i);
      boolean reads = chosen[interaction.multiplicity()];
      for (int node : interaction.message()) {
        reads |= chosen[node];
      }
      if (reads) {
        interactions[interactionCount++] = i;
        require(needed, interaction);
      }
    }
    return new Cone(
        below(needed),
        Arrays.copyOf(constraints, constraintCount),
        Arrays.copyOf(interactions, interactionCount));
  }

  private static void require(boolean[] needed, Interaction interaction) {
    needed[interaction.multiplicity()] = true;
    for (int node : interaction.message()) {
      needed[node] = true;
    }
  }

  /// The needed nodes and everything below them, without constants.
  private int[] below(boolean[] needed) {
    int[] nodes = new int[ops.length];
    int at = ops.length;
    for (int i = ops.length - 1; i >= 0; i--) {
      if (!needed[i] || ops[i] == Op.CONSTANT) {
        continue;
      }
      nodes[--at] = i;
      if (ops[i].isArithmetic()) {
        needed[a[i]] = true;
        needed[b[i]] = true;
      }
    }
    return Arrays.copyOfRange(nodes, at, ops.length);
  }

  /// Evaluates the cone's nodes in a row.
  void evaluate(Cone cone, int row) {
    int next = row + 1 == height ? 0 : row + 1;
    for (int i : cone.nodes) {
      switch (ops[i]) {
        case CONSTANT -> {}
        case FIXED -> Fr.copy(fixed[a[i]], b[i] == 0 ? row : next, values, i);
        case MAIN -> Fr.copy(main[a[i]], b[i] == 0 ? row : next, values, i);
        case IS_FIRST -> setFlag(i, row == 0);
        case IS_LAST -> setFlag(i, next == 0);
        case ADD -> Fr.add(values, a[i], values, b[i], values, i);
        case SUBTRACT -> Fr.sub(values, a[i], values, b[i], values, i);
        case MULTIPLY -> Fr.mul(values, a[i], values, b[i], values, i);
        case AUX, ALPHA, BETA, SUM_SHARE ->
            throw new IllegalStateException(
                air.name() + ": a constraint or message depends on the bus challenges");
      }
    }
  }

  private void setFlag(int node, boolean flag) {
    if (flag) {
      Fr.setOne(values, node);
    } else {
      Fr.setZero(values, node);
    }
  }

  /// Whether constraint `i` holds in the row last evaluated.
  boolean holds(int i) {
    return Fr.isZero(values, constraintNodes[i]);
  }

  int constraintNode(int i) {
    return constraintNodes[i];
  }

  /// The values of all nodes, indexed by node, in the row last evaluated.
  long[] values() {
    return values;
  }
}
