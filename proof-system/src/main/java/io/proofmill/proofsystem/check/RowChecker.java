package io.proofmill.proofsystem.check;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Interaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Checks tables without proving: every constraint in every row, and every bus as an exact signed
/// multiset of its messages, so that nothing depends on challenges. It accepts exactly what the
/// verifier accepts up to the statistical error of the protocol.
///
/// The check is kept current while cells change: [#set] evaluates only what reads the cell. Changes
/// can be undone, and constraints or interactions suppressed, which is how the soundness harness
/// tries thousands of forgeries on one witness. The tables are shared with the caller; after
/// changing them in another way, make a new checker.
///
/// Labels name constraints as `TABLE.label`, over all tables of that name, and buses as `bus NAME`.
/// Not thread-safe.
public final class RowChecker {
  static final String BUS_PREFIX = "bus ";

  private final List<TableWitness> tables;
  private final List<RowEvaluator> evaluators = new ArrayList<>();
  private final List<BusMessage> extraMessages;
  private final MessageMultiset messages = new MessageMultiset();

  /// By table and constraint: the rows in which it fails.
  private final List<BitSet[]> failing = new ArrayList<>();

  private final List<boolean[]> suppressedConstraints = new ArrayList<>();
  private final List<boolean[]> suppressedInteractions = new ArrayList<>();
  private final List<Runnable> journal = new ArrayList<>();
  private FreeMultiplicities freeMultiplicities;

  /// How many rows fail, over all constraints that are not suppressed.
  private int failures;

  /// Checks everything once.
  ///
  /// @param tables all tables whose buses meet, of one or several shards
  /// @param extraMessages what the verifier or the root puts on the buses
  public RowChecker(List<TableWitness> tables, List<BusMessage> extraMessages) {
    this.tables = List.copyOf(tables);
    this.extraMessages = new ArrayList<>(extraMessages);
    for (TableWitness table : tables) {
      Air air = table.air();
      for (Interaction interaction : air.interactions()) {
        messages.declare(interaction.bus());
      }
      RowEvaluator evaluator = new RowEvaluator(table);
      evaluators.add(evaluator);
      BitSet[] rows = new BitSet[air.constraints().size()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new BitSet();
      }
      failing.add(rows);
      suppressedConstraints.add(new boolean[air.constraints().size()]);
      suppressedInteractions.add(new boolean[air.interactions().size()]);
      for (int row = 0; row < table.height(); row++) {
        put(evaluators.size() - 1, evaluator.whole(), row);
      }
    }
    for (BusMessage message : extraMessages) {
      messages.add(message, 1);
    }
  }

  /// Checks once and reports up to ten failures a label.
  public static CheckReport check(List<TableWitness> tables, List<BusMessage> extraMessages) {
    return new RowChecker(tables, extraMessages).report(10);
  }

  public List<TableWitness> tables() {
    return tables;
  }

  /// The messages from outside the tables, in no particular order.
  public List<BusMessage> extraMessages() {
    return List.copyOf(extraMessages);
  }

  RowEvaluator evaluator(int table) {
    return evaluators.get(table);
  }

  MessageMultiset messages() {
    return messages;
  }

  /// Puts the evaluated effects of a row into the state.
  private void put(int table, RowEvaluator.Cone cone, int row) {
    RowEvaluator evaluator = evaluators.get(table);
    evaluator.evaluate(cone, row);
    BitSet[] rows = failing.get(table);
    boolean[] suppressed = suppressedConstraints.get(table);
    for (int i : cone.constraints()) {
      boolean fails = !evaluator.holds(i);
      if (fails != rows[i].get(row)) {
        rows[i].set(row, fails);
        failures += suppressed[i] ? 0 : fails ? 1 : -1;
      }
    }
    putMessages(table, cone, 1);
  }

  private void putMessages(int table, RowEvaluator.Cone cone, int sign) {
    RowEvaluator evaluator = evaluators.get(table);
    boolean[] suppressed = suppressedInteractions.get(table);
    List<Interaction> interactions = evaluator.air().interactions();
    for (int i : cone.interactions()) {
      if (!suppressed[i]) {
        messages.add(interactions.get(i), evaluator.values(), sign);
      }
    }
  }

  /// Takes a row's messages off the buses, before one of its cells changes.
  private void takeMessages(int table, RowEvaluator.Cone cone, int row) {
    if (cone.interactions().length > 0) {
      evaluators.get(table).evaluate(cone, row);
      putMessages(table, cone, -1);
    }
  }

  /// Changes a cell of main column number `column` and checks again what reads it. Cost: four
  /// evaluations of the constraints and messages that do.
  public void set(int table, int row, int column, FrElement value) {
    FrElement old = tables.get(table).main().get(column).get(row);
    if (!old.equals(value)) {
      write(table, row, column, value);
      journal.add(() -> write(table, row, column, old));
    }
  }

  private void write(int table, int row, int column, FrElement value) {
    TableWitness witness = tables.get(table);
    RowEvaluator evaluator = evaluators.get(table);
    int previous = row == 0 ? witness.height() - 1 : row - 1;
    RowEvaluator.Cone here = evaluator.cone(column, 0);
    RowEvaluator.Cone before = evaluator.cone(column, 1);
    if (previous == row) { // a single row is its own next row: both cones at once
      here = evaluator.whole();
      before = null;
    }
    takeMessages(table, here, row);
    if (before != null) {
      takeMessages(table, before, previous);
    }
    witness.main().get(column).set(row, value);
    put(table, here, row);
    if (before != null) {
      put(table, before, previous);
    }
  }

  /// Puts one more message on a bus.
  public void addMessage(BusMessage message) {
    extraMessages.add(message);
    messages.add(message, 1);
    journal.add(() -> {
      extraMessages.remove(message);
      messages.add(message, -1);
    });
  }

  /// Takes one of [#extraMessages] away.
  public void removeMessage(BusMessage message) {
    if (!extraMessages.remove(message)) {
      throw new IllegalArgumentException("no such message on bus " + message.bus().name());
    }
    messages.add(message, -1);
    journal.add(() -> {
      extraMessages.add(message);
      messages.add(message, 1);
    });
  }

  /// A position to which [#undo] can return.
  public int mark() {
    return journal.size();
  }

  /// Undoes every change since `mark`.
  public void undo(int mark) {
    while (journal.size() > mark) {
      journal.removeLast().run();
    }
  }

  /// Sets the free multiplicities of the bus's providers (such as RANGE16's) so that what is looked
  /// up is provided, as a prover would. A message that no row provides stays out of balance.
  public void rebalance(Bus bus) {
    freeMultiplicities().rebalance(bus);
  }

  /// [#rebalance] for every bus that has such providers.
  public void rebalance() {
    for (Bus bus : messages.buses()) {
      freeMultiplicities().rebalance(bus);
    }
  }

  /// Whether some provider of the bus has a free multiplicity.
  public boolean canRebalance(Bus bus) {
    return freeMultiplicities().provides(bus);
  }

  /// Whether a main column is the free multiplicity of a provider.
  public boolean isFreeMultiplicity(int table, int column) {
    return freeMultiplicities().isFree(table, column);
  }

  /// Whether an interaction provides lookups with a free multiplicity.
  public static boolean hasFreeMultiplicity(Air air, int interaction) {
    return FreeMultiplicities.freeColumn(air, interaction) >= 0;
  }

  private FreeMultiplicities freeMultiplicities() {
    if (freeMultiplicities == null) {
      freeMultiplicities = new FreeMultiplicities(this);
    }
    return freeMultiplicities;
  }

  /// Checks as if the constraint or interaction `label` of all tables named `tableName` did not
  /// exist, until [#restore].
  public void suppress(String tableName, String label) {
    setSuppressed(tableName, label, true);
  }

  /// Ends the effect of [#suppress].
  public void restore(String tableName, String label) {
    setSuppressed(tableName, label, false);
  }

  private void setSuppressed(String tableName, String label, boolean suppress) {
    boolean found = false;
    for (int table = 0; table < tables.size(); table++) {
      Air air = tables.get(table).air();
      if (!air.name().equals(tableName)) {
        continue;
      }
      for (int i = 0; i < air.constraints().size(); i++) {
        if (air.constraints().get(i).label().equals(label)) {
          if (suppressedConstraints.get(table)[i] != suppress) {
            suppressedConstraints.get(table)[i] = suppress;
            int rows = failing.get(table)[i].cardinality();
            failures += suppress ? -rows : rows;
          }
          found = true;
        }
      }
      for (int i = 0; i < air.interactions().size(); i++) {
        if (air.interactions().get(i).label().equals(label)) {
          found = true;
          if (suppressedInteractions.get(table)[i] != suppress) {
            suppressInteraction(table, i, suppress);
          }
        }
      }
    }
    if (!found) {
      throw new IllegalArgumentException("no label " + tableName + "." + label);
    }
  }

  private void suppressInteraction(int table, int interaction, boolean suppress) {
    RowEvaluator evaluator = evaluators.get(table);
    suppressedInteractions.get(table)[interaction] = suppress;
    for (int row = 0; row < tables.get(table).height(); row++) {
      evaluator.evaluate(evaluator.interactionCone(interaction), row);
      messages.add(
          evaluator.air().interactions().get(interaction), evaluator.values(), suppress ? -1 : 1);
    }
  }

  /// Whether the messages out of balance on a bus are explained by the suppressed interaction
  /// `label` of table `tableName` having the right multiplicities but any other message: the check
  /// as if only that message's fields were not bound to the table's cells.
  public boolean isAbsorbed(String tableName, String label) {
    FrElement sum = FrElement.ZERO;
    int rows = 0;
    Bus bus = null;
    for (int table = 0; table < tables.size(); table++) {
      Air air = tables.get(table).air();
      for (int i = 0; i < air.interactions().size(); i++) {
        Interaction interaction = air.interactions().get(i);
        if (!air.name().equals(tableName) || !interaction.label().equals(label)) {
          continue;
        }
        bus = interaction.bus();
        if (freeMultiplicities().isProvider(table, i)) {
          return true;
        }
        RowEvaluator evaluator = evaluators.get(table);
        for (int row = 0; row < tables.get(table).height(); row++) {
          evaluator.evaluate(evaluator.interactionCone(i), row);
          FrElement m = FrElement.load(evaluator.values(), interaction.multiplicity());
          sum = sum.plus(m);
          rows += m.isZero() ? 0 : 1;
        }
      }
    }
    if (bus == null || messages.unbalanced(bus) > rows) {
      return false;
    }
    for (MessageMultiset.Entry entry : messages.entries()) {
      if (entry.bus().id() == bus.id()) {
        sum = sum.plus(entry.multiplicity());
      }
    }
    return sum.isZero();
  }

  boolean isSuppressed(int table, int interaction) {
    return suppressedInteractions.get(table)[interaction];
  }

  /// Whether every constraint holds and every bus balances.
  public boolean accepts() {
    return messages.isBalanced() && constraintsHold();
  }

  /// Whether every constraint holds, whatever the buses say.
  public boolean constraintsHold() {
    return failures == 0;
  }

  /// How much is wrong: failing rows over all constraints, and messages out of balance.
  public int failureCount() {
    return failures + messages.size();
  }

  /// The labels that fail now: constraints in the tables' order, then buses.
  public Set<String> firing() {
    Set<String> labels = new LinkedHashSet<>();
    for (int table = 0; table < tables.size(); table++) {
      Air air = tables.get(table).air();
      for (int i = 0; i < air.constraints().size(); i++) {
        if (!failing.get(table)[i].isEmpty() && !suppressedConstraints.get(table)[i]) {
          labels.add(air.name() + "." + air.constraints().get(i).label());
        }
      }
    }
    for (Bus bus : messages.buses()) {
      if (messages.unbalanced(bus) > 0) {
        labels.add(busLabel(bus));
      }
    }
    return labels;
  }

  /// The label under which an unbalanced bus is reported.
  public static String busLabel(Bus bus) {
    return BUS_PREFIX + bus.name();
  }

  /// The rows of table number `table` in which its constraint number `constraint` fails, whether
  /// suppressed or not.
  public BitSet failingRows(int table, int constraint) {
    return (BitSet) failing.get(table)[constraint].clone();
  }

  /// A message that is out of balance.
  ///
  /// @param multiplicity sends minus receives
  public record Surplus(Bus bus, List<FrElement> fields, FrElement multiplicity) {}

  /// All messages that are out of balance, ordered by bus and fields.
  public List<Surplus> surplus() {
    return messages.entries().stream()
        .map(e -> new Surplus(e.bus(), e.fields(), e.multiplicity()))
        .sorted(Reporter::compare)
        .toList();
  }

  /// The failures with their values, at most `limit` of each label.
  public CheckReport report(int limit) {
    LinkedHashMap<String, Integer> counts = new LinkedHashMap<>();
    List<CheckReport.Failure> failures = new ArrayList<>();
    Reporter reporter = new Reporter(this);
    for (int table = 0; table < tables.size(); table++) {
      Air air = tables.get(table).air();
      for (int i = 0; i < air.constraints().size(); i++) {
        BitSet rows = failing.get(table)[i];
        if (rows.isEmpty() || suppressedConstraints.get(table)[i]) {
          continue;
        }
        String label = air.name() + "." + air.constraints().get(i).label();
        int before = counts.getOrDefault(label, 0);
        counts.merge(label, rows.cardinality(), Integer::sum);
        int row = rows.nextSetBit(0);
        for (int k = before; k < limit && row >= 0; k++) {
          failures.add(new CheckReport.Failure(label, row, reporter.constraint(table, i, row)));
          row = rows.nextSetBit(row + 1);
        }
      }
    }
    for (Bus bus : messages.buses()) {
      int count = messages.unbalanced(bus);
      if (count > 0) {
        counts.put(busLabel(bus), count);
        for (String text : reporter.messages(bus, limit)) {
          failures.add(new CheckReport.Failure(busLabel(bus), -1, text));
        }
      }
    }
    return new CheckReport(counts, failures);
  }
}
