package io.proofmill.verifier.constraint;

/// The operations of an expression graph. `a` and `b` are the node's operands.
public enum Op {
  /// Constant number `a` of the graph's constant pool.
  CONSTANT,
  /// Preprocessed column `a` at the row `b` further on (0 or 1).
  FIXED,
  /// Main column `a` at the row `b` further on (0 or 1).
  MAIN,
  /// Auxiliary (bus) column `a` at the row `b` further on (0 or 1).
  AUX,
  /// The bus challenge α.
  ALPHA,
  /// The bus challenge β.
  BETA,
  /// The table's bus sum divided by its height.
  SUM_SHARE,
  /// 1 in the first row, 0 in the others.
  IS_FIRST,
  /// 1 in the last row, 0 in the others.
  IS_LAST,
  /// The sum of nodes `a` and `b`.
  ADD,
  /// Node `a` minus node `b`.
  SUBTRACT,
  /// The product of nodes `a` and `b`.
  MULTIPLY;

  public boolean isColumn() {
    return this == FIXED || this == MAIN || this == AUX;
  }

  public boolean isArithmetic() {
    return this == ADD || this == SUBTRACT || this == MULTIPLY;
  }
}
