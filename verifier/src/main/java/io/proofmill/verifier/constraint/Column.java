package io.proofmill.verifier.constraint;

/// A column of a table, read at the current row; [#next] reads it at the following row (cyclic).
public final class Column extends Expr {
  private final String name;
  private final Op kind;
  private final int index;

  Column(ExpressionGraph.Builder graph, String name, Op kind, int index) {
    super(graph, graph.column(kind, index, 0));
    this.name = name;
    this.kind = kind;
    this.index = index;
  }

  /// The value in the following row; in the last row, the value in the first.
  public Expr next() {
    return new Expr(graph, graph.column(kind, index, 1));
  }

  public String name() {
    return name;
  }

  /// The position among the table's columns of the same kind.
  public int index() {
    return index;
  }

  public boolean isMain() {
    return kind == Op.MAIN;
  }
}
