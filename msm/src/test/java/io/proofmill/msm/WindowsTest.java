package io.proofmill.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowsTest {
  @Test
  void digitsOfEveryWidthRecomposeTheScalarAndStayInTheirBuckets() {
    List<FrElement> values = new ArrayList<>();
    Random random = new Random(1);
    for (int bit = 0; bit < 254; bit++) {
      values.add(FrElement.of(BigInteger.ONE.shiftLeft(bit)));
      values.add(FrElement.of(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE).negate()));
      values.add(FrElement.random(random));
    }
    values.add(FrElement.of(Fr.MODULUS.shiftRight(1)));
    values.add(FrElement.of(Fr.MODULUS.shiftRight(1).add(BigInteger.ONE)));
    values.removeIf(FrElement::isZero);
    FrVector scalars = FrVector.of(values.toArray(FrElement[]::new));
    G1Vector bases = G1Vector.infinity(scalars.length());
    for (int i = 0; i < bases.length(); i++) {
      bases.set(i, G1Point.GENERATOR);
    }
    for (int width = 1; width <= Windows.MAX_WIDTH; width++) {
      Terms terms = Terms.of(scalars, 0, scalars.length(), bases, 0);
      assertEquals(scalars.length(), terms.count());
      assertEquals(Terms.MAX_BITS, terms.maxBits());
      Windows windows = Windows.of(terms.maxBits(), width);
      windows.addOffset(terms);
      BigInteger[] sums = new BigInteger[terms.count()];
      java.util.Arrays.fill(sums, BigInteger.ZERO);
      int[] digits = new int[terms.count()];
      for (int window = windows.count() - 1; window >= 0; window--) {
        windows.digits(terms, window, digits, 0);
        for (int k = 0; k < digits.length; k++) {
          assertTrue(Math.abs(digits[k]) <= windows.maxDigit());
          sums[k] = sums[k].shiftLeft(width).add(BigInteger.valueOf(digits[k]));
        }
      }
      for (int k = 0; k < sums.length; k++) {
        assertEquals(scalars.get(k), FrElement.of(sums[k]));
      }
    }
  }

  @Test
  void theCheapestWidthGrowsWithTheNumberOfTerms() {
    int[] few = new int[Terms.MAX_BITS + 1];
    int[] many = new int[Terms.MAX_BITS + 1];
    int[] booleans = new int[Terms.MAX_BITS + 1];
    few[253] = 10;
    many[253] = 1 << 20;
    booleans[1] = 1 << 20;
    assertTrue(Windows.cheapest(few, 1).width() < Windows.cheapest(many, 1).width());
    assertEquals(new Windows(2, 1), Windows.cheapest(booleans, 1));
  }
}
