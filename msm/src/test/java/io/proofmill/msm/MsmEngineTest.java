package io.proofmill.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Parallel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of [MsmEngine], run over every engine present. Bases are known multiples of the
/// generator, so that the expected sum is one multiplication by an integer.
class MsmEngineTest {
  private static final G1Point G = G1Point.GENERATOR;
  private static final int MANY = 700;
  private static final G1Vector MULTIPLES = multiples(40_000);

  static Stream<MsmEngine> engines() {
    return Stream.concat(
        MsmEngine.catalog().allPresent().stream(),
        Stream.of(new CpuMsm(Parallel.NONE), new CpuMsm(Parallel.threads(5))));
  }

  /// G, 2G, 3G, …
  private static G1Vector multiples(int count) {
    G1Vector out = G1Vector.infinity(count);
    G1Accumulator sum = new G1Accumulator();
    for (int i = 0; i < count; i++) {
      out.set(i, sum.add(G).toAffine());
    }
    return out;
  }

  /// Σ scalars\[j]·(offset + j + 1) times G.
  private static G1Point expected(FrVector scalars, int offset) {
    BigInteger sum = BigInteger.ZERO;
    for (int j = 0; j < scalars.length(); j++) {
      BigInteger logarithm = BigInteger.valueOf(offset + j + 1);
      sum = sum.add(scalars.get(j).toBigInteger().multiply(logarithm));
    }
    return G.times(sum);
  }

  private static FrVector uniform(int length, long seed) {
    Random random = new Random(seed);
    FrVector out = FrVector.zero(length);
    for (int i = 0; i < length; i++) {
      out.set(i, FrElement.random(random));
    }
    return out;
  }

  /// Uniform magnitudes of up to `bits` bits, negated at random when asked.
  private static FrVector small(int length, int bits, boolean signed, long seed) {
    Random random = new Random(seed);
    FrVector out = FrVector.zero(length);
    for (int i = 0; i < length; i++) {
      FrElement value = FrElement.of(new BigInteger(bits, random));
      out.set(i, signed && random.nextBoolean() ? value.negate() : value);
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sumsOfEveryLengthMatch(MsmEngine engine) {
    for (int length : new int[] {0, 1, 2, 3, 95, 96, 97, 255, MANY}) {
      FrVector scalars = uniform(length, length);
      assertEquals(expected(scalars, 0), engine.msm(MULTIPLES, 0, scalars));
      assertEquals(expected(scalars, 11), engine.msm(MULTIPLES, 11, scalars));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void smallScalarsOfBothSignsMatch(MsmEngine engine) {
    for (int bits : new int[] {1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 61, 62, 64, 127, 128, 252}) {
      for (boolean signed : new boolean[] {false, true}) {
        FrVector scalars = small(MANY, bits, signed, bits);
        assertEquals(expected(scalars, 0), engine.msm(MULTIPLES, 0, scalars), bits + " bits");
      }
    }
  }

  /// Around every power of two, r/2 and r, so that each window width meets its top carry.
  @ParameterizedTest
  @MethodSource("engines")
  void scalarsAtEveryBitBorderMatch(MsmEngine engine) {
    List<FrElement> values = new ArrayList<>();
    for (int bit = 0; bit < 254; bit++) {
      for (int delta = -1; delta <= 1; delta++) {
        BigInteger value = BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(delta));
        values.add(FrElement.of(value));
        values.add(FrElement.of(value.negate()));
      }
    }
    BigInteger half = Fr.MODULUS.shiftRight(1);
    for (int delta = -2; delta <= 2; delta++) {
      values.add(FrElement.of(half.add(BigInteger.valueOf(delta))));
      values.add(FrElement.of(delta));
    }
    FrVector all = FrVector.of(values.toArray(FrElement[]::new));
    assertEquals(expected(all, 0), engine.msm(MULTIPLES, 0, all));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aSingleScalarAtEveryBitBorderMatches(MsmEngine engine) {
    for (int bit = 0; bit < 254; bit += 3) {
      FrVector scalar = FrVector.of(FrElement.of(BigInteger.ONE.shiftLeft(bit)));
      assertEquals(expected(scalar, 4), engine.msm(MULTIPLES, 4, scalar));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void equalPointsAreDoubled(MsmEngine engine) {
    FrElement sum = FrElement.ZERO;
    G1Vector bases = G1Vector.infinity(MANY);
    FrVector repeated = FrVector.zero(MANY); // the same (scalar, base) everywhere
    FrVector varied = uniform(MANY, 5);
    FrElement scalar = FrElement.of(12345);
    for (int i = 0; i < MANY; i++) {
      bases.set(i, G);
      repeated.set(i, scalar);
      sum = sum.plus(varied.get(i));
    }
    assertEquals(G.times(scalar.times(FrElement.of(MANY))), engine.msm(bases, 0, repeated));
    assertEquals(G.times(sum), engine.msm(bases, 0, varied));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void oppositePointsCancel(MsmEngine engine) {
    G1Vector bases = G1Vector.infinity(MANY);
    FrVector scalars = FrVector.zero(MANY);
    Random random = new Random(8);
    for (int i = 0; i < MANY; i += 2) {
      FrElement scalar = FrElement.of(random.nextInt(50));
      bases.set(i, MULTIPLES.get(i));
      bases.set(i + 1, i % 4 == 0 ? MULTIPLES.get(i).negate() : MULTIPLES.get(i));
      scalars.set(i, scalar);
      scalars.set(i + 1, i % 4 == 0 ? scalar : scalar.negate());
    }
    assertEquals(G1Point.INFINITY, engine.msm(bases, 0, scalars));
    scalars.set(0, scalars.get(0).plus(FrElement.ONE));
    assertEquals(G, engine.msm(bases, 0, scalars));
  }

  /// ±G with equal scalars: partial sums in a bucket are infinity or doubled again and again.
  @ParameterizedTest
  @MethodSource("engines")
  void partialSumsMayBeInfinity(MsmEngine engine) {
    Random random = new Random(9);
    G1Vector bases = G1Vector.infinity(MANY);
    FrVector scalars = FrVector.zero(MANY);
    int net = 0;
    for (int i = 0; i < MANY; i++) {
      boolean negative = random.nextBoolean();
      bases.set(i, negative ? G.negate() : G);
      scalars.setLong(i, 3);
      net += negative ? -3 : 3;
    }
    assertEquals(G.times(BigInteger.valueOf(net)), engine.msm(bases, 0, scalars));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void infinityAmongTheBasesAddsNothing(MsmEngine engine) {
    FrVector scalars = uniform(MANY, 10);
    FrVector counted = scalars.copy();
    G1Vector bases = G1Vector.infinity(MANY);
    for (int i = 0; i < MANY; i++) {
      if (i % 3 == 0) {
        counted.set(i, FrElement.ZERO);
      } else {
        bases.set(i, MULTIPLES.get(i));
      }
    }
    assertEquals(expected(counted, 0), engine.msm(bases, 0, scalars));
    assertEquals(G1Point.INFINITY, engine.msm(G1Vector.infinity(MANY), 0, scalars));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void zeroAndEqualScalarsMatch(MsmEngine engine) {
    FrVector zeros = FrVector.zero(MANY);
    assertEquals(G1Point.INFINITY, engine.msm(MULTIPLES, 0, zeros));
    for (long value : new long[] {1, -1, 2, 65535, Long.MAX_VALUE, Long.MIN_VALUE}) {
      FrVector equal = FrVector.zero(MANY);
      for (int i = 0; i < MANY; i++) {
        equal.setLong(i, value);
      }
      assertEquals(expected(equal, 0), engine.msm(MULTIPLES, 0, equal));
    }
  }

  /// More equal digits than one chunk of the cpu engine holds.
  @ParameterizedTest
  @MethodSource("engines")
  void manyBooleansMatch(MsmEngine engine) {
    FrVector booleans = small(40_000, 1, false, 11);
    assertEquals(expected(booleans, 0), engine.msm(MULTIPLES, 0, booleans));
    FrVector rare = FrVector.zero(40_000);
    rare.setLong(123, 1);
    rare.set(39_999, FrElement.of(-1));
    assertEquals(expected(rare, 0), engine.msm(MULTIPLES, 0, rare));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void oneLargeScalarAmongSmallOnesMatches(MsmEngine engine) {
    FrVector scalars = small(MANY, 3, true, 12);
    scalars.set(77, uniform(1, 12).get(0));
    assertEquals(expected(scalars, 0), engine.msm(MULTIPLES, 0, scalars));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sumsAreLinearInTheScalars(MsmEngine engine) {
    FrVector a = uniform(300, 13);
    FrVector b = uniform(300, 14);
    FrVector sum = FrVector.zero(300);
    for (int i = 0; i < 300; i++) {
      sum.set(i, a.get(i).plus(b.get(i)));
    }
    assertEquals(
        engine.msm(MULTIPLES, 0, sum),
        engine.msm(MULTIPLES, 0, a).plus(engine.msm(MULTIPLES, 0, b)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void commitmentsAreTheSumOverColumnsOfDifferentSizes(MsmEngine engine) {
    int n = 128;
    List<FrVector> columns =
        List.of(
            uniform(n, 1),
            small(n, 1, false, 2),
            small(n, 16, false, 3),
            FrVector.zero(n),
            small(n, 16, true, 4),
            small(n, 64, true, 5),
            small(n, 100, false, 6),
            uniform(n, 7));
    FrVector joined = FrVector.zero(n * columns.size());
    G1Point sum = G1Point.INFINITY;
    for (int i = 0; i < columns.size(); i++) {
      System.arraycopy(columns.get(i).limbs(), 0, joined.limbs(), 4 * n * i, 4 * n);
      sum = sum.plus(engine.msm(MULTIPLES, n * i, columns.get(i)));
    }
    assertEquals(expected(joined, 0), engine.commit(MULTIPLES, columns));
    assertEquals(sum, engine.commit(MULTIPLES, columns));
    assertEquals(G1Point.INFINITY, engine.commit(MULTIPLES, List.of()));
    FrVector copy = columns.getFirst().copy();
    engine.commit(MULTIPLES, columns);
    assertEquals(copy, columns.getFirst());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shapesThatDoNotFitAreRefused(MsmEngine engine) {
    G1Vector bases = G1Vector.wrap(Arrays.copyOf(MULTIPLES.limbs(), 8 * 10));
    FrVector six = FrVector.zero(6);
    assertThrows(IllegalArgumentException.class, () -> engine.msm(bases, 5, six));
    assertThrows(IllegalArgumentException.class, () -> engine.msm(bases, -1, six));
    assertThrows(IllegalArgumentException.class, () -> engine.commit(bases, List.of(six, six)));
    assertThrows(
        IllegalArgumentException.class, () -> engine.commit(bases, List.of(six, FrVector.zero(2))));
  }

  @Test
  void theCatalogNamesWhatIsMissing() {
    assertEquals("cpu", MsmEngine.catalog().select("auto").name());
    assertThrows(RuntimeException.class, () -> MsmEngine.catalog().select("native"));
  }
}
