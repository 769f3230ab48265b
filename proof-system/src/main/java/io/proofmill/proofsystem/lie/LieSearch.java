package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.check.Display;
import io.proofmill.proofsystem.check.Repairs;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Constraint;
import io.proofmill.verifier.constraint.Interaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Looks for a forged witness that only one label refuses. It starts from a valid witness with that
/// label suppressed, changes one cell the label reads, and then repairs whatever else fails, one
/// cell at a time (depth first, most promising repair first), never touching a cell twice. If
/// everything holds in the end, and no longer holds when the label counts again, that is a lie.
///
/// Not finding one proves nothing; then the author writes the lie, or the label is redundant.
final class LieSearch {
  /// Changes tried after each first change, in rounds: most lies are short.
  private static final int[] STEPS_PER_START = {12, 60, 300};

  /// Changes tried in one round before giving up.
  private static final int MAX_STEPS_PER_ROUND = 10_000;

  private static final int MAX_DEPTH = 14;
  private static final int ROWS = 12;
  private static final int BRANCHES = 4;

  private record CellId(int table, int row, int column) {}

  private final RowChecker checker;
  private final Repairs repairs;
  private final Air air;
  private final String label;
  private final Random random;
  private final Set<CellId> touched = new HashSet<>();
  private final List<String> story = new ArrayList<>();

  /// The label's bus, when it is an interaction.
  private Bus bus;

  /// The bus on which the suppressed interaction may carry any message; null for constraints and
  /// lookups, where the label is simply left out.
  private Bus absorbing;

  private int steps;
  private int stepsAtStart;
  private int stepsPerStart;

  LieSearch(RowChecker checker, Air air, String label, long seed) {
    this.checker = checker;
    this.repairs = new Repairs(checker);
    this.air = air;
    this.label = label;
    this.random = new Random(seed);
  }

  /// The changes of the lie that was found, or null. The checker is as before in either case.
  List<String> search() {
    int mark = checker.mark();
    findBus();
    checker.suppress(air.name(), label);
    try {
      return searchSuppressed();
    } finally {
      checker.undo(mark);
      checker.restore(air.name(), label);
    }
  }

  private void findBus() {
    for (Interaction interaction : air.interactions()) {
      if (interaction.label().equals(label)) {
        bus = interaction.bus();
        boolean lookup =
            interaction.direction() == Interaction.Direction.RECEIVE && checker.canRebalance(bus);
        absorbing = lookup ? null : bus;
      }
    }
  }

  /// Where a search starts: a column of a table, read at the rotation's row.
  private record Start(int table, int column, int rotation) {}

  private List<String> searchSuppressed() {
    Set<Start> own = own();
    Set<Start> related = related(own);
    related.removeAll(own);
    for (int perStart : STEPS_PER_START) {
      stepsPerStart = perStart;
      for (Set<Start> starts : List.of(own, related)) {
        List<String> lie = search(starts, steps + MAX_STEPS_PER_ROUND);
        if (lie != null) {
          return lie;
        }
      }
    }
    return null;
  }

  private List<String> search(Set<Start> starts, int limit) {
    for (int table = 0; table < checker.tables().size(); table++) {
      TableWitness witness = checker.tables().get(table);
      int number = table;
      List<Start> here = starts.stream().filter(s -> s.table == number).toList();
      if (here.isEmpty()) {
        continue;
      }
      for (int row : RowSample.of(witness, ROWS, random)) {
        for (Start start : here) {
          int at = (row + start.rotation) % witness.height();
          for (FrElement value : values(witness.main().get(start.column), at)) {
            if (steps > limit) {
              return null;
            }
            if (start(table, at, start.column, value)) {
              return List.copyOf(story);
            }
          }
        }
      }
    }
    return null;
  }

  /// The cells that the label reads.
  private Set<Start> own() {
    Set<Start> starts = new LinkedHashSet<>();
    for (int table = 0; table < checker.tables().size(); table++) {
      if (!checker.tables().get(table).air().name().equals(air.name())) {
        continue;
      }
      for (int i = 0; i < air.constraints().size(); i++) {
        if (air.constraints().get(i).label().equals(label)) {
          add(starts, table, repairs.cellsOfConstraint(table, i));
        }
      }
      for (int i = 0; i < air.interactions().size(); i++) {
        if (air.interactions().get(i).label().equals(label)) {
          add(starts, table, repairs.cellsOfInteraction(table, i));
        }
      }
    }
    return starts;
  }

  /// The cells that meet one of `own` in a constraint or message, and, when the label is a message,
  /// those of the other messages on its bus.
  private Set<Start> related(Set<Start> own) {
    Set<Start> starts = new LinkedHashSet<>();
    for (int table = 0; table < checker.tables().size(); table++) {
      Air other = checker.tables().get(table).air();
      for (int i = 0; i < other.constraints().size(); i++) {
        addIfMeets(starts, own, table, repairs.cellsOfConstraint(table, i), false);
      }
      for (int i = 0; i < other.interactions().size(); i++) {
        boolean sameBus = bus != null && other.interactions().get(i).bus().id() == bus.id();
        addIfMeets(starts, own, table, repairs.cellsOfInteraction(table, i), sameBus);
      }
    }
    return starts;
  }

  private static void addIfMeets(
      Set<Start> starts, Set<Start> own, int table, int[] cells, boolean always) {
    boolean meets = always;
    for (int cell : cells) {
      for (Start start : own) {
        meets |= start.table == table && start.column == cell / 2;
      }
    }
    if (meets) {
      add(starts, table, cells);
    }
  }

  private static void add(Set<Start> starts, int table, int[] cells) {
    for (int cell : cells) {
      starts.add(new Start(table, cell / 2, cell % 2));
    }
  }

  private Set<FrElement> values(FrVector column, int row) {
    FrElement old = column.get(row);
    Set<FrElement> values = new LinkedHashSet<>();
    values.add(old.plus(FrElement.ONE));
    values.add(old.minus(FrElement.ONE));
    values.add(FrElement.ZERO);
    values.add(FrElement.ONE);
    values.add(FrElement.of(2));
    values.add(column.get(random.nextInt(column.length())));
    values.add(old.plus(FrElement.of(1 << 16)));
    values.add(old.plus(FrElement.of(BigInteger.TWO.pow(128))));
    values.add(FrElement.random(random));
    values.remove(old);
    return values;
  }

  private boolean start(int table, int row, int column, FrElement value) {
    int mark = checker.mark();
    touched.clear();
    story.clear();
    stepsAtStart = steps;
    apply(new Repairs.Change(table, row, column, value));
    boolean found = repair(MAX_DEPTH);
    checker.undo(mark);
    return found;
  }

  private void apply(Repairs.Change change) {
    steps++;
    TableWitness witness = checker.tables().get(change.table());
    story.add(
        String.format(
            "%s.%s[%d] %s → %s",
            witness.air().name(),
            witness.air().mainColumns().get(change.column()).name(),
            change.row(),
            Display.of(witness.main().get(change.column()).get(change.row())),
            Display.of(change.value())));
    touched.add(new CellId(change.table(), change.row(), change.column()));
    checker.set(change.table(), change.row(), change.column(), change.value());
    checker.rebalance();
  }

  /// How much is wrong, apart from what the suppressed interaction may explain.
  private int cost() {
    int cost = checker.failureCount();
    if (absorbing != null && checker.isAbsorbed(air.name(), label)) {
      cost -= (int) checker.surplus().stream().filter(this::isAbsorbing).count();
    }
    return cost;
  }

  private boolean isAbsorbing(RowChecker.Surplus surplus) {
    return surplus.bus().id() == absorbing.id();
  }

  private boolean repair(int depth) {
    if (cost() == 0) {
      return isLie();
    }
    if (depth == 0 || steps - stepsAtStart > stepsPerStart) {
      return false;
    }
    List<Repairs.Change> options = options();
    record Ranked(Repairs.Change change, int cost) {}
    List<Ranked> ranked = new ArrayList<>();
    for (Repairs.Change change : options) {
      if (touched.contains(new CellId(change.table(), change.row(), change.column()))) {
        continue;
      }
      int mark = checker.mark();
      steps++;
      checker.set(change.table(), change.row(), change.column(), change.value());
      checker.rebalance();
      ranked.add(new Ranked(change, cost()));
      checker.undo(mark);
    }
    ranked.sort(Comparator.comparingInt(Ranked::cost));
    for (int i = 0; i < Math.min(BRANCHES, ranked.size()); i++) {
      Repairs.Change change = ranked.get(i).change;
      int mark = checker.mark();
      int told = story.size();
      apply(change);
      if (repair(depth - 1)) {
        return true;
      }
      checker.undo(mark);
      touched.remove(new CellId(change.table(), change.row(), change.column()));
      while (story.size() > told) {
        story.removeLast();
      }
    }
    return repairFromOutside(depth);
  }

  /// Whether what now passes is refused when the label counts.
  private boolean isLie() {
    checker.restore(air.name(), label);
    int mark = checker.mark();
    checker.rebalance();
    boolean refused = !checker.accepts();
    checker.undo(mark);
    checker.suppress(air.name(), label);
    return refused;
  }

  /// Repairs for the first thing that is wrong.
  private List<Repairs.Change> options() {
    for (int table = 0; table < checker.tables().size(); table++) {
      List<Constraint> constraints = checker.tables().get(table).air().constraints();
      boolean same = checker.tables().get(table).air().name().equals(air.name());
      for (int i = 0; i < constraints.size(); i++) {
        if (same && constraints.get(i).label().equals(label)) {
          continue;
        }
        BitSet rows = checker.failingRows(table, i);
        if (!rows.isEmpty()) {
          return repairs.satisfy(table, i, rows.nextSetBit(0));
        }
      }
    }
    List<Repairs.Change> options = new ArrayList<>();
    List<RowChecker.Surplus> surplus = problems();
    for (RowChecker.Surplus from : surplus) {
      for (RowChecker.Surplus to : surplus) {
        if (from != to && isCounterpart(from, to)) {
          options.addAll(repairs.move(from, to));
        }
      }
      if (!options.isEmpty()) {
        return options;
      }
    }
    return options;
  }

  private List<RowChecker.Surplus> problems() {
    boolean absorbed = absorbing != null && checker.isAbsorbed(air.name(), label);
    return checker.surplus().stream().filter(s -> !absorbed || !isAbsorbing(s)).toList();
  }

  private static boolean isCounterpart(RowChecker.Surplus left, RowChecker.Surplus right) {
    return left.bus().id() == right.bus().id()
        && left.multiplicity().equals(right.multiplicity().negate());
  }

  /// Changes a message from outside: the lie is then told about another statement.
  private boolean repairFromOutside(int depth) {
    List<RowChecker.Surplus> surplus = problems();
    for (RowChecker.Surplus from : surplus) {
      for (BusMessage message : checker.extraMessages()) {
        if (message.bus().id() != from.bus().id() || !message.fields().equals(from.fields())) {
          continue;
        }
        for (RowChecker.Surplus to : surplus) {
          if (isCounterpart(from, to)) {
            int mark = checker.mark();
            steps++;
            checker.removeMessage(message);
            checker.addMessage(new BusMessage(message.bus(), message.multiplicity(), to.fields()));
            story.add("a message from outside on bus " + message.bus().name() + " changes");
            if (repair(depth - 1)) {
              return true;
            }
            checker.undo(mark);
            story.removeLast();
          }
        }
      }
    }
    return false;
  }
}
