package io.proofmill.proofsystem.lie;

import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// An expression whose value is known where `gate` is not zero: a constraint (value zero,
/// everywhere), a field of a message that arrives whole, or the output of a lookup whose keys are
/// known. Written over cells at offsets 0 and 1.
final class Equation {
  private final String source;
  private final int node;
  private final Polynomial gate;

  /// What must be known before the equation says anything: the gate's cells and a lookup's keys.
  private final Set<Cell> conditions;

  private final Set<Cell> cells;
  private final Expressions expressions;
  private final Map<Cell, Polynomial> slopes = new HashMap<>();

  Equation(
      Expressions expressions, String source, int node, Polynomial gate, Set<Cell> conditions) {
    this.expressions = expressions;
    this.source = source;
    this.node = node;
    this.gate = gate;
    this.conditions = conditions;
    this.cells = expressions.cells(node);
  }

  String source() {
    return source;
  }

  Polynomial gate() {
    return gate;
  }

  Set<Cell> conditions() {
    return conditions;
  }

  /// The cells of the expression.
  Set<Cell> cells() {
    return cells;
  }

  /// The coefficient of a cell in which the expression is linear, or null when it is not, or too
  /// large to write out.
  Polynomial slope(Cell cell) {
    if (!slopes.containsKey(cell)) {
      slopes.put(cell, expressions.slope(node, cell));
    }
    return slopes.get(cell);
  }

  /// Cells, degrees and polynomials of a table's expression graph, computed on demand.
  static final class Expressions {
    private final ExpressionGraph graph;
    private final Polynomial[] polynomials;
    private final boolean[] tooLarge;

    Expressions(ExpressionGraph graph) {
      this.graph = graph;
      this.polynomials = new Polynomial[graph.size()];
      this.tooLarge = new boolean[graph.size()];
    }

    Set<Cell> cells(int root) {
      Set<Cell> cells = new TreeSet<>();
      for (int node : below(root)) {
        if (isCell(node)) {
          cells.add(cell(node));
        }
      }
      return Collections.unmodifiableSet(cells);
    }

    /// The nodes that `root` needs, operands first.
    private List<Integer> below(int root) {
      Set<Integer> seen = new HashSet<>();
      TreeSet<Integer> result = new TreeSet<>();
      List<Integer> stack = new ArrayList<>(List.of(root));
      while (!stack.isEmpty()) {
        int node = stack.removeLast();
        if (seen.add(node)) {
          result.add(node);
          if (graph.op(node).isArithmetic()) {
            stack.add(graph.a(node));
            stack.add(graph.b(node));
          }
        }
      }
      return List.copyOf(result);
    }

    private boolean isCell(int node) {
      Op op = graph.op(node);
      return op == Op.MAIN || op == Op.FIXED || op == Op.IS_FIRST || op == Op.IS_LAST;
    }

    private Cell cell(int node) {
      Op op = graph.op(node);
      boolean column = op == Op.MAIN || op == Op.FIXED;
      return Cell.of(op, column ? graph.a(node) : 0, column ? graph.b(node) : 0);
    }

    /// The expression written out, or null when it has too many terms.
    Polynomial polynomial(int root) {
      for (int node : below(root)) {
        if (polynomials[node] == null && !tooLarge[node]) {
          polynomials[node] = expand(node);
          tooLarge[node] = polynomials[node] == null;
        }
      }
      return polynomials[root];
    }

    private Polynomial expand(int node) {
      Op op = graph.op(node);
      if (isCell(node)) {
        return Polynomial.variable(cell(node));
      }
      if (op == Op.CONSTANT) {
        return Polynomial.constant(graph.constant(graph.a(node)));
      }
      if (!op.isArithmetic()) {
        throw new IllegalArgumentException("a constraint or message depends on " + op);
      }
      Polynomial left = polynomials[graph.a(node)];
      Polynomial right = polynomials[graph.b(node)];
      if (left == null || right == null) {
        return null;
      }
      try {
        return op == Op.ADD
            ? left.plus(right)
            : op == Op.SUBTRACT ? left.minus(right) : left.times(right);
      } catch (Polynomial.TooLargeException e) {
        return null; // the caller treats the expression as unknown, which only loses derivations
      }
    }

    /// The derivative by a cell in which the expression has degree 1, or null.
    Polynomial slope(int root, Cell cell) {
      Map<Integer, Integer> degrees = new HashMap<>();
      Map<Integer, Polynomial> slopes = new HashMap<>();
      try {
        for (int node : below(root)) {
          int degree = 0;
          Polynomial slope = Polynomial.ZERO;
          if (isCell(node) && cell(node).equals(cell)) {
            degree = 1;
            slope = Polynomial.ONE;
          } else if (graph.op(node).isArithmetic()) {
            int a = graph.a(node);
            int b = graph.b(node);
            if (graph.op(node) == Op.MULTIPLY) {
              degree = degrees.get(a) + degrees.get(b);
              if (degree > 1) {
                return null;
              }
              if (degree == 1) {
                int with = degrees.get(a) == 1 ? a : b;
                Polynomial other = polynomial(with == a ? b : a);
                if (other == null) {
                  return null;
                }
                slope = slopes.get(with).times(other);
              }
            } else {
              degree = Math.max(degrees.get(a), degrees.get(b));
              slope =
                  graph.op(node) == Op.ADD
                      ? slopes.get(a).plus(slopes.get(b))
                      : slopes.get(a).minus(slopes.get(b));
            }
          }
          degrees.put(node, degree);
          slopes.put(node, slope);
        }
      } catch (Polynomial.TooLargeException e) {
        return null; // as above
      }
      return degrees.get(root) == 1 && !slopes.get(root).isZero() ? slopes.get(root) : null;
    }
  }
}
