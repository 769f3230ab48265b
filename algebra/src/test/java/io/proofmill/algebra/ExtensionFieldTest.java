package io.proofmill.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtensionFieldTest {
  private final Random random = new Random(12);

  @Test
  void theTowerMultipliesAsItsDefiningPolynomialsSay() {
    Fq2 u = new Fq2(FqElement.ZERO, FqElement.ONE);
    assertEquals(Fq2.ONE.negate(), u.times(u));
    assertEquals(Fq2.ONE.negate(), u.square());
    Fq6 v = new Fq6(Fq2.ZERO, Fq2.ONE, Fq2.ZERO);
    assertEquals(new Fq6(Fq2.XI, Fq2.ZERO, Fq2.ZERO), v.times(v).times(v));
    Fq12 w = new Fq12(Fq6.ZERO, Fq6.ONE);
    assertEquals(new Fq12(v, Fq6.ZERO), w.square());
    assertEquals(new Fq12(v, Fq6.ZERO), w.times(w));
  }

  @Test
  void fq2MatchesSchoolbookOverIntegers() {
    for (int i = 0; i < 50; i++) {
      Fq2 a = fq2();
      Fq2 b = fq2();
      BigInteger a0 = a.c0().toBigInteger();
      BigInteger a1 = a.c1().toBigInteger();
      BigInteger b0 = b.c0().toBigInteger();
      BigInteger b1 = b.c1().toBigInteger();
      Fq2 product =
          new Fq2(
              FqElement.of(a0.multiply(b0).subtract(a1.multiply(b1))),
              FqElement.of(a0.multiply(b1).add(a1.multiply(b0))));
      assertEquals(product, a.times(b));
      assertEquals(a.times(a), a.square());
      assertEquals(a.times(Fq2.XI), a.timesXi());
      assertEquals(a.pow(Fq.MODULUS), a.conjugate());
      assertEquals(Fq2.ONE, a.times(a.inverse()));
    }
    assertThrows(ArithmeticException.class, Fq2.ZERO::inverse);
  }

  @Test
  void ringLawsInversesAndFrobeniusHoldInFq12() {
    for (int i = 0; i < 10; i++) {
      Fq12 a = fq12();
      Fq12 b = fq12();
      Fq12 c = fq12();
      assertEquals(a.times(b), b.times(a));
      assertEquals(a.times(b).times(c), a.times(b.times(c)));
      assertEquals(a.times(a), a.square());
      assertEquals(Fq12.ONE, a.times(a.inverse()));
      assertNotEquals(a, a.frobenius());
    }
    Fq12 a = fq12();
    assertEquals(a.pow(Fq.MODULUS), a.frobenius());
    Fq12 sixth = a;
    for (int i = 0; i < 6; i++) {
      sixth = sixth.frobenius();
    }
    assertEquals(a.conjugate(), sixth);
  }

  @Test
  void sparseProductsEqualFullOnes() {
    Fq12 a = fq12();
    Fq2 x0 = fq2();
    Fq2 x1 = fq2();
    Fq2 x3 = fq2();
    Fq12 line = new Fq12(new Fq6(x0, Fq2.ZERO, Fq2.ZERO), new Fq6(x1, x3, Fq2.ZERO));
    assertEquals(a.times(line), a.timesLine(x0, x1, x3));
    Fq6 sparse = new Fq6(x1, x3, Fq2.ZERO);
    assertEquals(a.c0().times(sparse), a.c0().timesSparse(x1, x3));
    assertEquals(a.c0().times(new Fq6(x0, Fq2.ZERO, Fq2.ZERO)), a.c0().times(x0));
  }

  @Test
  void theFinalExponentiationIsThePlainPower() {
    BigInteger q = Fq.MODULUS;
    Fq12 a = fq12();
    assertEquals(
        a.pow(q.pow(12).subtract(BigInteger.ONE).divide(Fr.MODULUS)),
        Pairing.finalExponentiation(a));
  }

  private Fq2 fq2() {
    return new Fq2(FqElement.random(random), FqElement.random(random));
  }

  private Fq12 fq12() {
    return new Fq12(new Fq6(fq2(), fq2(), fq2()), new Fq6(fq2(), fq2(), fq2()));
  }
}
