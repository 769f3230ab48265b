package io.proofmill.verifier.protocol;

import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Air.ColumnInfo;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.ColumnGroup.Points;
import java.util.ArrayList;
import java.util.List;

/// What a proof is about, without the contents of fixed columns: tables with heights, and how the
/// bus sums close.
///
/// @param tables the tables, in order
/// @param publicValues how many public values the proof has
/// @param binding whether the proof stands alone or meets other shards on global buses
public record ProofShape(List<TableShape> tables, int publicValues, Binding binding) {

  /// A table at a height of `2^logHeight` rows.
  public record TableShape(Air air, int logHeight) {
    public TableShape {
      if (logHeight < 1 || logHeight > 24) {
        throw new IllegalArgumentException(
            air.name() + ": log height must be 1 to 24, not " + logHeight);
      }
    }
  }

  /// How a proof's bus sums are closed.
  public enum Binding {
    /// α and β are given from outside and the sum is an output: a shard of a batch.
    OPEN,
    /// α and β come from the proof's own transcript after the main commitments; sums and public
    /// messages together are zero.
    CLOSED
  }

  public ProofShape {
    tables = List.copyOf(tables);
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("a proof needs a table");
    }
  }

  /// All groups, table by table: fixed, main, aux, quotient, each first those opened at ζ alone and
  /// then those opened at ωζ too. This is the order of commitments within a phase, of evaluations,
  /// and of the powers of γ.
  public List<ColumnGroup> groups() {
    List<ColumnGroup> groups = new ArrayList<>();
    for (int table = 0; table < tables.size(); table++) {
      Air air = tables.get(table).air();
      addGroups(groups, table, Phase.FIXED, air.fixedColumns(), air.packing());
      addGroups(groups, table, Phase.MAIN, air.mainColumns(), air.packing());
      addGroups(groups, table, Phase.AUX, air.auxColumns(), air.packing());
      List<Integer> chunks = new ArrayList<>();
      for (int i = 0; i < air.quotientChunks(); i++) {
        chunks.add(i);
      }
      pack(groups, table, Phase.QUOTIENT, chunks, air.packing(), Points.CURRENT);
    }
    return List.copyOf(groups);
  }

  /// The groups of one phase, in order.
  public List<ColumnGroup> groups(Phase phase) {
    return groups().stream().filter(g -> g.phase() == phase).toList();
  }

  private static void addGroups(
      List<ColumnGroup> groups, int table, Phase phase, List<ColumnInfo> columns, int packing) {
    List<Integer> current = new ArrayList<>();
    List<Integer> next = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      (columns.get(i).usesNext() ? next : current).add(i);
    }
    pack(groups, table, phase, current, packing, Points.CURRENT);
    pack(groups, table, phase, next, packing, Points.CURRENT_AND_NEXT);
  }

  private static void pack(
      List<ColumnGroup> groups,
      int table,
      Phase phase,
      List<Integer> columns,
      int packing,
      Points points) {
    for (int from = 0; from < columns.size(); from += packing) {
      List<Integer> part = columns.subList(from, Math.min(from + packing, columns.size()));
      int t = Integer.highestOneBit(part.size());
      groups.add(new ColumnGroup(table, phase, t == part.size() ? t : 2 * t, part, points));
    }
  }

  public int maxLogHeight() {
    return tables.stream().mapToInt(TableShape::logHeight).max().orElseThrow();
  }

  /// How many tables have a bus sum.
  public int sums() {
    return (int) tables.stream().filter(t -> t.air().hasBus()).count();
  }

  /// The longest packed polynomial: what the SRS must support.
  public int maxPackedLength() {
    return groups().stream()
        .mapToInt(g -> g.t() << tables.get(g.table()).logHeight())
        .max()
        .orElseThrow();
  }
}
