package io.proofmill.proofsystem.trace;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// One table of a shard with its values: `2^logHeight` rows of fixed and main columns. Rows that
/// are never set are zero in every main column.
public final class TableWitness {
  private final Air air;
  private final int logHeight;
  private final List<FrVector> fixed;
  private final List<FrVector> main;

  /// @param fixed the preprocessed columns' values, each of length `2^logHeight`; shared, not
  ///   copied
  public TableWitness(Air air, int logHeight, List<FrVector> fixed) {
    this(air, logHeight, fixed, zeros(air.mainColumns().size(), 1 << logHeight));
  }

  private TableWitness(Air air, int logHeight, List<FrVector> fixed, List<FrVector> main) {
    if (fixed.size() != air.fixedColumns().size()) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d fixed columns, not %d",
              air.name(), air.fixedColumns().size(), fixed.size()));
    }
    for (FrVector column : fixed) {
      if (column.length() != 1 << logHeight) {
        throw new IllegalArgumentException(
            String.format(
                "%s: fixed column of %d rows in a table of 2^%d",
                air.name(), column.length(), logHeight));
      }
    }
    this.air = air;
    this.logHeight = logHeight;
    this.fixed = List.copyOf(fixed);
    this.main = List.copyOf(main);
  }

  private static List<FrVector> zeros(int count, int length) {
    List<FrVector> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      columns.add(FrVector.zero(length));
    }
    return columns;
  }

  public Air air() {
    return air;
  }

  public int logHeight() {
    return logHeight;
  }

  public int height() {
    return 1 << logHeight;
  }

  public List<FrVector> fixed() {
    return fixed;
  }

  /// The main columns, writable in place.
  public List<FrVector> main() {
    return main;
  }

  public FrElement get(int row, Column column) {
    return (column.isMain() ? main : fixed).get(column.index()).get(row);
  }

  public void set(int row, Column column, FrElement value) {
    requireMain(column);
    main.get(column.index()).set(row, value);
  }

  public void set(int row, Column column, long value) {
    requireMain(column);
    main.get(column.index()).setLong(row, value);
  }

  public void set(int row, Column column, BigInteger value) {
    set(row, column, FrElement.of(value));
  }

  /// A witness with the same fixed columns and an independent copy of the main columns.
  public TableWitness copy() {
    return new TableWitness(air, logHeight, fixed, main.stream().map(FrVector::copy).toList());
  }

  private void requireMain(Column column) {
    if (!column.isMain()) {
      throw new IllegalArgumentException(column.name() + " is a fixed column of " + air.name());
    }
  }
}
