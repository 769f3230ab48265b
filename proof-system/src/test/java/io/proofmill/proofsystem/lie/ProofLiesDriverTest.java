package io.proofmill.proofsystem.lie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ProofCodec.Field;
import io.proofmill.verifier.protocol.ProofCodec.Kind;
import io.proofmill.verifier.protocol.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Verifiers with a hole each; the driver has to find it.
class ProofLiesDriverTest {
  private static final List<Field> FIELDS =
      List.of(new Field("point", Kind.POINT, 0), new Field("scalar", Kind.SCALAR, 64));
  private static final byte[] PROOF = Arrays.copyOf(G1Point.GENERATOR.toBytes(), 96);

  static {
    PROOF[95] = 9;
  }

  private static final Verdict NO = Verdict.rejected("not the proof");

  private static List<String> problems(Function<byte[], Verdict> verify) {
    return new ProofLies(PROOF, FIELDS, verify).exhaustive().problems();
  }

  private static Verdict exact(byte[] bytes) {
    return Arrays.equals(bytes, PROOF) ? Verdict.accepted() : NO;
  }

  @Test
  void aVerifierThatAcceptsOnlyTheProofPasses() {
    assertEquals(List.of(), problems(ProofLiesDriverTest::exact));
    new ProofLies(PROOF, FIELDS, ProofLiesDriverTest::exact).sampled().assertAllRejected();
  }

  @Test
  void reducingScalarsInsteadOfRefusingThemIsFound() {
    List<String> problems =
        problems(b ->
            b.length == 96
                    && Arrays.equals(b, 0, 64, PROOF, 0, 64)
                    && FrElement.reduce(b, 64).equals(FrElement.of(9))
                ? Verdict.accepted()
                : NO);
    assertTrue(problems.getFirst().startsWith("scalar + r"), problems::toString);
  }

  @Test
  void ignoredBytesAreFound() {
    List<String> problems =
        problems(
            b -> b.length >= 96 && Arrays.equals(b, 0, 96, PROOF, 0, 96) ? Verdict.accepted() : NO);
    assertEquals(4, problems.size(), problems::toString);
    assertTrue(problems.stream().allMatch(p -> p.startsWith("extended")), problems::toString);
    problems =
        problems(
            b -> b.length == 96 && Arrays.equals(b, 0, 95, PROOF, 0, 95) ? Verdict.accepted() : NO);
    assertTrue(problems.contains("byte flipped, byte 95: accepted"), problems::toString);
  }

  @Test
  void exceptionsAndMissingReasonsAreFound() {
    List<String> problems =
        problems(b -> {
          if (b.length < 96) {
            throw new ArrayIndexOutOfBoundsException("short");
          }
          return exact(b);
        });
    assertEquals(6, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains("threw java.lang.ArrayIndexOutOfBounds"));
    problems = problems(b -> exact(b).isAccepted() ? Verdict.accepted() : Verdict.rejected(" "));
    assertTrue(problems.getFirst().contains("without a reason"));
  }

  @Test
  void publicValuesAndShardsAreCovered() {
    List<FrElement> values = List.of(FrElement.of(1), FrElement.of(2));
    ProofLies lies = new ProofLies(PROOF, FIELDS, ProofLiesDriverTest::exact);
    lies.publicValues(values, v -> v.size() > 2 ? Verdict.accepted() : NO);
    assertEquals(List.of("public values, a public value too many: accepted"), lies.problems());
    lies = new ProofLies(PROOF, FIELDS, ProofLiesDriverTest::exact);
    lies.shards(List.of("a", "b"), s -> s.size() == 3 ? Verdict.accepted() : NO);
    assertEquals(2, lies.problems().size());
    lies = new ProofLies(PROOF, FIELDS, ProofLiesDriverTest::exact);
    lies.reject("wrong key", Verdict::accepted);
    assertThrows(AssertionError.class, lies::assertAllRejected);
  }

  @Test
  void anInvalidProofIsNoStartingPoint() {
    assertThrows(IllegalArgumentException.class, () -> new ProofLies(PROOF, FIELDS, b -> NO));
  }
}
