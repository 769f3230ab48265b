package io.proofmill.aggregator.machine;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import java.util.ArrayList;
import java.util.List;

/// Fixed columns while they are written; rows that are not written are zero.
final class FixedWriter {
  private final List<FrVector> columns = new ArrayList<>();

  FixedWriter(Air air, int logHeight) {
    for (int i = 0; i < air.fixedColumns().size(); i++) {
      columns.add(FrVector.zero(1 << logHeight));
    }
  }

  void set(int row, Column column, long value) {
    columns.get(column.index()).setLong(row, value);
  }

  void set(int row, Column column, FrElement value) {
    columns.get(column.index()).set(row, value);
  }

  Machine.FixedColumns columns() {
    return new Machine.FixedColumns(columns);
  }
}
