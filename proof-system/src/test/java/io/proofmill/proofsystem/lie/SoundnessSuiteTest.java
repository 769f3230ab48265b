package io.proofmill.proofsystem.lie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.verifier.constraint.DefinedTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The harness has to accept a sound pair of tables and to notice each thing taken out of it.
class SoundnessSuiteTest {
  private static final DefinedTable<StepExample.StepColumns> STEP = StepExample.step();

  private static SoundnessSuite.Result evaluate(
      DefinedTable<StepExample.StepColumns> step, TableClaims... claims) {
    SoundnessSuite suite =
        new SoundnessSuite()
            .witness(StepExample.witness(step, 0xb7, 5))
            .witness(StepExample.witness(step, 0xff, 8))
            .witness(StepExample.witness(step, 9, 0));
    for (TableClaims c : claims) {
      suite.table(c);
    }
    return suite.evaluate();
  }

  @Test
  void soundTablesScoreFullMarks() {
    SoundnessSuite.Result result =
        evaluate(STEP, StepExample.claims(STEP), StepExample.nibbleClaims());
    assertEquals(List.of(), result.problems());
    for (Score score : result.scores()) {
      assertTrue(score.isFull(), score::toString);
      assertTrue(score.mutations() > 100, score::toString);
    }
    assertEquals(6, result.scores().get(0).columns());
    assertEquals(1, result.scores().get(0).argued());
    assertEquals(10, result.scores().get(0).labels());
    assertEquals(1, result.scores().get(0).written());
    assertEquals(0, result.scores().get(0).exempt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"padding ts", "padding x", "split", "result", "lo", "hi"})
  void eachMissingConstraintOrLookupLeavesAColumnUndetermined(String label) {
    TableClaims weak = StepExample.claims(StepExample.step(label));
    assertFalse(Determinacy.of(weak.air(), weak.ledger(), weak.ranges()).blanks().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"padding ts", "split", "result"})
  void aFreeCellSurvivesMutation(String label) {
    DefinedTable<StepExample.StepColumns> weak = StepExample.step(label);
    MutationTest test =
        new MutationTest(StepExample.claims(weak), MutationTest.Extent.EXHAUSTIVE, 1);
    test.run("w", StepExample.witness(weak, 0xb7, 5).check());
    assertTrue(test.killed() < test.tried());
    assertFalse(test.survivors().isEmpty());
  }

  @Test
  void aMultiplicityThatIsNotBooleanIsReported() {
    DefinedTable<StepExample.StepColumns> weak = StepExample.step("active");
    assertEquals(
        List.of(
            "STEP: multiplicity that is not boolean by constraint: take",
            "STEP: multiplicity that is not boolean by constraint: give"),
        evaluate(weak, StepExample.claims(weak)).problems());
  }

  @Test
  void aRedundantConstraintIsReported() {
    // x = y is said twice: no lie can need both.
    DefinedTable<StepExample.StepColumns> twice = StepExample.step("twice");
    SoundnessSuite.Result result = evaluate(twice, StepExample.claims(twice));
    assertEquals(
        List.of(
            "STEP: nothing notices the deletion of split",
            "STEP: nothing notices the deletion of split again"),
        result.problems());
  }

  @Test
  void liesThatFireAnotherLabelAreReported() {
    StepExample.StepColumns c = STEP.columns();
    TableClaims claims =
        StepExample.claims(STEP)
            .lie("result", "fires split as well", f -> f.set("STEP", 0, c.lo(), 0))
            .lie("split", "changes nothing", f -> f.add("STEP", 0, c.lo(), 0))
            .lie("lo", "is still refused without it", f -> f.add("STEP", 5, c.y(), 1));
    List<String> problems = evaluate(STEP, claims).problems();
    assertEquals(3, problems.size(), problems::toString);
    assertTrue(
        problems.get(0).contains("fires [STEP.split, STEP.result] instead of"), problems.get(0));
    assertTrue(problems.get(1).contains("fires [] instead of"), problems.get(1));
    assertTrue(problems.get(2).contains("fires [STEP.result] instead of"), problems.get(2));
  }

  @Test
  void exemptionsAreCountedAndIdleOnesReported() {
    DefinedTable<StepExample.StepColumns> weak = StepExample.step("padding ts");
    StepExample.StepColumns c = weak.columns();
    TableClaims claims =
        StepExample.claims(weak)
            .exempt(c.ts(), "no message is sent", row -> row.isZero(c.active()))
            .exempt(c.y(), "idle", row -> row.isZero(c.active()));
    MutationTest test = new MutationTest(claims, MutationTest.Extent.SAMPLED, 1);
    test.run("w", StepExample.witness(weak, 0xb7, 5).check());
    assertEquals(test.tried(), test.killed());
    assertTrue(test.exempt() > 0);
    assertEquals(List.of("y: idle"), test.idleExemptions());
  }

  @Test
  void anInvalidWitnessIsReportedAndNotScored() {
    WitnessSet witness = StepExample.witness(STEP, 0xb7, 5);
    witness.tables().getFirst().set(0, STEP.columns().y(), 1);
    SoundnessSuite suite = new SoundnessSuite().witness(witness).table(StepExample.claims(STEP));
    assertEquals(2, suite.evaluate().problems().size());
    assertThrows(AssertionError.class, suite::run);
  }

  @Test
  void missingEdgesAreReported() {
    SoundnessSuite suite =
        new SoundnessSuite()
            .witness(StepExample.witness(STEP, 0xb7, 5))
            .table(StepExample.claims(STEP));
    assertEquals(
        List.of("STEP: no witness has the table empty", "STEP: no witness has the table full"),
        suite.evaluate().problems());
  }

  @Test
  void lieAboutAnUnknownLabelIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> TableClaims.of(STEP).lie("no such label", "", f -> {}));
  }
}
