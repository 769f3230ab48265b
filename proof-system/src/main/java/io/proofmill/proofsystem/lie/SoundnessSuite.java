package io.proofmill.proofsystem.lie;

import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Applies the whole harness to tables whose buses meet: determinacy, mutation and deletion for
/// each table that claims are made about, on every witness set. One call of [#run] in a test does
/// it all and fails with the full list when a score is not 100 %.
///
/// ```java
/// new SoundnessSuite()
///     .witness("two transfers", tables, messages)
///     .table(TableClaims.of(TRANSFER).argue(c.active(), "…").lie("balance", "…", f -> …))
///     .run();
/// ```
public final class SoundnessSuite {
  private static final String EXHAUSTIVE = "exhaustive";

  /// Everything random is drawn from this, so a failure repeats.
  private static final long SEED = 20261;

  private final List<WitnessSet> witnesses = new ArrayList<>();
  private final List<TableClaims> tables = new ArrayList<>();
  private MutationTest.Extent extent =
      EXHAUSTIVE.equals(System.getProperty("proofmill.soundness"))
          ? MutationTest.Extent.EXHAUSTIVE
          : MutationTest.Extent.SAMPLED;

  public SoundnessSuite witness(WitnessSet witness) {
    witnesses.add(witness);
    return this;
  }

  public SoundnessSuite table(TableClaims claims) {
    tables.add(claims);
    return this;
  }

  /// Mutates every cell instead of a sample. The Maven profile `exhaustive` asks for it in every
  /// suite, through the system property `proofmill.soundness`.
  public SoundnessSuite exhaustive() {
    extent = MutationTest.Extent.EXHAUSTIVE;
    return this;
  }

  /// Runs everything, prints the scores, and throws an [AssertionError] unless they are full.
  public List<Score> run() {
    Result result = evaluate();
    for (Score score : result.scores) {
      System.out.println(score);
      record(score);
    }
    if (!result.problems.isEmpty()) {
      throw new AssertionError(String.join("\n", result.problems));
    }
    return result.scores;
  }

  /// @param problems everything that keeps the scores from being full
  record Result(List<Score> scores, List<String> problems) {}

  Result evaluate() {
    Map<String, RowChecker> checkers = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (WitnessSet witness : witnesses) {
      RowChecker checker = witness.copy().check();
      if (!checker.accepts()) {
        problems.add("witness " + witness.name() + " is not valid:\n" + checker.report(3));
      } else if (checkers.put(witness.name(), checker) != null) {
        problems.add("two witnesses named " + witness.name());
      }
    }
    List<Score> scores = new ArrayList<>();
    for (TableClaims claims : tables) {
      boolean present =
          checkers.values().stream()
              .flatMap(c -> c.tables().stream())
              .anyMatch(t -> t.air().name().equals(claims.air().name()));
      if (present) {
        scores.add(score(claims, checkers, problems));
      } else {
        problems.add("no valid witness has a table " + claims.air().name());
      }
    }
    return new Result(scores, problems);
  }

  private Score score(TableClaims claims, Map<String, RowChecker> checkers, List<String> problems) {
    String table = claims.air().name();
    problems.addAll(edges(claims, checkers));
    Determinacy.Report determinacy =
        Determinacy.of(claims.air(), claims.ledger(), claims.ranges(), claims.paddingFlags());
    determinacy.blanks().forEach(b -> problems.add(table + ": undetermined column " + b));
    determinacy
        .superfluous()
        .forEach(s -> problems.add(table + ": argument that is not needed: " + s));
    determinacy.notInert().forEach(n -> problems.add(table + ": padding is not inert: " + n));
    for (String label : determinacy.loose()) {
      if (!claims.multiplicities().containsKey(label)) {
        problems.add(table + ": multiplicity that is not boolean by constraint: " + label);
      }
    }
    for (String label : claims.multiplicities().keySet()) {
      if (!determinacy.loose().contains(label)) {
        problems.add(table + ": argument that is not needed: multiplicity of " + label);
      }
    }

    MutationTest mutation = new MutationTest(claims, extent, SEED);
    checkers.forEach(mutation::run);
    mutation.survivors().forEach(s -> problems.add(table + ": " + s));
    mutation
        .idleExemptions()
        .forEach(e -> problems.add(table + ": exemption that is not needed: " + e));

    DeletionTest deletion = new DeletionTest(claims, checkers);
    deletion.run(SEED);
    deletion.problems().forEach(p -> problems.add(table + ": " + p));
    deletion
        .unnoticed()
        .forEach(l -> problems.add(table + ": nothing notices the deletion of " + l));

    return new Score(
        table,
        determinacy.columns(),
        determinacy.columns() - determinacy.blanks().size(),
        determinacy.argued().size(),
        mutation.tried(),
        mutation.killed(),
        mutation.exempt(),
        deletion.labels().size(),
        deletion.noticed().size(),
        deletion.written());
  }

  /// The witnesses have to show the table without active rows, with active rows only, and with both
  /// (SOUNDNESS.md, item 5).
  private static List<String> edges(TableClaims claims, Map<String, RowChecker> checkers) {
    List<String> problems = new ArrayList<>();
    if (claims.active() == null) {
      return problems;
    }
    boolean empty = false;
    boolean full = false;
    boolean partial = false;
    for (RowChecker checker : checkers.values()) {
      for (TableWitness table : checker.tables()) {
        if (table.air().name().equals(claims.air().name())) {
          long active =
              IntStream.range(0, table.height())
                  .filter(row -> claims.active().test(new Row(table, row)))
                  .count();
          empty |= active == 0;
          full |= active == table.height();
          partial |= active > 0 && active < table.height();
        }
      }
    }
    String missing = claims.air().name() + ": no witness has the table ";
    if (!empty) {
      problems.add(missing + "empty");
    }
    if (!full) {
      problems.add(missing + "full");
    }
    if (!partial) {
      problems.add(missing + "with padding after active rows");
    }
    return problems;
  }

  /// Leaves the score in `target/soundness` of the module under test, where the total over all
  /// modules is formed. Maven sets `basedir`; elsewhere nothing is written.
  private void record(Score score) {
    String basedir = System.getProperty("basedir");
    if (basedir == null || extent == MutationTest.Extent.EXHAUSTIVE) {
      return;
    }
    Path folder = Path.of(basedir, "target", "soundness");
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(score.table() + ".json"), score.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
