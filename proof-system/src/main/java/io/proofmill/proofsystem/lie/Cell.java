package io.proofmill.proofsystem.lie;

import io.proofmill.verifier.constraint.Op;

/// A variable of the static analysis: a column or selector, `offset` rows after the row looked at.
/// Cyclically, "the row before is the last" is the same as "this is the first", so selectors have
/// one spelling each.
record Cell(Op kind, int column, int offset) implements Comparable<Cell> {
  static final Cell FIRST = new Cell(Op.IS_FIRST, 0, 0);
  static final Cell LAST = new Cell(Op.IS_LAST, 0, 0);

  static Cell of(Op kind, int column, int offset) {
    if (kind == Op.IS_LAST && offset == -1) {
      return FIRST;
    }
    if (kind == Op.IS_FIRST && offset == 1) {
      return LAST;
    }
    return new Cell(kind, column, offset);
  }

  @Override
  public int compareTo(Cell other) {
    int order = kind.compareTo(other.kind);
    order = order != 0 ? order : Integer.compare(column, other.column);
    return order != 0 ? order : Integer.compare(offset, other.offset);
  }
}
