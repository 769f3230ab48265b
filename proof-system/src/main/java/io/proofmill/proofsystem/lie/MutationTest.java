package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.check.Display;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Changes one cell of a valid witness at a time; the row checker has to notice (SOUNDNESS.md, item
/// 2). After each change the free multiplicities of lookups are set anew, as a forger would, so
/// that a changed cell is not caught by an accident of bookkeeping.
final class MutationTest {
  /// How many rows and changes are tried.
  enum Extent {
    /// Every column, rows of every kind, up to about 5000 changes for each table and witness.
    SAMPLED,
    /// Every cell.
    EXHAUSTIVE
  }

  private static final int SAMPLED_CHANGES = 5000;
  private static final int CHANGES_PER_CELL = 8;

  private final TableClaims claims;
  private final Extent extent;
  private final Random random;
  private int killed;
  private int tried;
  private int exempt;

  /// By column: how many changes were not noticed, and the first of them.
  private final Map<String, List<String>> survivors = new LinkedHashMap<>();

  private final Set<TableClaims.Exemption> needed = new LinkedHashSet<>();

  MutationTest(TableClaims claims, Extent extent, long seed) {
    this.claims = claims;
    this.extent = extent;
    this.random = new Random(seed);
  }

  int killed() {
    return killed;
  }

  int tried() {
    return tried;
  }

  int exempt() {
    return exempt;
  }

  /// For each column with changes that were not noticed: how many, and the first.
  List<String> survivors() {
    List<String> texts = new ArrayList<>();
    survivors.forEach((column, changes) ->
        texts.add(
            String.format(
                "%d mutation(s) of %s not noticed; first: %s",
                changes.size(), column, changes.getFirst())));
    return texts;
  }

  /// Exemptions under which every change that was tried was noticed anyway.
  List<String> idleExemptions() {
    List<String> idle = new ArrayList<>();
    for (TableClaims.Exemption exemption : claims.exemptions()) {
      if (!needed.contains(exemption)) {
        idle.add(exemption.column() + ": " + exemption.reason());
      }
    }
    return idle;
  }

  void run(String witness, RowChecker checker) {
    for (int table = 0; table < checker.tables().size(); table++) {
      TableWitness witnessTable = checker.tables().get(table);
      Air air = witnessTable.air();
      if (air.name().equals(claims.air().name())) {
        int perColumn =
            Math.max(4, SAMPLED_CHANGES / (CHANGES_PER_CELL * air.mainColumns().size()));
        int limit = extent == Extent.EXHAUSTIVE ? witnessTable.height() : perColumn;
        for (int column = 0; column < air.mainColumns().size(); column++) {
          String name = air.mainColumns().get(column).name();
          for (int row : RowSample.of(witnessTable, limit, random)) {
            if (!claims.isInert(name, new Row(witnessTable, row))) {
              mutate(witness, checker, table, row, column);
            }
          }
        }
      }
    }
  }

  private void mutate(String witness, RowChecker checker, int table, int row, int column) {
    TableWitness witnessTable = checker.tables().get(table);
    String name = witnessTable.air().mainColumns().get(column).name();
    TableClaims.Exemption exemption = exemption(name, new Row(witnessTable, row));
    boolean rebalance = !checker.isFreeMultiplicity(table, column);
    for (FrElement value : values(witnessTable.main().get(column), row)) {
      int mark = checker.mark();
      FrElement old = witnessTable.main().get(column).get(row);
      checker.set(table, row, column, value);
      if (rebalance) {
        checker.rebalance();
      }
      boolean accepted = checker.accepts();
      checker.undo(mark);
      if (exemption != null) {
        exempt++;
        if (accepted) {
          needed.add(exemption);
        }
        continue;
      }
      tried++;
      if (!accepted) {
        killed++;
      } else {
        survivors
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(
                String.format(
                    "row %d: %s → %s in witness %s",
                    row, Display.of(old), Display.of(value), witness));
      }
    }
  }

  private TableClaims.Exemption exemption(String column, Row row) {
    for (TableClaims.Exemption exemption : claims.exemptions()) {
      if (exemption.column().equals(column) && exemption.rows().test(row)) {
        return exemption;
      }
    }
    return null;
  }

  private Set<FrElement> values(FrVector column, int row) {
    FrElement old = column.get(row);
    Set<FrElement> values = new LinkedHashSet<>();
    values.add(old.plus(FrElement.ONE));
    values.add(old.minus(FrElement.ONE));
    values.add(FrElement.ZERO);
    values.add(FrElement.ONE);
    values.add(FrElement.random(random));
    values.add(column.get(random.nextInt(column.length())));
    values.add(old.plus(FrElement.of(1 << 16)));
    values.add(old.plus(FrElement.of(BigInteger.TWO.pow(128))));
    values.remove(old);
    return values;
  }
}
