package io.proofmill.proofsystem.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.proofsystem.key.SoundnessBudget.Bounds;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundnessBudgetTest {
  /// Far beyond any shard or recursion proof planned: 2^24 powers of tau, 64 tables, 2^14
  /// constraints, 2^10 commitments, 2^36 messages in a batch.
  private static final Bounds CEILING =
      new Bounds(1 << 24, 64, 24, 5, 1 << 14, 1 << 10, 1 << 15, 0x1p36, 32);

  @Test
  void theStatisticalErrorIsFarBelowTheStrengthOfTheCurve() {
    SoundnessBudget budget = SoundnessBudget.of(CEILING);
    System.out.println(budget.toMarkdown());
    // 2^14 constraints against a 128-bit challenge: 114 bits, the weakest step; BN254 gives ~100.
    assertTrue(budget.totalBits() > 113, "total " + budget.totalBits());
  }

  @Test
  void theDocumentPrintsTheseNumbers() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs"))) {
      folder = folder.getParent();
    }
    String document = Files.readString(folder.resolve("docs/soundness.md"));
    String expected = SoundnessBudget.of(CEILING).toMarkdown();
    assertTrue(document.contains(expected), "docs/soundness.md should contain:\n" + expected);
  }

  @Test
  void theErrorOfASingleChallengeIsTheHandComputedOne() {
    // 2^20 messages of one field: degree 2^21 over a field of 253.6 bits.
    SoundnessBudget budget = SoundnessBudget.of(new Bounds(1 << 20, 1, 16, 2, 1, 4, 8, 1 << 20, 1));
    assertEquals(253.597 - 21, budget.steps().getFirst().errorBits(), 0.01);
    assertEquals(128, budget.steps().get(1).errorBits(), 0.01);
    assertEquals(128 - 2, budget.steps().get(3).errorBits(), 0.01);
  }

  @Test
  void boundsOfAShapeCountItsMessagesAndConstraints() {
    ProofShape shape =
        new ProofShape(List.of(new TableShape(Range16Table.air(), 16)), 0, Binding.OPEN);
    Bounds bounds = Bounds.of(shape, 1 << 20, 4);
    assertEquals(4.0 * 65536, bounds.messages());
    assertEquals(1, bounds.constraints()); // the running sum
    assertEquals(4, bounds.groups()); // fixed, main, aux, quotient
    assertEquals(1, bounds.messageFields());
  }
}
