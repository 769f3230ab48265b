package io.proofmill.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FrTest {
  @Test
  void rootsOfUnityHaveExactlyTheirOrder() {
    assertEquals(FrElement.ONE, Fr.rootOfUnity(0));
    assertEquals(FrElement.ONE.negate(), Fr.rootOfUnity(1));
    for (int log = 1; log <= Fr.TWO_ADICITY; log++) {
      FrElement root = Fr.rootOfUnity(log);
      assertEquals(FrElement.ONE.negate(), root.pow(1L << (log - 1)));
      assertEquals(Fr.rootOfUnity(log - 1), root.square());
    }
    assertThrows(IllegalArgumentException.class, () -> Fr.rootOfUnity(29));
    assertThrows(IllegalArgumentException.class, () -> Fr.rootOfUnity(-1));
  }

  @Test
  void theCosetShiftIsNoSquareAndOutsideEveryDomain() {
    BigInteger half = Fr.MODULUS.shiftRight(1);
    assertEquals(FrElement.ONE.negate(), Fr.COSET_SHIFT.pow(half));
    assertNotEquals(FrElement.ONE, Fr.COSET_SHIFT.pow(1L << Fr.TWO_ADICITY));
  }

  @Test
  void elementsCompareByValue() {
    assertEquals(FrElement.of(5), FrElement.of(7).minus(FrElement.of(2)));
    assertEquals(
        FrElement.of(5).hashCode(), FrElement.of(Fr.MODULUS.add(BigInteger.valueOf(5))).hashCode());
    assertNotEquals(FrElement.of(5), FrElement.of(6));
    assertEquals("21", FrElement.of(3).times(FrElement.of(7)).toString());
    assertEquals(FrElement.ZERO, FrElement.of(-9).plus(FrElement.of(9)));
  }

  @Test
  void randomElementsAreReproducibleFromTheSeed() {
    FrElement first = FrElement.random(RandomGenerator.of("L64X128MixRandom"));
    java.util.Random a = new java.util.Random(1);
    java.util.Random b = new java.util.Random(1);
    for (int i = 0; i < 50; i++) {
      assertEquals(FrElement.random(a), FrElement.random(b));
    }
    assertNotEquals(first, FrElement.random(a));
  }

  @Test
  void vectorsShareTheirArrayAndCopiesDoNot() {
    FrVector v = FrVector.of(1, -2, 3);
    FrVector view = FrVector.wrap(v.limbs());
    FrVector copy = v.copy();
    v.set(1, FrElement.of(9));
    assertEquals(FrElement.of(9), view.get(1));
    assertEquals(FrElement.of(-2), copy.get(1));
    assertEquals(3, copy.length());
    assertEquals(FrVector.of(FrElement.of(1), FrElement.of(9), FrElement.of(3)), v);
    assertThrows(IllegalArgumentException.class, () -> FrVector.wrap(new long[7]));
  }

  @Test
  void lengthsThatOverflowAnArrayIndexAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> FrVector.zero(1 << 29));
    assertThrows(IllegalArgumentException.class, () -> FrVector.zero(-1));
    assertThrows(IllegalArgumentException.class, () -> G1Vector.infinity(1 << 28));
    assertThrows(IllegalArgumentException.class, () -> G1Vector.infinity(-1));
    assertThrows(IllegalArgumentException.class, () -> G1Vector.wrap(new long[12]));
  }
}
