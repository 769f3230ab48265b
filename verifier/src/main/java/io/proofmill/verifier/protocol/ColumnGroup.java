package io.proofmill.verifier.protocol;

import java.util.List;

/// Columns of one table and phase that share a commitment `G(X) = Σ_i X^i f_i(X^t)`.
///
/// @param table index of the table in the proof
/// @param phase what the columns are
/// @param t the packing: a power of two, at least the number of columns; missing columns are zero
/// @param columns indices among the table's columns of that phase (chunk numbers for quotients)
/// @param points at which rows the columns are opened
public record ColumnGroup(int table, Phase phase, int t, List<Integer> columns, Points points) {
  public ColumnGroup {
    columns = List.copyOf(columns);
  }

  /// When, and how, a column comes to be committed.
  public enum Phase {
    FIXED,
    MAIN,
    AUX,
    QUOTIENT
  }

  /// Where a group is opened: at ζ, or at ζ and ωζ.
  public enum Points {
    CURRENT(1),
    CURRENT_AND_NEXT(2);

    private final int count;

    Points(int count) {
      this.count = count;
    }

    public int count() {
      return count;
    }
  }

  public int evaluations() {
    return columns.size() * points.count();
  }
}
