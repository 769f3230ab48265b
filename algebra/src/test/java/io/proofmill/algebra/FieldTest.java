package io.proofmill.algebra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both fields against BigInteger, edge values included.
class FieldTest {
  /// One view of Fr and Fq, so that each test body runs over both.
  enum Field {
    FR(Fr.MODULUS) {
      @Override
      void binary(char operation, long[] a, int ai, long[] b, int bi, long[] out, int oi) {
        switch (operation) {
          case '+' -> Fr.add(a, ai, b, bi, out, oi);
          case '-' -> Fr.sub(a, ai, b, bi, out, oi);
          case '*' -> Fr.mul(a, ai, b, bi, out, oi);
          default -> throw new IllegalArgumentException("" + operation);
        }
      }

      @Override
      void neg(long[] a, int ai, long[] out, int oi) {
        Fr.neg(a, ai, out, oi);
      }

      @Override
      void toMontgomery(long[] a, int ai, long[] out, int oi) {
        Fr.toMontgomery(a, ai, out, oi);
      }

      @Override
      void fromMontgomery(long[] a, int ai, long[] out, int oi) {
        Fr.fromMontgomery(a, ai, out, oi);
      }

      @Override
      void batchInverse(long[] v, int from, int count) {
        Fr.batchInverse(v, from, count);
      }

      @Override
      void setLong(long value, long[] out, int oi) {
        Fr.setLong(value, out, oi);
      }

      @Override
      BigInteger power(BigInteger base, BigInteger exponent) {
        return FrElement.of(base).pow(exponent).toBigInteger();
      }

      @Override
      BigInteger power(BigInteger base, long exponent) {
        return FrElement.of(base).pow(exponent).toBigInteger();
      }

      @Override
      BigInteger inverse(BigInteger x) {
        return FrElement.of(x).inverse().toBigInteger();
      }

      @Override
      Optional<BigInteger> decode(byte[] b, int offset) {
        return FrElement.fromCanonicalBytes(b, offset).map(FrElement::toBigInteger);
      }

      @Override
      byte[] encode(BigInteger x) {
        return FrElement.of(x).toBytes();
      }
    },
    FQ(Fq.MODULUS) {
      @Override
      void binary(char operation, long[] a, int ai, long[] b, int bi, long[] out, int oi) {
        switch (operation) {
          case '+' -> Fq.add(a, ai, b, bi, out, oi);
          case '-' -> Fq.sub(a, ai, b, bi, out, oi);
          case '*' -> Fq.mul(a, ai, b, bi, out, oi);
          default -> throw new IllegalArgumentException("" + operation);
        }
      }

      @Override
      void neg(long[] a, int ai, long[] out, int oi) {
        Fq.neg(a, ai, out, oi);
      }

      @Override
      void toMontgomery(long[] a, int ai, long[] out, int oi) {
        Fq.toMontgomery(a, ai, out, oi);
      }

      @Override
      void fromMontgomery(long[] a, int ai, long[] out, int oi) {
        Fq.fromMontgomery(a, ai, out, oi);
      }

      @Override
      void batchInverse(long[] v, int from, int count) {
        Fq.batchInverse(v, from, count);
      }

      @Override
      void setLong(long value, long[] out, int oi) {
        Fq.setLong(value, out, oi);
      }

      @Override
      BigInteger power(BigInteger base, BigInteger exponent) {
        return FqElement.of(base).pow(exponent).toBigInteger();
      }

      @Override
      BigInteger power(BigInteger base, long exponent) {
        return FqElement.of(base).pow(exponent).toBigInteger();
      }

      @Override
      BigInteger inverse(BigInteger x) {
        return FqElement.of(x).inverse().toBigInteger();
      }

      @Override
      Optional<BigInteger> decode(byte[] b, int offset) {
        return FqElement.fromCanonicalBytes(b, offset).map(FqElement::toBigInteger);
      }

      @Override
      byte[] encode(BigInteger x) {
        return FqElement.of(x).toBytes();
      }
    };

    final BigInteger p;

    Field(BigInteger p) {
      this.p = p;
    }

    abstract void binary(char operation, long[] a, int ai, long[] b, int bi, long[] out, int oi);

    abstract void neg(long[] a, int ai, long[] out, int oi);

    abstract void toMontgomery(long[] a, int ai, long[] out, int oi);

    abstract void fromMontgomery(long[] a, int ai, long[] out, int oi);

    abstract void batchInverse(long[] v, int from, int count);

    abstract void setLong(long value, long[] out, int oi);

    abstract BigInteger power(BigInteger base, BigInteger exponent);

    abstract BigInteger power(BigInteger base, long exponent);

    abstract BigInteger inverse(BigInteger x);

    abstract Optional<BigInteger> decode(byte[] b, int offset);

    abstract byte[] encode(BigInteger x);

    /// Values around every border, then random ones.
    List<BigInteger> samples() {
      List<BigInteger> out = new ArrayList<>();
      for (int shift : new int[] {0, 1, 63, 64, 65, 127, 128, 191, 192, 252, 253}) {
        BigInteger power = BigInteger.ONE.shiftLeft(shift);
        out.add(power);
        out.add(power.subtract(BigInteger.ONE));
        out.add(p.subtract(power));
        out.add(p.subtract(power).subtract(BigInteger.ONE).mod(p));
      }
      out.add(p.shiftRight(1));
      Random random = new Random(20);
      for (int i = 0; i < 60; i++) {
        out.add(new BigInteger(256, random).mod(p));
      }
      return out;
    }

    /// Montgomery limbs by the definition x·2^256 mod p, not by the code under test.
    long[] montgomery(BigInteger x) {
      return integerLimbs(x.shiftLeft(256).mod(p));
    }

    BigInteger value(long[] limbs, int element) {
      BigInteger raw = integer(limbs, element);
      assertTrue(raw.compareTo(p) < 0, "result is reduced");
      return raw.multiply(BigInteger.ONE.shiftLeft(256).modInverse(p)).mod(p);
    }
  }

  static long[] integerLimbs(BigInteger x) {
    long[] out = new long[4];
    for (int i = 0; i < 4; i++) {
      out[i] = x.shiftRight(64 * i).longValue();
    }
    return out;
  }

  static BigInteger integer(long[] limbs, int element) {
    BigInteger out = BigInteger.ZERO;
    for (int i = 3; i >= 0; i--) {
      BigInteger limb = new BigInteger(Long.toUnsignedString(limbs[4 * element + i]));
      out = out.shiftLeft(64).or(limb);
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void sumsDifferencesAndProductsMatchBigIntegerInEveryAliasing(Field f) {
    long[] v = new long[4 * 5];
    for (char operation : "+-*".toCharArray()) {
      BinaryOperator<BigInteger> oracle =
          switch (operation) {
            case '+' -> BigInteger::add;
            case '-' -> BigInteger::subtract;
            default -> BigInteger::multiply;
          };
      for (BigInteger x : f.samples()) {
        for (BigInteger y : f.samples()) {
          BigInteger expected = oracle.apply(x, y).mod(f.p);
          System.arraycopy(f.montgomery(x), 0, v, 4, 4);
          System.arraycopy(f.montgomery(y), 0, v, 12, 4);
          f.binary(operation, v, 1, v, 3, v, 4);
          assertEquals(expected, f.value(v, 4));
          f.binary(operation, v, 1, v, 3, v, 1);
          assertEquals(expected, f.value(v, 1));
          System.arraycopy(f.montgomery(x), 0, v, 4, 4);
          f.binary(operation, v, 1, v, 3, v, 3);
          assertEquals(expected, f.value(v, 3));
        }
        System.arraycopy(f.montgomery(x), 0, v, 4, 4);
        f.binary(operation, v, 1, v, 1, v, 1);
        assertEquals(oracle.apply(x, x).mod(f.p), f.value(v, 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void negationConversionAndSmallIntegersMatchBigInteger(Field f) {
    long[] v = new long[12];
    for (BigInteger x : f.samples()) {
      System.arraycopy(f.montgomery(x), 0, v, 0, 4);
      f.neg(v, 0, v, 1);
      assertEquals(x.negate().mod(f.p), f.value(v, 1));
      f.fromMontgomery(v, 0, v, 2);
      assertEquals(x, integer(v, 2));
      f.toMontgomery(v, 2, v, 2);
      assertEquals(x, f.value(v, 2));
    }
    BigInteger top = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    f.toMontgomery(integerLimbs(top), 0, v, 0);
    assertEquals(top.mod(f.p), f.value(v, 0));
    for (long small : new long[] {0, 1, -1, 65535, Long.MAX_VALUE, Long.MIN_VALUE}) {
      f.setLong(small, v, 1);
      assertEquals(BigInteger.valueOf(small).mod(f.p), f.value(v, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void inversesAndPowersMatchBigInteger(Field f) {
    for (BigInteger x : f.samples()) {
      if (x.signum() == 0) {
        assertThrows(ArithmeticException.class, () -> f.inverse(x));
      } else {
        assertEquals(x.modInverse(f.p), f.inverse(x));
        assertEquals(x.modInverse(f.p), f.power(x, -1));
      }
      for (BigInteger e : new BigInteger[] {BigInteger.ZERO, BigInteger.TWO, x, f.p.pow(2)}) {
        assertEquals(x.modPow(e, f.p), f.power(x, e));
      }
      for (long e : new long[] {0, 1, 5, Long.MAX_VALUE}) {
        assertEquals(x.modPow(BigInteger.valueOf(e), f.p), f.power(x, e));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void batchInversionLeavesZerosAndNeighboursAlone(Field f) {
    List<BigInteger> xs = new ArrayList<>(f.samples());
    xs.add(3, BigInteger.ZERO);
    xs.add(BigInteger.ZERO);
    long[] v = new long[4 * (xs.size() + 2)];
    for (int i = 0; i < xs.size(); i++) {
      System.arraycopy(f.montgomery(xs.get(i)), 0, v, 4 * (i + 1), 4);
    }
    v[0] = 7;
    v[v.length - 1] = 9;
    f.batchInverse(v, 1, xs.size());
    for (int i = 0; i < xs.size(); i++) {
      BigInteger x = xs.get(i);
      BigInteger expected = x.signum() == 0 ? x : x.modInverse(f.p);
      assertEquals(expected, f.value(v, i + 1));
    }
    assertEquals(7, v[0]);
    assertEquals(9, v[v.length - 1]);
    f.batchInverse(v, 1, 0);
  }

  @ParameterizedTest
  @EnumSource
  void onlyCanonicalBytesDecode(Field f) {
    for (BigInteger x : f.samples()) {
      byte[] bytes = new byte[40];
      System.arraycopy(f.encode(x), 0, bytes, 5, 32);
      assertEquals(Optional.of(x), f.decode(bytes, 5));
      BigInteger raised = x.add(f.p); // below 2^255
      byte[] raw = new byte[32];
      byte[] magnitude = raised.toByteArray();
      System.arraycopy(magnitude, 0, raw, 32 - magnitude.length, magnitude.length);
      assertFalse(f.decode(raw, 0).isPresent());
    }
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) 0xff);
    assertFalse(f.decode(ones, 0).isPresent());
    assertArrayEquals(new byte[32], f.encode(BigInteger.ZERO));
  }

  @ParameterizedTest
  @EnumSource
  void negativeAndOversizedIntegersAreReduced(Field f) {
    byte[] minusOne = f.encode(BigInteger.ONE.negate());
    assertEquals(Optional.of(f.p.subtract(BigInteger.ONE)), f.decode(minusOne, 0));
    assertArrayEquals(f.encode(BigInteger.TEN), f.encode(f.p.shiftLeft(70).add(BigInteger.TEN)));
  }
}
