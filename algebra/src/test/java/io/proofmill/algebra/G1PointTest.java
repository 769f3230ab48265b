package io.proofmill.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class G1PointTest {
  private static final G1Point G = G1Point.GENERATOR;

  @Test
  void additionMatchesThePrecompileVectors() throws Exception {
    int seen = 0;
    for (JsonNode vector : JsonVectors.read("crypto/precompiles/bn256Add.json")) {
      byte[] input = input(vector, 128);
      G1Point a = G1Point.fromCanonicalBytes(input, 0).orElseThrow();
      G1Point b = G1Point.fromCanonicalBytes(input, 64).orElseThrow();
      assertArrayEquals(expected(vector), a.plus(b).toBytes());
      assertArrayEquals(expected(vector), b.plus(a).toBytes());
      seen++;
    }
    assertEquals(8, seen);
  }

  @Test
  void multiplicationMatchesThePrecompileVectors() throws Exception {
    int seen = 0;
    for (JsonNode vector : JsonVectors.read("crypto/precompiles/bn256ScalarMul.json")) {
      byte[] input = input(vector, 96);
      G1Point a = G1Point.fromCanonicalBytes(input, 0).orElseThrow();
      BigInteger scalar = new BigInteger(1, Arrays.copyOfRange(input, 64, 96)); // may exceed r
      assertArrayEquals(expected(vector), a.times(scalar).toBytes());
      seen++;
    }
    assertEquals(10, seen);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 254})
  void multiplicationMatchesTheCurveVectors(int bits) throws Exception {
    String file = "crypto/scalar_mul/tv_BN254_Snarks_scalar_mul_G1_" + bits + "bit.json";
    for (JsonNode vector : JsonVectors.read(file).get("vectors")) {
      BigInteger scalar = JsonVectors.integer(vector.get("scalar"));
      assertEquals(point(vector.get("Q")), point(vector.get("P")).times(scalar));
    }
  }

  @Test
  void theGroupLawHoldsOnItsEdges() {
    G1Point p = G.times(FrElement.of(1234567));
    assertEquals(p, p.plus(G1Point.INFINITY));
    assertEquals(p, G1Point.INFINITY.plus(p));
    assertEquals(G1Point.INFINITY, p.plus(p.negate()));
    assertEquals(G1Point.INFINITY, p.minus(p));
    assertEquals(p.times(FrElement.of(2)), p.plus(p));
    assertEquals(G1Point.INFINITY, G1Point.INFINITY.plus(G1Point.INFINITY));
    assertEquals(G1Point.INFINITY, p.times(FrElement.ZERO));
    assertEquals(G1Point.INFINITY, p.times(Fr.MODULUS));
    assertEquals(p.negate(), p.times(FrElement.of(-1)));
    assertEquals(G1Point.INFINITY, G1Point.INFINITY.times(FrElement.of(5)));
    assertEquals(G1Point.INFINITY, G1Point.INFINITY.negate());
  }

  @Test
  void multiplicationIsRepeatedAdditionAndLinear() {
    G1Point sum = G1Point.INFINITY;
    for (int k = 0; k < 70; k++) {
      assertEquals(sum, G.times(FrElement.of(k)));
      sum = sum.plus(G);
    }
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      FrElement a = FrElement.random(random);
      FrElement b = FrElement.random(random);
      assertEquals(G.times(a.plus(b)), G.times(a).plus(G.times(b)));
      assertEquals(G.times(a.times(b)), G.times(a).times(b));
      assertTrue(G.times(a).isOnCurve());
    }
  }

  @Test
  void accumulatorsAgreeWithAffineAdditionOnEveryPairOfSmallMultiples() {
    for (int a = -3; a <= 3; a++) {
      for (int b = -3; b <= 3; b++) {
        G1Vector points = G1Vector.of(G.times(FrElement.of(a)), G.times(FrElement.of(b)));
        G1Point sum = G.times(FrElement.of(a + b));
        G1Point difference = G.times(FrElement.of(a - b));
        G1Accumulator first = new G1Accumulator().add(points, 0).twice().subtract(points, 0);
        G1Accumulator second = new G1Accumulator().add(points, 1);
        assertEquals(sum, first.copy().add(points, 1).toAffine());
        assertEquals(difference, first.copy().subtract(points, 1).toAffine());
        assertEquals(sum, first.copy().add(second).toAffine());
        assertEquals(sum, second.copy().add(first).toAffine());
        assertEquals(G.times(FrElement.of(2 * a)), first.add(first).toAffine());
      }
    }
  }

  @Test
  void encodingsAreCanonical() {
    G1Point p = G.times(FrElement.of(99));
    assertEquals(Optional.of(p), G1Point.fromCanonicalBytes(p.toBytes(), 0));
    assertEquals(Optional.of(G1Point.INFINITY), G1Point.fromCanonicalBytes(new byte[64], 0));
    for (int coordinate = 0; coordinate < 2; coordinate++) {
      byte[] raised = p.toBytes();
      BigInteger value = (coordinate == 0 ? p.x() : p.y()).toBigInteger().add(Fq.MODULUS);
      byte[] bytes = value.toByteArray();
      System.arraycopy(bytes, 0, raised, 32 * coordinate + 32 - bytes.length, bytes.length);
      assertFalse(G1Point.fromCanonicalBytes(raised, 0).isPresent());
      byte[] off = p.toBytes();
      off[32 * coordinate + 31] ^= 1;
      assertFalse(G1Point.fromCanonicalBytes(off, 0).isPresent());
    }
    byte[] zeroByModulus = new byte[64];
    System.arraycopy(Fq.MODULUS.toByteArray(), 0, zeroByModulus, 0, 32);
    assertFalse(G1Point.fromCanonicalBytes(zeroByModulus, 0).isPresent());
    assertThrows(IllegalArgumentException.class, () -> G1Point.of(FqElement.ONE, FqElement.ONE));
    assertEquals(G, G1Point.of(FqElement.ONE, FqElement.of(2)));
  }

  @Test
  void vectorsHoldPointsFlat() {
    G1Vector v = G1Vector.infinity(3);
    v.set(1, G);
    assertTrue(v.isInfinity(0));
    assertFalse(v.isInfinity(1));
    assertEquals(G, v.get(1));
    assertEquals(G1Point.INFINITY, v.get(2));
    assertEquals(G1Vector.of(G1Point.INFINITY, G, G1Point.INFINITY), v);
    assertEquals(v, G1Vector.wrap(v.limbs()));
  }

  static byte[] input(JsonNode vector, int length) {
    return Arrays.copyOf(HexFormat.of().parseHex(vector.get("Input").asText()), length);
  }

  private static byte[] expected(JsonNode vector) {
    return HexFormat.of().parseHex(vector.get("Expected").asText());
  }

  private static G1Point point(JsonNode node) {
    return G1Point.of(
        FqElement.of(JsonVectors.integer(node.get("x"))),
        FqElement.of(JsonVectors.integer(node.get("y"))));
  }
}
