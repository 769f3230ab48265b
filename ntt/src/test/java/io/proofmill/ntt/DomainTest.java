package io.proofmill.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DomainTest {
  private final Random random = new Random(4);

  @Test
  void theVanishingPolynomialIsTheProductOverTheDomain() {
    for (int log = 0; log <= 5; log++) {
      Domain domain = new Domain(log);
      FrElement x = FrElement.random(random);
      FrElement product = FrElement.ONE;
      for (int i = 0; i < domain.size(); i++) {
        product = product.times(x.minus(domain.element(i)));
        assertEquals(FrElement.ZERO, domain.vanishingAt(domain.element(i)));
      }
      assertEquals(product, domain.vanishingAt(x));
    }
  }

  @Test
  void lagrangePolynomialsInterpolate() {
    for (int log = 0; log <= 6; log++) {
      Domain domain = new Domain(log);
      FrVector coefficients = FrVector.zero(domain.size());
      for (int i = 0; i < domain.size(); i++) {
        coefficients.set(i, FrElement.random(random));
      }
      FrVector values = coefficients.copy();
      new ReferenceNtt().forward(values);
      FrElement[] points = {FrElement.random(random), domain.element(3), FrElement.ZERO};
      for (FrElement x : points) {
        FrElement direct = FrElement.ZERO;
        for (int i = domain.size() - 1; i >= 0; i--) {
          direct = direct.times(x).plus(coefficients.get(i));
        }
        FrVector basis = domain.lagrangeAllAt(x);
        FrElement sum = FrElement.ZERO;
        for (int i = 0; i < domain.size(); i++) {
          assertEquals(domain.lagrangeAt(i, x), basis.get(i));
          sum = sum.plus(basis.get(i).times(values.get(i)));
        }
        assertEquals(direct, sum);
      }
    }
  }

  @Test
  void elementsWrapAround() {
    Domain domain = new Domain(3);
    assertEquals(domain.element(7), domain.element(-1));
    assertEquals(FrElement.ONE, domain.element(8));
    assertEquals(domain.omega(), domain.element(1));
    assertEquals(FrElement.ONE, domain.sizeInverse().times(FrElement.of(8)));
  }

  @Test
  void sizesOutsideTheFieldsSubgroupsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Domain(29));
    assertThrows(IllegalArgumentException.class, () -> new Domain(-1));
    assertThrows(IllegalArgumentException.class, () -> Domain.ofSize(6));
    assertThrows(IllegalArgumentException.class, () -> Domain.ofSize(0));
    assertThrows(IllegalArgumentException.class, () -> Domain.ofSize(Integer.MIN_VALUE));
    assertEquals(28, Domain.ofSize(1 << 28).logSize());
  }
}
