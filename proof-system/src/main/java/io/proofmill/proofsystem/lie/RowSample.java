package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Chooses rows of a table so that each kind of row is seen. Two rows are of one kind when they
/// agree in every column that holds only zeros and ones (flags, selectors, activity).
final class RowSample {
  private RowSample() {}

  /// The first and last rows, a first and a last row of each kind, and random others, up to
  /// `limit`; all rows when there are no more than that. Seeded by the caller.
  static List<Integer> of(TableWitness table, int limit, Random random) {
    int height = table.height();
    Set<Integer> rows = new LinkedHashSet<>();
    if (height <= limit) {
      for (int row = 0; row < height; row++) {
        rows.add(row);
      }
      return new ArrayList<>(rows);
    }
    rows.add(0);
    rows.add(height - 1);
    for (int row : kinds(table)) {
      if (rows.size() < limit) {
        rows.add(row);
      }
    }
    while (rows.size() < limit) {
      rows.add(random.nextInt(height));
    }
    return new ArrayList<>(rows);
  }

  private static List<Integer> kinds(TableWitness table) {
    List<FrVector> flags = new ArrayList<>();
    List<FrVector> columns = new ArrayList<>(table.fixed());
    columns.addAll(table.main());
    for (FrVector column : columns) {
      if (isBinary(column)) {
        flags.add(column);
      }
    }
    Map<BitSet, Integer> last = new HashMap<>();
    Map<BitSet, Integer> first = new HashMap<>();
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < table.height(); row++) {
      BitSet kind = new BitSet();
      for (int i = 0; i < flags.size(); i++) {
        kind.set(i, !flags.get(i).isZero(row));
      }
      if (first.putIfAbsent(kind, row) == null) {
        rows.add(row);
      }
      last.put(kind, row);
    }
    last.values().stream().sorted().filter(r -> !first.containsValue(r)).forEach(rows::add);
    return rows;
  }

  private static boolean isBinary(FrVector column) {
    for (int row = 0; row < column.length(); row++) {
      if (!column.isZero(row) && !column.get(row).equals(FrElement.ONE)) {
        return false;
      }
    }
    return true;
  }
}
