package io.proofmill.evm.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  @Test
  void arithmeticIsThatOfIntegersModulo2To256() {
    for (Word a : samples()) {
      BigInteger x = a.toBigInteger();
      assertEquals(a, Word.of(x));
      assertEquals(a, Word.fromBytes(a.toBytes()));
      assertEquals(a, Word.fromBytes(a.toMinimalBytes()));
      assertEquals((x.bitLength() + 7) / 8, a.toMinimalBytes().length);
      assertEquals(x.bitLength(), a.bitLength());
      assertEquals(x.bitLength() <= 64, a.fitsLong());
      assertEquals(x.signum() == 0, a.isZero());
      for (Word b : samples()) {
        BigInteger y = b.toBigInteger();
        assertEquals(x.add(y).mod(MODULUS), a.plus(b).toBigInteger());
        assertEquals(x.add(y).bitLength() > 256, a.plusOverflows(b));
        assertEquals(x.subtract(y).mod(MODULUS), a.minus(b).toBigInteger());
        assertEquals(x.compareTo(y), Integer.signum(a.compareTo(b)));
        assertEquals(x.min(y), a.min(b).toBigInteger());
        BigInteger product = x.multiply(Word.of(b.limb0()).toBigInteger());
        assertEquals(product.mod(MODULUS), a.times(b.limb0()).toBigInteger());
        assertEquals(product.bitLength() > 256, a.timesOverflows(b.limb0()));
      }
    }
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Word.of(BigInteger.ONE.negate()));
    assertThrows(IllegalArgumentException.class, () -> Word.of(MODULUS));
    assertThrows(IllegalArgumentException.class, () -> Word.fromBytes(new byte[33]));
  }

  @Test
  void addressesAndHashesKeepTheirBytesAndOrder() {
    Address address = Address.of("0x00112233445566778899aabbccddeeff00112233");
    assertEquals("0x00112233445566778899aabbccddeeff00112233", address.toString());
    assertEquals(address, Address.fromBytes(address.toBytes()));
    assertEquals(address, Address.of(address.toWord()));
    Address above = Address.of("0xff112233445566778899aabbccddeeff00112233");
    assertEquals(-1, Integer.signum(address.compareTo(above)));
    Hash32 empty = Hash32.keccak();
    assertEquals(
        "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470", empty.toString());
    assertArrayEquals(empty.toBytes(), empty.toWord().toBytes());
    assertEquals(empty, Hash32.of(empty.toWord()));
    assertEquals(1, Integer.signum(empty.compareTo(Hash32.ZERO)));
  }

  private static List<Word> samples() {
    List<Word> words = new ArrayList<>(List.of(Word.ZERO, Word.ONE, Word.MAX));
    for (int bits = 63; bits <= 255; bits += 64) {
      BigInteger power = BigInteger.ONE.shiftLeft(bits);
      words.add(Word.of(power));
      words.add(Word.of(power.shiftLeft(bits < 255 ? 1 : 0)));
      words.add(Word.of(power.subtract(BigInteger.ONE)));
      words.add(Word.of(power.shiftLeft(1).subtract(BigInteger.ONE)));
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 40; i++) {
      long[] limbs = new long[4];
      int used = random.nextInt(5);
      for (int j = 0; j < used; j++) {
        limbs[j] = random.nextInt(4) == 0 ? -1 : random.nextLong();
      }
      words.add(new Word(limbs[3], limbs[2], limbs[1], limbs[0]));
    }
    return words;
  }
}
