package io.proofmill.verifier.constraint;

import java.util.List;

/// A table as data (its algebraic intermediate representation): everything that proving and
/// verifying need to know of it apart from its height and the values of its fixed columns.
///
/// @param name the table's name
/// @param maxDegree bound on every constraint's degree: 2, 3 or 5
/// @param packing how many columns share one commitment
/// @param fixedColumns preprocessed columns
/// @param mainColumns witness columns
/// @param auxColumns bus columns, computed by the prover after the challenges α and β: the helpers
///   in the order of `batches` from the second on, then the running sum; empty without interactions
/// @param graph all expressions, those of the bus argument included
/// @param constraints the table's own constraints
/// @param busConstraints constraints of the bus argument, over aux columns and challenges
/// @param interactions bus messages
/// @param batches indices of the interactions that each helper column sums; the first batch has no
///   column of its own and enters the running sum directly
public record Air(
    String name,
    int maxDegree,
    int packing,
    List<ColumnInfo> fixedColumns,
    List<ColumnInfo> mainColumns,
    List<ColumnInfo> auxColumns,
    ExpressionGraph graph,
    List<Constraint> constraints,
    List<Constraint> busConstraints,
    List<Interaction> interactions,
    List<List<Integer>> batches) {

  /// A column's name, and whether any expression reads its next row.
  public record ColumnInfo(String name, boolean usesNext) {}

  public Air {
    fixedColumns = List.copyOf(fixedColumns);
    mainColumns = List.copyOf(mainColumns);
    auxColumns = List.copyOf(auxColumns);
    constraints = List.copyOf(constraints);
    busConstraints = List.copyOf(busConstraints);
    interactions = List.copyOf(interactions);
    batches = batches.stream().map(List::copyOf).toList();
  }

  /// The number of quotient chunks, each of degree below the height.
  public int quotientChunks() {
    return maxDegree - 1;
  }

  public boolean hasBus() {
    return !interactions.isEmpty();
  }

  /// The index of the running-sum column among the aux columns.
  public int runningSumColumn() {
    return auxColumns.size() - 1;
  }
}
