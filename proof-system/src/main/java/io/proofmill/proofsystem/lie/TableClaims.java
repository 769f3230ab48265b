package io.proofmill.proofsystem.lie;

import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What a table's author claims about it: the ledger's arguments, the cells that are free by
/// design, and the lies that show what each label is for.
public final class TableClaims {
  /// @param reason why another value proves nothing false
  record Exemption(String column, String reason, Predicate<Row> rows) {}

  /// @param label the constraint that fires, or the interaction whose bus does
  /// @param witness the witness set that is changed, or null for the first that has the table
  /// @param forge changes the witness; null for a lie with a witness of its own
  record Lie(
      String label,
      String name,
      String witness,
      Consumer<Forgery> forge,
      Supplier<WitnessSet> forged) {}

  private final Air air;
  private final Map<String, String> ledger = new LinkedHashMap<>();
  private final Map<Bus, Long> ranges = new LinkedHashMap<>(Map.of(Bus.RANGE16, 0xffffL));
  private final Map<String, String> multiplicities = new LinkedHashMap<>();
  private final List<Exemption> exemptions = new ArrayList<>();
  private final List<Lie> lies = new ArrayList<>();

  private final Set<String> paddingFlags = new LinkedHashSet<>();
  private Predicate<Row> active;

  private TableClaims(Air air) {
    this.air = air;
  }

  public static TableClaims of(Air air) {
    return new TableClaims(air);
  }

  public static TableClaims of(DefinedTable<?> table) {
    return new TableClaims(table.air());
  }

  /// Says what determines a column that the static pass cannot derive.
  public TableClaims argue(String column, String reason) {
    if (ledger.put(column, reason) != null) {
      throw new IllegalArgumentException("two arguments for " + column);
    }
    return this;
  }

  public TableClaims argue(Column column, String reason) {
    return argue(column.name(), reason);
  }

  public TableClaims argue(Column[] columns, String reason) {
    for (Column column : columns) {
      argue(column.name(), reason);
    }
    return this;
  }

  /// Says why the multiplicity of a message is a small integer although it is not made of columns
  /// that are boolean by constraint.
  public TableClaims multiplicity(String label, String reason) {
    if (multiplicities.put(requireLabel(label), reason) != null) {
      throw new IllegalArgumentException("two arguments for the multiplicity of " + label);
    }
    return this;
  }

  /// Says that everything provided on a bus of one field is in `0 … max`, as RANGE16 is known to
  /// be.
  public TableClaims range(Bus bus, long max) {
    if (bus.arity() != 1) {
      throw new IllegalArgumentException("bus " + bus.name() + " has several fields");
    }
    ranges.put(bus, max);
    return this;
  }

  /// Says that a row in which all these boolean columns are 0 is padding. The static pass proves
  /// that such rows are inert: every message but lookups has multiplicity 0 in them, and no
  /// constraint reads a next row. Their other cells then need no determination and are not mutated.
  public TableClaims padding(Column... flags) {
    for (Column flag : flags) {
      paddingFlags.add(flag.name());
    }
    return this;
  }

  /// Says which rows are active; the others are padding. The suite then insists on witnesses in
  /// which the table is empty, full, and neither.
  public TableClaims active(Predicate<Row> rows) {
    active = rows;
    return this;
  }

  public TableClaims active(Column column) {
    return active(row -> !row.isZero(column));
  }

  /// Says that a column is free in every row.
  public TableClaims exempt(Column column, String reason) {
    return exempt(column, reason, _ -> true);
  }

  /// Says that a column is free in the rows of a kind.
  public TableClaims exempt(Column column, String reason, Predicate<Row> rows) {
    return exempt(column.name(), reason, rows);
  }

  public TableClaims exempt(String column, String reason, Predicate<Row> rows) {
    if (Row.indexOf(air.mainColumns(), column) < 0) {
      throw new IllegalArgumentException(air.name() + " has no main column " + column);
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an exemption needs a reason: " + column);
    }
    exemptions.add(new Exemption(column, reason, rows));
    return this;
  }

  /// A forged witness in which constraint `label` alone fails; or, when `label` is an interaction,
  /// in which its bus alone is out of balance and would balance without it.
  public TableClaims lie(String label, String name, Consumer<Forgery> forge) {
    return lie(label, name, null, forge);
  }

  /// The same, starting from a witness set other than the first.
  public TableClaims lie(String label, String name, String witness, Consumer<Forgery> forge) {
    return lie(new Lie(label, name, witness, forge, null));
  }

  /// A forged witness that is made from scratch, by filling rows from a false account of events.
  public TableClaims lieFrom(String label, String name, Supplier<WitnessSet> forged) {
    return lie(new Lie(label, name, null, null, forged));
  }

  private TableClaims lie(Lie lie) {
    requireLabel(lie.label);
    lies.add(lie);
    return this;
  }

  private String requireLabel(String label) {
    boolean known =
        air.constraints().stream().anyMatch(c -> c.label().equals(label))
            || air.interactions().stream().anyMatch(i -> i.label().equals(label));
    if (!known) {
      throw new IllegalArgumentException(air.name() + " has no label " + label);
    }
    return label;
  }

  Air air() {
    return air;
  }

  Map<String, String> ledger() {
    return ledger;
  }

  Map<String, String> multiplicities() {
    return multiplicities;
  }

  Set<String> paddingFlags() {
    return paddingFlags;
  }

  /// Whether a column's cell is one of a padding row and not a flag.
  boolean isInert(String column, Row row) {
    return !paddingFlags.isEmpty()
        && !paddingFlags.contains(column)
        && paddingFlags.stream().allMatch(row::isZero);
  }

  Predicate<Row> active() {
    return active;
  }

  Map<Bus, Long> ranges() {
    return ranges;
  }

  List<Exemption> exemptions() {
    return exemptions;
  }

  List<Lie> lies() {
    return lies;
  }
}
