package io.proofmill.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairingTest {
  private static final G1Point G1 = G1Point.GENERATOR;
  private static final G2Point G2 = G2Point.GENERATOR;

  @Test
  void pairingChecksMatchThePrecompileVectors() throws Exception {
    int seen = 0;
    for (JsonNode vector : JsonVectors.read("crypto/precompiles/bn256Pairing.json")) {
      byte[] input = HexFormat.of().parseHex(vector.get("Input").asText());
      List<Pairing.Pair> pairs = new ArrayList<>();
      for (int at = 0; at < input.length; at += 192) {
        G2Point q = G2Point.fromCanonicalBytes(input, at + 64).orElseThrow();
        pairs.add(new Pairing.Pair(G1Point.fromCanonicalBytes(input, at).orElseThrow(), q));
      }
      byte[] expected = HexFormat.of().parseHex(vector.get("Expected").asText());
      assertEquals(expected[31] == 1, Pairing.productIsOne(pairs), vector.get("Name").asText());
      seen++;
    }
    assertEquals(7, seen);
  }

  @Test
  void thePairingIsBilinearAndNotDegenerate() {
    Random random = new Random(3);
    for (int i = 0; i < 4; i++) {
      FrElement a = FrElement.random(random);
      FrElement b = FrElement.random(random);
      G1Point aG = G1.times(a);
      assertTrue(Pairing.areEqual(aG, G2.times(b), G1.times(a.times(b)), G2));
      assertTrue(Pairing.areEqual(aG, G2, G1, G2.times(a)));
      assertFalse(Pairing.areEqual(aG, G2.times(b), G1.times(a.times(b).plus(FrElement.ONE)), G2));
      List<Pairing.Pair> sums =
          List.of(
              new Pairing.Pair(aG, G2),
              new Pairing.Pair(G1.times(b), G2),
              new Pairing.Pair(G1.times(a.plus(b)).negate(), G2));
      assertTrue(Pairing.productIsOne(sums));
      assertFalse(Pairing.productIsOne(sums.subList(0, 2)));
    }
    assertFalse(Pairing.productIsOne(List.of(new Pairing.Pair(G1, G2))));
  }

  @Test
  void infinityPairsToOne() {
    assertTrue(Pairing.productIsOne(List.of()));
    assertTrue(Pairing.productIsOne(List.of(new Pairing.Pair(G1Point.INFINITY, G2))));
    assertTrue(Pairing.productIsOne(List.of(new Pairing.Pair(G1, G2Point.INFINITY))));
    assertTrue(Pairing.areEqual(G1Point.INFINITY, G2, G1, G2Point.INFINITY));
    assertFalse(Pairing.areEqual(G1Point.INFINITY, G2, G1, G2));
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 254})
  void multiplicationInG2MatchesTheCurveVectors(int bits) throws Exception {
    String file = "crypto/scalar_mul/tv_BN254_Snarks_scalar_mul_G2_" + bits + "bit.json";
    for (JsonNode vector : JsonVectors.read(file).get("vectors")) {
      G2Point p = point(vector.get("P"));
      BigInteger scalar = JsonVectors.integer(vector.get("scalar"));
      assertTrue(p.isOnCurve());
      assertEquals(point(vector.get("Q")), p.times(scalar));
    }
  }

  @Test
  void theGroupLawOfG2HoldsOnItsEdges() {
    G2Point p = G2.times(FrElement.of(77));
    assertTrue(p.isInGroup());
    assertEquals(p, p.plus(G2Point.INFINITY));
    assertEquals(p, G2Point.INFINITY.plus(p));
    assertEquals(G2Point.INFINITY, p.minus(p));
    assertEquals(G2.times(FrElement.of(154)), p.plus(p));
    assertEquals(G2Point.INFINITY, p.times(Fr.MODULUS));
    assertEquals(p.negate(), p.times(FrElement.of(-1)));
  }

  @Test
  void encodingsOfG2AreCanonicalAndInTheSubgroup() {
    G2Point p = G2.times(FrElement.of(5));
    byte[] bytes = p.toBytes();
    assertEquals(Optional.of(p), G2Point.fromCanonicalBytes(bytes, 0));
    assertEquals(Optional.of(G2Point.INFINITY), G2Point.fromCanonicalBytes(new byte[128], 0));
    for (int i = 0; i < 4; i++) {
      byte[] off = bytes.clone();
      off[32 * i + 31] ^= 1;
      assertFalse(G2Point.fromCanonicalBytes(off, 0).isPresent());
      byte[] raised = bytes.clone();
      FqElement value = FqElement.fromCanonicalBytes(bytes, 32 * i).orElseThrow();
      byte[] sum = value.toBigInteger().add(Fq.MODULUS).toByteArray();
      System.arraycopy(sum, 0, raised, 32 * i + 32 - sum.length, sum.length);
      assertFalse(G2Point.fromCanonicalBytes(raised, 0).isPresent());
    }
    assertArrayEquals(new byte[128], G2Point.INFINITY.toBytes());
  }

  /// The first points on the twist by x = 1, 2, … : the chance that one of them has order r is
  /// 2^-254.
  @Test
  void pointsOfTheTwistOutsideTheSubgroupAreRefused() {
    Fq2 b = Fq2.XI.inverse().times(FqElement.of(3));
    int found = 0;
    for (int i = 1; i < 40; i++) {
      Fq2 x = new Fq2(FqElement.of(i), FqElement.ZERO);
      Fq2 y = squareRoot(x.square().times(x).plus(b));
      if (y != null) {
        G2Point point = new G2Point(x, y);
        assertTrue(point.isOnCurve());
        assertFalse(point.isInGroup());
        assertFalse(G2Point.fromCanonicalBytes(point.toBytes(), 0).isPresent());
        found++;
      }
    }
    assertTrue(found > 5);
  }

  /// A square root in Fq2 through norms (q = 3 mod 4), or null.
  private static Fq2 squareRoot(Fq2 a) {
    BigInteger quarter = Fq.MODULUS.add(BigInteger.ONE).shiftRight(2);
    FqElement norm = a.c0().square().plus(a.c1().square()).pow(quarter);
    FqElement half = FqElement.of(2).inverse();
    for (FqElement root : new FqElement[] {norm, norm.negate()}) {
      FqElement c0 = a.c0().plus(root).times(half).pow(quarter);
      if (!c0.isZero()) {
        Fq2 candidate = new Fq2(c0, a.c1().times(half).times(c0.inverse()));
        if (candidate.square().equals(a)) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static G2Point point(JsonNode node) {
    return new G2Point(fq2(node.get("x")), fq2(node.get("y")));
  }

  private static Fq2 fq2(JsonNode node) {
    return new Fq2(
        FqElement.of(JsonVectors.integer(node.get("c0"))),
        FqElement.of(JsonVectors.integer(node.get("c1"))));
  }
}
