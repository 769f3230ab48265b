package io.proofmill.proofsystem.evaluate;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.ArrayList;
import java.util.List;

/// The columns of a witness as a [RowProgram] takes them.
public final class TraceColumns {
  private TraceColumns() {}

  /// Fixed and main columns, no aux columns, and the selectors.
  public static List<FrVector> of(TableWitness table) {
    List<FrVector> columns = new ArrayList<>(table.fixed());
    columns.addAll(table.main());
    table.air().auxColumns().forEach(c -> columns.add(null));
    FrVector first = FrVector.zero(table.height());
    FrVector last = FrVector.zero(table.height());
    first.set(0, FrElement.ONE);
    last.set(table.height() - 1, FrElement.ONE);
    columns.add(first);
    columns.add(last);
    return columns;
  }
}
