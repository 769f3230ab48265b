package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import java.util.List;

/// One row of a table, for conditions such as "the inverse is free where x is zero".
public record Row(TableWitness table, int index) {

  public FrElement get(Column column) {
    return table.get(index, column);
  }

  public boolean isZero(Column column) {
    return get(column).isZero();
  }

  /// The cell of a fixed or main column by name.
  public FrElement get(String column) {
    int at = indexOf(table.air().mainColumns(), column);
    if (at >= 0) {
      return table.main().get(at).get(index);
    }
    at = indexOf(table.air().fixedColumns(), column);
    if (at < 0) {
      throw new IllegalArgumentException(table.air().name() + " has no column " + column);
    }
    return table.fixed().get(at).get(index);
  }

  public boolean isZero(String column) {
    return get(column).isZero();
  }

  public boolean isFirst() {
    return index == 0;
  }

  public boolean isLast() {
    return index == table.height() - 1;
  }

  static int indexOf(List<Air.ColumnInfo> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
