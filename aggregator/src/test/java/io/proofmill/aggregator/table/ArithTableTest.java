package io.proofmill.aggregator.table;

import io.proofmill.aggregator.machine.ScalarProgram;
import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.verifier.constraint.Bus;
import org.junit.jupiter.api.Test;

class ArithTableTest {
  private static final String ADVICE_OR_VALUE =
      "the gate's value where check is 1; elsewhere advice, which the program's assertions bind";

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    WitnessSet witness = ScalarProgram.witness("a program of gates and hashes", 11);
    BusMessage published = witness.messages().getFirst();
    ArithTable.Columns c = ArithTable.TABLE.columns();
    TableClaims claims =
        TableClaims.of(ArithTable.TABLE)
            .lie(
                "public",
                "another public value than the program's",
                f ->
                    f.replaceMessage(
                        published, BusMessage.send(Bus.PUBLIC, FrElement.ZERO, FrElement.of(99))));
    for (int g = 0; g < ArithTable.GATES; g++) {
      ArithTable.Gate gate = c.gates().get(g);
      claims
          .argue(gate.d(), ADVICE_OR_VALUE)
          .lie(
              "gate[" + g + "].write",
              "advice that is not what was read",
              f -> {
                int row =
                    f.firstRow("ARITH", r -> r.isZero(gate.check()) && !r.isZero(gate.reads()));
                f.add("ARITH", row, gate.d(), 1);
              });
    }
    new SoundnessSuite().witness(witness).table(claims).run();
  }
}
