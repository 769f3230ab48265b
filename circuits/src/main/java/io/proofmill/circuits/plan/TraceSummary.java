package io.proofmill.circuits.plan;

import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import java.util.ArrayList;
import java.util.List;

/// The size of a planned batch, table by table.
///
/// @param shards how many proofs the batch takes
public record TraceSummary(int shards, List<Table> tables) {
  /// One table over all shards.
  ///
  /// @param rows rows filled from the batch; for a fixed table, all of them
  /// @param capacity rows there are, padding included
  /// @param columns main columns
  /// @param helperColumns bus columns, each of full-size values
  /// @param cells `capacity · columns`, what is committed before the challenge
  /// @param helperCells `capacity · helperColumns`, what is committed after it
  public record Table(
      String name,
      long rows,
      long capacity,
      int columns,
      int helperColumns,
      long cells,
      long helperCells) {}

  public TraceSummary {
    tables = List.copyOf(tables);
  }

  public static TraceSummary of(PlannedBatch batch) {
    List<Table> tables = new ArrayList<>();
    for (TableShape shape : batch.shape().tables()) {
      Air air = shape.air();
      long capacity = (long) batch.shards() << shape.logHeight();
      int columns = air.mainColumns().size();
      int helpers = air.auxColumns().size();
      tables.add(
          new Table(
              air.name(),
              air.fixedColumns().isEmpty() ? batch.rowCount(air) : capacity,
              capacity,
              columns,
              helpers,
              capacity * columns,
              capacity * helpers));
    }
    return new TraceSummary(batch.shards(), tables);
  }

  /// Main and helper cells of all tables.
  public long totalCells() {
    return tables.stream().mapToLong(t -> t.cells + t.helperCells).sum();
  }
}
