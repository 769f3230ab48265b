package io.proofmill.verifier.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.Keccak256;
import io.proofmill.algebra.Poseidon2;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtocolTranscriptTest {
  private static FrElement squeeze(Domain domain, long... absorbed) {
    ProtocolTranscript<FrElement, G1Point> transcript =
        new ProtocolTranscript<>(new NativeArithmetic(), domain);
    for (long value : absorbed) {
      transcript.absorb(FrElement.of(value));
    }
    return transcript.challenge();
  }

  @Test
  void aChallengeIsTheFirstLaneAfterTheAbsorbedBlocks() {
    FrElement tag = FrElement.of(BigInteger.TWO.pow(64));
    FrElement[] state = {FrElement.of(5), FrElement.of(6), tag};
    state = Poseidon2.permute(state);
    state[0] = state[0].plus(FrElement.of(7));
    state[2] = state[2].plus(FrElement.of(2));
    assertEquals(Poseidon2.permute(state)[0], squeeze(Domain.PROOF, 5, 6, 7));
  }

  @Test
  void lengthOrderAndDomainAllMatter() {
    List<FrElement> challenges =
        List.of(
            squeeze(Domain.PROOF),
            squeeze(Domain.PROOF, 0),
            squeeze(Domain.PROOF, 0, 0),
            squeeze(Domain.PROOF, 1, 0),
            squeeze(Domain.PROOF, 0, 1),
            squeeze(Domain.PROOF, 1),
            squeeze(Domain.PROOF, 1, 0, 0),
            squeeze(Domain.KEY, 1, 0));
    assertEquals(challenges.size(), new HashSet<>(challenges).size());
  }

  @Test
  void consecutiveChallengesDiffer() {
    ProtocolTranscript<FrElement, G1Point> transcript =
        new ProtocolTranscript<>(new NativeArithmetic(), Domain.PROOF);
    FrElement first = transcript.challenge();
    assertNotEquals(first, transcript.challenge());
    assertTrue(transcript.challenge128().toBigInteger().bitLength() <= 128);
  }

  @Test
  void pointsSurviveTheirPackingAndInfinityIsAllZero() {
    Random random = new Random(7);
    List<FrElement> packed = new ArrayList<>();
    List<G1Point> points = new ArrayList<>(List.of(G1Point.INFINITY, G1Point.GENERATOR));
    for (int i = 0; i < 20; i++) {
      points.add(G1Point.GENERATOR.times(FrElement.random(random)));
    }
    points.forEach(p -> packed.addAll(PackedPoint.pack(p)));
    assertEquals(List.of(FrElement.ZERO, FrElement.ZERO, FrElement.ZERO), packed.subList(0, 3));
    for (int i = 0; i < points.size(); i++) {
      assertEquals(Optional.of(points.get(i)), PackedPoint.unpack(packed, 3 * i));
    }
  }

  @Test
  void r22AnOtherSpellingOfAPackedPointIsRefused() {
    List<FrElement> packed =
        new ArrayList<>(PackedPoint.pack(G1Point.GENERATOR.times(FrElement.of(9))));
    // Moves one unit of y's second limb to y's first: the same integer y, another packing.
    packed.set(1, packed.get(1).plus(FrElement.of(BigInteger.TWO.pow(64 + 96))));
    packed.set(2, packed.get(2).minus(FrElement.ONE));
    assertEquals(Optional.empty(), PackedPoint.unpack(packed, 0));
    assertEquals(
        Optional.empty(),
        PackedPoint.unpack(List.of(FrElement.ONE, FrElement.ZERO, FrElement.ZERO), 0));
  }

  @Test
  void everyLeafOfTheKeyTreeHasItsPath() {
    NativeArithmetic arithmetic = new NativeArithmetic();
    List<FrElement> leaves = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      FrElement role = FrElement.of(KeyTree.Role.LEAF.number());
      leaves.add(KeyTree.leaf(arithmetic, role, FrElement.of(100 + i)));
    }
    KeyTree tree = KeyTree.of(leaves);
    for (int i = 0; i < 5; i++) {
      FrElement node = leaves.get(i);
      List<FrElement> path = tree.path(i);
      for (int level = 0; level < KeyTree.DEPTH; level++) {
        FrElement sibling = path.get(level);
        boolean right = (i >> level & 1) == 1;
        node =
            right
                ? KeyTree.node(arithmetic, sibling, node)
                : KeyTree.node(arithmetic, node, sibling);
      }
      assertEquals(tree.root(), node);
    }
    FrElement asNode =
        KeyTree.leaf(arithmetic, FrElement.of(KeyTree.Role.NODE.number()), FrElement.of(100));
    assertNotEquals(leaves.getFirst(), asNode);
  }

  private static FrElement keccak(Object... absorbed) {
    Transcript<FrElement, G1Point> transcript = TranscriptHash.KECCAK.newTranscript();
    for (Object value : absorbed) {
      if (value instanceof G1Point point) {
        transcript.absorbPoint(point);
      } else {
        transcript.absorb((FrElement) value);
      }
    }
    return transcript.challenge();
  }

  @Test
  void aKeccakChallengeIsTheWideReductionOfTwoHashesOfTheState() {
    byte[] domain = "proofmill-proof/1".getBytes(StandardCharsets.US_ASCII);
    byte[] block = new byte[32 + 32 + 64];
    System.arraycopy(Keccak256.hash(domain), 0, block, 0, 32);
    block[63] = 5; // the scalar 5, big-endian
    block[95] = 1; // the generator (1, 2)
    block[127] = 2;
    byte[] state = Keccak256.hash(block);
    byte[] wide = new byte[64];
    for (int half = 0; half < 2; half++) {
      byte[] input = Arrays.copyOf(state, 33);
      input[32] = (byte) half;
      System.arraycopy(Keccak256.hash(input), 0, wide, 32 * half, 32);
    }
    assertEquals(FrElement.of(new BigInteger(1, wide)), keccak(FrElement.of(5), G1Point.GENERATOR));
  }

  @Test
  void keccakChallengesDependOnEverythingAbsorbedAndItsOrder() {
    FrElement one = FrElement.ONE;
    FrElement zero = FrElement.ZERO;
    List<FrElement> challenges =
        List.of(
            keccak(),
            keccak(zero),
            keccak(zero, zero),
            keccak(one, zero),
            keccak(zero, one),
            keccak(G1Point.GENERATOR),
            keccak(G1Point.GENERATOR, one));
    assertEquals(challenges.size(), new HashSet<>(challenges).size());
    Transcript<FrElement, G1Point> transcript = TranscriptHash.KECCAK.newTranscript();
    FrElement first = transcript.challenge();
    assertNotEquals(first, transcript.challenge());
    assertTrue(transcript.challenge128().toBigInteger().bitLength() <= 128);
  }
}
