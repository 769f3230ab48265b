package io.proofmill.aggregator.table;

import io.proofmill.verifier.constraint.Bus;
import java.util.List;

/// The buses on which the tables of a recursion program meet. Every address is written by exactly
/// one row, which fixed columns name; a read of an address can therefore only see what that row
/// wrote.
public final class RecursionBuses {
  /// Write-once memory of scalar-field elements.
  public static final Bus MEMORY = new Bus("MEMORY", 128, List.of("address", "value"), 1);

  /// Write-once memory of curve points: 64-bit limbs of the coordinates, least significant first,
  /// each coordinate below 2^254. `entry` numbers the odd multiples of one point.
  public static final Bus POINT =
      new Bus(
          "POINT",
          129,
          List.of("point", "entry", "x0", "x1", "x2", "x3", "y0", "y1", "y2", "y3"),
          2);

  private RecursionBuses() {}
}
