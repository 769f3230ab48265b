package io.proofmill.proofsystem.lie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofCodec.Field;
import io.proofmill.verifier.protocol.ProofCodec.Kind;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProofSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every element of a proof, the key and the public values are absorbed before the next challenge
/// is drawn: changing one changes every later challenge and none before it. (An element that is not
/// absorbed can be chosen after the challenge: "frozen heart".)
class TranscriptBindingTest {
  private static final Air AIR = StepExample.step().air();

  private static ProofShape shape(Binding binding) {
    return new ProofShape(
        List.of(new TableShape(AIR, 3), new TableShape(StepExample.NIBBLES.air(), 4)), 2, binding);
  }

  /// α, β, combination, ζ, γ, z and the transcript's end.
  private static List<FrElement> challenges(
      Binding binding,
      FrElement keyDigest,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global,
      byte[] proof) {
    if (!(ProofCodec.decode(shape(binding), proof) instanceof ProofCodec.Decoded.Proof decoded)) {
      throw new IllegalArgumentException("malformed");
    }
    ProofData<FrElement, G1Point> data = decoded.data();
    ProofSteps<FrElement, G1Point> steps = new ProofSteps<>(new NativeArithmetic());
    BusChallenges<FrElement> bus =
        steps.main(binding, keyDigest, publicValues, data.main(), global);
    List<FrElement> result = new ArrayList<>(List.of(bus.alpha(), bus.beta()));
    result.add(steps.aux(data.aux(), data.sums()));
    result.add(steps.quotient(data.quotient()));
    result.add(steps.evaluations(data.evaluations()));
    result.add(steps.w(data.w()));
    result.add(steps.wPrime(data.wPrime()));
    return result;
  }

  /// A proof of the right shape whose elements are all different.
  private static byte[] proof(ProofShape shape) {
    byte[] bytes = new byte[ProofCodec.length(shape)];
    int i = 2;
    for (Field field : ProofCodec.fields(shape)) {
      put(bytes, field, i++);
    }
    return bytes;
  }

  private static void put(byte[] bytes, Field field, long value) {
    byte[] element =
        field.kind() == Kind.POINT
            ? G1Point.GENERATOR.times(FrElement.of(value)).toBytes()
            : FrElement.of(value).toBytes();
    System.arraycopy(element, 0, bytes, field.offset(), element.length);
  }

  /// How many challenges are drawn before the element is absorbed.
  private static int challengesBefore(String field, Binding binding) {
    String name = field.replaceAll("\\[.*", "");
    return switch (name) {
      case "main" ->
          binding == Binding.CLOSED ? 0 : 2; // α and β of an open proof come from outside
      case "aux", "sum" -> 2;
      case "quotient" -> 3;
      case "evaluation" -> 4;
      case "w" -> 5;
      case "wPrime" -> 6;
      default -> throw new IllegalArgumentException(field);
    };
  }

  private static Optional<BusChallenges<FrElement>> global(Binding binding, long alpha, long beta) {
    return binding == Binding.CLOSED
        ? Optional.empty()
        : Optional.of(new BusChallenges<>(FrElement.of(alpha), FrElement.of(beta)));
  }

  private static void assertChangesFrom(
      int first, List<FrElement> before, List<FrElement> after, String what) {
    for (int i = 0; i < before.size(); i++) {
      if (i < first) {
        assertEquals(before.get(i), after.get(i), what + ", challenge " + i);
      } else {
        assertNotEquals(before.get(i), after.get(i), what + ", challenge " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void everyElementIsAbsorbedBeforeTheNextChallenge(Binding binding) {
    ProofShape shape = shape(binding);
    byte[] honest = proof(shape);
    FrElement digest = FrElement.of(77);
    List<FrElement> values = List.of(FrElement.of(5), FrElement.of(6));
    List<FrElement> expected = challenges(binding, digest, values, global(binding, 3, 4), honest);
    int points = 0;
    for (Field field : ProofCodec.fields(shape)) {
      byte[] changed = honest.clone();
      put(changed, field, 1_000_003);
      assertChangesFrom(
          challengesBefore(field.name(), binding),
          expected,
          challenges(binding, digest, values, global(binding, 3, 4), changed),
          field.name());
      if (field.kind() == Kind.POINT) { // the sign of a point is absorbed too, and infinity
        points++;
        byte[] negated = honest.clone();
        G1Point point = G1Point.fromCanonicalBytes(honest, field.offset()).orElseThrow();
        System.arraycopy(point.negate().toBytes(), 0, negated, field.offset(), 64);
        assertChangesFrom(
            challengesBefore(field.name(), binding),
            expected,
            challenges(binding, digest, values, global(binding, 3, 4), negated),
            "−" + field.name());
      }
    }
    assertEquals(
        shape.groups(Phase.MAIN).size()
            + shape.groups(Phase.AUX).size()
            + shape.groups(Phase.QUOTIENT).size()
            + 2,
        points);
    int first = binding == Binding.CLOSED ? 0 : 2;
    assertChangesFrom(
        first,
        expected,
        challenges(binding, FrElement.of(78), values, global(binding, 3, 4), honest),
        "key");
    for (int i = 0; i < values.size(); i++) {
      List<FrElement> other = new ArrayList<>(values);
      other.set(i, FrElement.of(99));
      assertChangesFrom(
          first,
          expected,
          challenges(binding, digest, other, global(binding, 3, 4), honest),
          "public value " + i);
    }
  }

  @Test
  void r27_anOpenProofAbsorbsTheGlobalChallenges() {
    byte[] honest = proof(shape(Binding.OPEN));
    List<FrElement> values = List.of(FrElement.of(5), FrElement.of(6));
    List<FrElement> expected =
        challenges(Binding.OPEN, FrElement.ONE, values, global(Binding.OPEN, 3, 4), honest);
    for (Optional<BusChallenges<FrElement>> other :
        List.of(global(Binding.OPEN, 30, 4), global(Binding.OPEN, 3, 40))) {
      List<FrElement> changed = challenges(Binding.OPEN, FrElement.ONE, values, other, honest);
      assertChangesFrom(0, expected.subList(2, 7), changed.subList(2, 7), "global challenges");
    }
  }
}
