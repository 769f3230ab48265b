package io.proofmill.verifier.constraint;

import io.proofmill.algebra.FrElement;
import java.math.BigInteger;

/// A node of a table's expression graph: a polynomial in the table's columns over the current and
/// the next row. Immutable; equal sub-expressions are one node.
public class Expr {
  final ExpressionGraph.Builder graph;
  final int node;

  Expr(ExpressionGraph.Builder graph, int node) {
    this.graph = graph;
    this.node = node;
  }

  public Expr plus(Expr other) {
    return graph.binary(Op.ADD, this, other);
  }

  public Expr plus(long constant) {
    return plus(graph.constant(FrElement.of(constant)));
  }

  public Expr plus(BigInteger constant) {
    return plus(graph.constant(FrElement.of(constant)));
  }

  public Expr minus(Expr other) {
    return graph.binary(Op.SUBTRACT, this, other);
  }

  public Expr minus(long constant) {
    return minus(graph.constant(FrElement.of(constant)));
  }

  public Expr minus(BigInteger constant) {
    return minus(graph.constant(FrElement.of(constant)));
  }

  public Expr times(Expr other) {
    return graph.binary(Op.MULTIPLY, this, other);
  }

  public Expr times(long constant) {
    return times(graph.constant(FrElement.of(constant)));
  }

  public Expr times(BigInteger constant) {
    return times(graph.constant(FrElement.of(constant)));
  }

  public Expr times(FrElement constant) {
    return times(graph.constant(constant));
  }

  public Expr negate() {
    return graph.constant(FrElement.ZERO).minus(this);
  }

  public Expr square() {
    return times(this);
  }

  /// `1 − this`: the negation of a boolean.
  public Expr not() {
    return graph.constant(FrElement.ONE).minus(this);
  }

  /// The degree as a polynomial in columns and selectors; challenges and constants have degree 0.
  public int degree() {
    return graph.degree(node);
  }
}
