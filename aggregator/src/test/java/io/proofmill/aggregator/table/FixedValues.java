package io.proofmill.aggregator.table;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import java.util.ArrayList;
import java.util.List;

/// Fixed columns of a table that a test writes by hand.
final class FixedValues {
  private final Air air;
  private final int logHeight;
  private final List<FrVector> columns = new ArrayList<>();

  FixedValues(Air air, int logHeight) {
    this.air = air;
    this.logHeight = logHeight;
    for (int i = 0; i < air.fixedColumns().size(); i++) {
      columns.add(FrVector.zero(1 << logHeight));
    }
  }

  FixedValues set(int row, Column column, long value) {
    columns.get(column.index()).set(row, FrElement.of(value));
    return this;
  }

  TableWitness witness() {
    return new TableWitness(air, logHeight, columns);
  }
}
