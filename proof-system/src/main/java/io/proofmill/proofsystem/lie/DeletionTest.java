package io.proofmill.proofsystem.lie;

import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Constraint;
import io.proofmill.verifier.constraint.Interaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells the lies about a table and deletes its constraints and messages in turn (SOUNDNESS.md,
/// items 3 and 4). A label counts as noticed when some lie is refused with it and accepted without
/// it. For labels without a written lie, [LieSearch] looks for one.
///
/// Deleting a lookup leaves it out, with the provider's multiplicities set accordingly. Deleting a
/// message of another kind would leave its counterpart without an answer, which proves nothing; it
/// is deleted by letting it carry any fields: [RowChecker#isAbsorbed].
final class DeletionTest {
  private final TableClaims claims;
  private final Map<String, RowChecker> checkers;
  private final List<String> problems = new ArrayList<>();

  /// By label: the lie that its deletion lets through.
  private final Map<String, String> noticed = new LinkedHashMap<>();

  private int written;

  DeletionTest(TableClaims claims, Map<String, RowChecker> checkers) {
    this.claims = claims;
    this.checkers = checkers;
  }

  /// Lies that do not do what they say.
  List<String> problems() {
    return problems;
  }

  Map<String, String> noticed() {
    return noticed;
  }

  /// How many labels are noticed by a written lie.
  int written() {
    return written;
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>();
    claims.air().constraints().forEach(c -> labels.add(c.label()));
    claims.air().interactions().forEach(i -> labels.add(i.label()));
    return labels;
  }

  List<String> unnoticed() {
    return labels().stream().filter(l -> !noticed.containsKey(l)).toList();
  }

  void run(long seed) {
    for (TableClaims.Lie lie : claims.lies()) {
      tell(lie);
    }
    written = noticed.size();
    for (String label : unnoticed()) {
      for (Map.Entry<String, RowChecker> entry : checkers.entrySet()) {
        if (hasTable(entry.getValue()) && !noticed.containsKey(label)) {
          List<String> story = new LieSearch(entry.getValue(), claims.air(), label, seed).search();
          if (story != null) {
            noticed.put(label, "generated: " + String.join("; ", story));
          }
        }
      }
    }
  }

  private boolean hasTable(RowChecker checker) {
    return checker.tables().stream().anyMatch(t -> t.air().name().equals(claims.air().name()));
  }

  private void tell(TableClaims.Lie lie) {
    String title = String.format("lie “%s” about %s", lie.name(), lie.label());
    if (lie.forged() != null) {
      RowChecker checker = lie.forged().get().check();
      examine(lie, title, checker);
      return;
    }
    RowChecker checker = checkerFor(lie);
    if (checker == null) {
      problems.add(title + ": no such witness, or none with the table");
      return;
    }
    int mark = checker.mark();
    Forgery forgery = new Forgery(checker);
    lie.forge().accept(forgery);
    if (forgery.rebalances()) {
      checker.rebalance();
    }
    examine(lie, title, checker);
    checker.undo(mark);
  }

  private RowChecker checkerFor(TableClaims.Lie lie) {
    if (lie.witness() != null) {
      return checkers.get(lie.witness());
    }
    return checkers.values().stream().filter(this::hasTable).findFirst().orElse(null);
  }

  /// The lie has to be refused by its label alone, and by nothing without it.
  private void examine(TableClaims.Lie lie, String title, RowChecker checker) {
    Set<String> expected = Set.of(expectedLabel(lie.label()));
    Set<String> firing = checker.firing();
    if (!firing.equals(expected)) {
      problems.add(
          String.format(
              "%s: fires %s instead of %s%n%s", title, firing, expected, checker.report(2)));
    } else if (!passesWithout(checker, lie.label())) {
      problems.add(title + ": is still refused without " + lie.label());
    } else {
      noticed.putIfAbsent(lie.label(), lie.name());
    }
  }

  private String expectedLabel(String label) {
    for (Constraint constraint : claims.air().constraints()) {
      if (constraint.label().equals(label)) {
        return claims.air().name() + "." + label;
      }
    }
    return RowChecker.busLabel(busOf(label));
  }

  private Bus busOf(String label) {
    for (Interaction interaction : claims.air().interactions()) {
      if (interaction.label().equals(label)) {
        return interaction.bus();
      }
    }
    throw new IllegalArgumentException("no label " + label);
  }

  private boolean passesWithout(RowChecker checker, String label) {
    Air air = claims.air();
    int mark = checker.mark();
    checker.suppress(air.name(), label);
    checker.rebalance();
    boolean passes = checker.accepts();
    if (!passes && air.constraints().stream().noneMatch(c -> c.label().equals(label))) {
      Set<String> only = Set.of(RowChecker.busLabel(busOf(label)));
      passes = checker.firing().equals(only) && checker.isAbsorbed(air.name(), label);
    }
    checker.undo(mark);
    checker.restore(air.name(), label);
    return passes;
  }
}
