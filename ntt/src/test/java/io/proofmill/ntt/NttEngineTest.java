package io.proofmill.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.device.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of [NttEngine], run over every engine present.
class NttEngineTest {
  private static final FrElement SHIFT = Fr.COSET_SHIFT;

  static Stream<NttEngine> engines() {
    return Stream.concat(
        NttEngine.catalog().allPresent().stream(),
        Stream.of(new CpuNtt(Parallel.NONE), new CpuNtt(Parallel.threads(3))));
  }

  private static FrVector random(int length, long seed) {
    Random random = new Random(seed);
    FrVector out = FrVector.zero(length);
    for (int i = 0; i < length; i++) {
      out.set(i, FrElement.random(random));
    }
    return out;
  }

  /// Horner's rule: the oracle that shares no code with the engines.
  private static FrElement evaluate(FrVector coefficients, FrElement x) {
    FrElement out = FrElement.ZERO;
    for (int i = coefficients.length() - 1; i >= 0; i--) {
      out = out.times(x).plus(coefficients.get(i));
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void smallTransformsAreEvaluationsInNaturalOrder(NttEngine engine) {
    for (int log = 0; log <= 6; log++) {
      FrVector coefficients = random(1 << log, log);
      FrElement omega = Fr.rootOfUnity(log);
      FrVector values = coefficients.copy();
      engine.forward(values);
      FrVector onCoset = coefficients.copy();
      engine.cosetForward(onCoset, SHIFT);
      for (int i = 0; i < 1 << log; i++) {
        FrElement x = omega.pow(i);
        assertEquals(evaluate(coefficients, x), values.get(i));
        assertEquals(evaluate(coefficients, x.times(SHIFT)), onCoset.get(i));
      }
    }
  }

  /// Around 2^10/2^11 and the border at which the cpu engine changes from blocks to whole layers.
  @ParameterizedTest
  @MethodSource("engines")
  void largerTransformsAreEvaluationsAtSampledPlaces(NttEngine engine) {
    for (int log = 7; log <= 14; log++) {
      FrVector coefficients = random(1 << log, log);
      FrElement omega = Fr.rootOfUnity(log);
      FrVector values = coefficients.copy();
      engine.forward(values);
      FrVector onCoset = coefficients.copy();
      engine.cosetForward(onCoset, SHIFT);
      Random places = new Random(log);
      for (int i : new int[] {0, 1, (1 << log) - 1, places.nextInt(1 << log)}) {
        FrElement x = omega.pow(i);
        assertEquals(evaluate(coefficients, x), values.get(i));
        assertEquals(evaluate(coefficients, x.times(SHIFT)), onCoset.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theInverseUndoesTheTransform(NttEngine engine) {
    for (int log = 0; log <= 14; log++) {
      FrVector original = random(1 << log, 100 + log);
      FrVector v = original.copy();
      engine.forward(v);
      engine.inverse(v);
      assertEquals(original, v);
      engine.cosetForward(v, SHIFT);
      engine.cosetInverse(v, SHIFT);
      assertEquals(original, v);
      engine.inverse(v);
      engine.forward(v);
      assertEquals(original, v);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void batchesEqualSingleTransforms(NttEngine engine) {
    for (int count : new int[] {0, 1, 2, 5}) {
      for (int log : new int[] {0, 3, 11, 13}) {
        List<FrVector> originals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          originals.add(random(1 << log, 50 * log + i));
        }
        List<FrVector> batch = originals.stream().map(FrVector::copy).toList();
        List<FrVector> single = originals.stream().map(FrVector::copy).toList();
        engine.forward(batch);
        single.forEach(engine::forward);
        assertEquals(single, batch);
        engine.cosetInverse(batch, SHIFT);
        single.forEach(v -> engine.cosetInverse(v, SHIFT));
        assertEquals(single, batch);
        engine.cosetForward(batch, SHIFT);
        engine.inverse(batch);
        assertEquals(originals, batch);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void extremeValuesStayReduced(NttEngine engine) {
    FrElement top = FrElement.of(-1);
    FrVector v = FrVector.zero(1 << 11);
    for (int i = 0; i < v.length(); i++) {
      v.set(i, top);
    }
    FrVector original = v.copy();
    engine.forward(v);
    assertEquals(top.times(FrElement.of(v.length())), v.get(0));
    for (int i = 1; i < v.length(); i++) {
      assertEquals(FrElement.ZERO, v.get(i));
    }
    engine.inverse(v);
    assertEquals(original, v);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void otherLengthsAreRefused(NttEngine engine) {
    for (int length : new int[] {0, 3, 12}) {
      FrVector v = FrVector.zero(length);
      assertThrows(IllegalArgumentException.class, () -> engine.forward(v));
      assertThrows(IllegalArgumentException.class, () -> engine.inverse(v));
      assertThrows(IllegalArgumentException.class, () -> engine.cosetForward(v, SHIFT));
      assertThrows(IllegalArgumentException.class, () -> engine.cosetInverse(v, SHIFT));
    }
  }

  /// The 2^18/2^19 border.
  @Test
  @Tag("long")
  void theCpuEngineEqualsTheReferenceOnLongVectors() {
    for (int log : new int[] {18, 19}) {
      FrVector expected = random(1 << log, log);
      FrVector actual = expected.copy();
      new ReferenceNtt().cosetForward(expected, SHIFT);
      new CpuNtt().cosetForward(actual, SHIFT);
      assertEquals(expected, actual);
    }
  }

  @Test
  void theCatalogNamesWhatIsMissing() {
    assertEquals("cpu", NttEngine.catalog().select("auto").name());
    assertThrows(RuntimeException.class, () -> NttEngine.catalog().select("cuda"));
  }
}
