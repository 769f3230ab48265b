package io.proofmill.verifier.constraint;

import io.proofmill.algebra.FrElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The expressions of one table as data: nodes in an order in which operands come first. Every
/// reader (row checker, prover, verifier, recursion circuit) evaluates this one graph.
public final class ExpressionGraph {
  private final Op[] ops;
  private final int[] a;
  private final int[] b;
  private final int[] degrees;
  private final List<FrElement> constants;

  /// Takes ownership of the arrays; operands must come before the nodes that use them.
  ExpressionGraph(Op[] ops, int[] a, int[] b, List<FrElement> constants) {
    this.ops = ops;
    this.a = a;
    this.b = b;
    this.constants = List.copyOf(constants);
    degrees = new int[ops.length];
    for (int i = 0; i < ops.length; i++) {
      degrees[i] =
          switch (ops[i]) {
            case CONSTANT, ALPHA, BETA, SUM_SHARE -> 0;
            case FIXED, MAIN, AUX, IS_FIRST, IS_LAST -> 1;
            case ADD, SUBTRACT -> Math.max(degrees[a[i]], degrees[b[i]]);
            case MULTIPLY -> degrees[a[i]] + degrees[b[i]];
          };
    }
  }

  public int size() {
    return ops.length;
  }

  public Op op(int node) {
    return ops[node];
  }

  public int a(int node) {
    return a[node];
  }

  public int b(int node) {
    return b[node];
  }

  public int degree(int node) {
    return degrees[node];
  }

  public FrElement constant(int index) {
    return constants.get(index);
  }

  public List<FrElement> constants() {
    return constants;
  }

  /// What an expression graph is evaluated over: field elements of a row, vectors of rows, claimed
  /// evaluations at ζ, or variables of a recursion circuit.
  public interface Evaluator<E> {
    E constant(FrElement value);

    /// The column `index` of the given kind, `rotation` rows further on (0 or 1).
    E column(Op kind, int index, int rotation);

    /// ALPHA, BETA, SUM_SHARE, IS_FIRST or IS_LAST.
    E special(Op op);

    E add(E left, E right);

    E subtract(E left, E right);

    E multiply(E left, E right);
  }

  /// Evaluates the nodes that `roots` need, each once, and returns the values of the roots.
  public <E> List<E> evaluate(Evaluator<E> evaluator, List<Integer> roots) {
    boolean[] needed = new boolean[ops.length];
    for (int root : roots) {
      needed[root] = true;
    }
    for (int i = ops.length - 1; i >= 0; i--) {
      if (needed[i] && ops[i].isArithmetic()) {
        needed[a[i]] = true;
        needed[b[i]] = true;
      }
    }
    List<E> values = new ArrayList<>(ops.length);
    for (int i = 0; i < ops.length; i++) {
      values.add(needed[i] ? value(evaluator, i, values) : null);
    }
    List<E> results = new ArrayList<>(roots.size());
    for (int root : roots) {
      results.add(values.get(root));
    }
    return results;
  }

  private <E> E value(Evaluator<E> evaluator, int i, List<E> values) {
    return switch (ops[i]) {
      case CONSTANT -> evaluator.constant(constants.get(a[i]));
      case FIXED, MAIN, AUX -> evaluator.column(ops[i], a[i], b[i]);
      case ALPHA, BETA, SUM_SHARE, IS_FIRST, IS_LAST -> evaluator.special(ops[i]);
      case ADD -> evaluator.add(values.get(a[i]), values.get(b[i]));
      case SUBTRACT -> evaluator.subtract(values.get(a[i]), values.get(b[i]));
      case MULTIPLY -> evaluator.multiply(values.get(a[i]), values.get(b[i]));
    };
  }

  private record Node(Op op, int a, int b) {}

  /// Collects nodes; equal nodes are merged and constants folded.
  static final class Builder {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> nodeIndex = new HashMap<>();
    private final List<Integer> nodeDegrees = new ArrayList<>();
    private final List<FrElement> constants = new ArrayList<>();
    private final Map<FrElement, Integer> constantIndex = new HashMap<>();
    private boolean built;

    Expr constant(FrElement value) {
      Integer index = constantIndex.get(value);
      if (index == null) {
        index = constants.size();
        constants.add(value);
        constantIndex.put(value, index);
      }
      return new Expr(this, intern(new Node(Op.CONSTANT, index, 0), 0));
    }

    int column(Op kind, int index, int rotation) {
      return intern(new Node(kind, index, rotation), 1);
    }

    Expr special(Op op) {
      int degree = op == Op.IS_FIRST || op == Op.IS_LAST ? 1 : 0;
      return new Expr(this, intern(new Node(op, 0, 0), degree));
    }

    Expr binary(Op op, Expr left, Expr right) {
      if (left.graph != this || right.graph != this) {
        throw new IllegalArgumentException("expressions of two tables cannot be combined");
      }
      FrElement x = constantValue(left.node);
      FrElement y = constantValue(right.node);
      if (x != null && y != null) {
        return constant(
            switch (op) {
              case ADD -> x.plus(y);
              case SUBTRACT -> x.minus(y);
              default -> x.times(y);
            });
      }
      switch (op) {
        case ADD -> {
          if (x != null && x.isZero()) {
            return right;
          }
          if (y != null && y.isZero()) {
            return left;
          }
        }
        case SUBTRACT -> {
          if (y != null && y.isZero()) {
            return left;
          }
        }
        default -> {
          if (x != null && x.isZero() || y != null && y.isZero()) {
            return constant(FrElement.ZERO);
          }
          if (x != null && x.equals(FrElement.ONE)) {
            return right;
          }
          if (y != null && y.equals(FrElement.ONE)) {
            return left;
          }
        }
      }
      boolean swap = op != Op.SUBTRACT && left.node > right.node;
      Node node = swap ? new Node(op, right.node, left.node) : new Node(op, left.node, right.node);
      int degree =
          op == Op.MULTIPLY
              ? degree(left.node) + degree(right.node)
              : Math.max(degree(left.node), degree(right.node));
      return new Expr(this, intern(node, degree));
    }

    int degree(int node) {
      return nodeDegrees.get(node);
    }

    /// The constant's value, or null when the node is not a constant.
    FrElement constantValue(int node) {
      Node n = nodes.get(node);
      return n.op == Op.CONSTANT ? constants.get(n.a) : null;
    }

    boolean hasColumn(Op kind, int index, int rotation) {
      return nodeIndex.containsKey(new Node(kind, index, rotation));
    }

    ExpressionGraph build() {
      built = true;
      return new ExpressionGraph(
          nodes.stream().map(Node::op).toArray(Op[]::new),
          nodes.stream().mapToInt(Node::a).toArray(),
          nodes.stream().mapToInt(Node::b).toArray(),
          constants);
    }

    private int intern(Node node, int degree) {
      Integer known = nodeIndex.get(node);
      if (known != null) {
        return known;
      }
      if (built) {
        throw new IllegalStateException("the table is complete; no expression can be added");
      }
      int id = nodes.size();
      nodes.add(node);
      nodeIndex.put(node, id);
      nodeDegrees.add(degree);
      return id;
    }
  }
}
