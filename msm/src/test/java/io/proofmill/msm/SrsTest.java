package io.proofmill.msm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Pairing;
import io.proofmill.algebra.Setup;
import io.proofmill.device.Parallel;
import io.proofmill.msm.SrsFormatException.Reason;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SrsTest {
  @Test
  void aDevelopmentSetupIsThePowersOfTheTauOfItsSeed() {
    Srs srs = Srs.dev("seed", 6);
    FrElement tau = Setup.developmentTau("seed");
    assertEquals(64, srs.size());
    assertEquals(63, srs.maxDegree());
    G1Vector powers = srs.powers(64);
    for (int i = 0; i < 64; i++) {
      assertEquals(G1Point.GENERATOR.times(tau.pow(i)), powers.get(i));
    }
    assertTrue(srs.isDevelopment());
    assertTrue(Pairing.areEqual(powers.get(1), G2Point.GENERATOR, G1Point.GENERATOR, srs.tauG2()));
    assertThrows(IllegalArgumentException.class, () -> srs.powers(65));
  }

  @Test
  void theNameFollowsTauAloneAndSeedsDiffer() {
    assertArrayEquals(Srs.dev("a", 3).id(), Srs.dev("a", 5).id());
    assertNotEquals(
        HexFormat.of().formatHex(Srs.dev("a", 3).id()),
        HexFormat.of().formatHex(Srs.dev("b", 3).id()));
    assertEquals(32, Srs.dev("a", 3).id().length);
    assertEquals(Srs.dev(Setup.DEVELOPMENT_SEED, 2).tauG2(), Srs.dev(2).tauG2());
  }

  @Test
  void manyMultiplesOfOnePointMatchSingleMultiplications() {
    Random random = new Random(2);
    G1Point base = G1Point.GENERATOR.times(FrElement.of(77));
    for (int count : new int[] {1, 2, 50, 5000}) {
      FrVector scalars = FrVector.zero(count);
      for (int i = 0; i < count; i++) {
        scalars.set(
            i, i % 5 == 0 ? FrElement.of(i - 10) : FrElement.random(random)); // zero among them
      }
      G1Vector out = new FixedBase(base, count, Parallel.ALL).multiply(scalars);
      for (int i = 0; i < count; i += count > 1000 ? 97 : 1) {
        assertEquals(base.times(scalars.get(i)), out.get(i));
      }
    }
  }

  @Test
  void aPowersOfTauFileIsImported() throws Exception {
    Srs srs = Srs.importPtau(Fixtures.path("crypto/kzg/user-ceremony-pot12_0001.ptau"));
    assertEquals((2 << 12) - 1, srs.size());
    assertFalse(srs.isDevelopment());
    G1Vector powers = srs.powers(10);
    assertEquals(G1Point.GENERATOR, powers.get(0));
    assertTrue(Pairing.areEqual(powers.get(1), G2Point.GENERATOR, G1Point.GENERATOR, srs.tauG2()));
    assertTrue(
        Pairing.areEqual(powers.get(8190), G2Point.GENERATOR, powers.get(8189), srs.tauG2()));
  }

  /// A well-formed file over [τ^i], written by the layout of the format alone.
  private static byte[] ptau(int power, FrElement tau) {
    int g1 = (2 << power) - 1;
    int g2 = 1 << power;
    int length = 12 + 12 + 44 + 12 + 64 * g1 + 12 + 128 * g2 + 12 + 5;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("ptau".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(1).putInt(4);
    out.putInt(1).putLong(44).putInt(32);
    putInteger(out, io.proofmill.algebra.Fq.MODULUS);
    out.putInt(power).putInt(power);
    out.putInt(2).putLong(64L * g1);
    FrElement t = FrElement.ONE;
    for (int i = 0; i < g1; i++) {
      G1Point p = G1Point.GENERATOR.times(t);
      putMontgomery(out, p.x().toBigInteger());
      putMontgomery(out, p.y().toBigInteger());
      t = t.times(tau);
    }
    out.putInt(3).putLong(128L * g2);
    for (int i = 0; i < g2; i++) {
      G2Point q = G2Point.GENERATOR.times(tau.pow(i));
      putMontgomery(out, q.x().c0().toBigInteger());
      putMontgomery(out, q.x().c1().toBigInteger());
      putMontgomery(out, q.y().c0().toBigInteger());
      putMontgomery(out, q.y().c1().toBigInteger());
    }
    out.putInt(7).putLong(5); // a section to pass over
    return out.array();
  }

  private static void putMontgomery(ByteBuffer out, java.math.BigInteger value) {
    putInteger(out, value.shiftLeft(256).mod(io.proofmill.algebra.Fq.MODULUS));
  }

  private static void putInteger(ByteBuffer out, java.math.BigInteger value) {
    for (int i = 0; i < 4; i++) {
      out.putLong(value.shiftRight(64 * i).longValue());
    }
  }

  private static Reason refusal(Path folder, byte[] bytes) throws IOException {
    Path file = folder.resolve("x.ptau");
    Files.write(file, bytes);
    return assertThrows(SrsFormatException.class, () -> Srs.importPtau(file)).reason();
  }

  private static byte[] patched(byte[] bytes, int at, int... values) {
    byte[] out = bytes.clone();
    for (int i = 0; i < values.length; i++) {
      out[at + i] = (byte) values[i];
    }
    return out;
  }

  @Test
  void damagedPowersOfTauFilesAreRefusedWithTheirReason(@TempDir Path folder) throws Exception {
    FrElement tau = FrElement.of(987654321);
    byte[] good = ptau(2, tau);
    Path file = folder.resolve("good.ptau");
    Files.write(file, good);
    Srs srs = Srs.importPtau(file);
    assertEquals(7, srs.size());
    assertEquals(G2Point.GENERATOR.times(tau), srs.tauG2());

    assertEquals(Reason.NOT_A_PTAU_FILE, refusal(folder, new byte[0]));
    assertEquals(Reason.NOT_A_PTAU_FILE, refusal(folder, patched(good, 0, 'q')));
    assertEquals(Reason.NOT_A_PTAU_FILE, refusal(folder, patched(good, 4, 2)));
    for (int length : new int[] {12, 20, 30, 67, 100, 500, good.length - 1}) {
      assertEquals(Reason.TRUNCATED, refusal(folder, Arrays.copyOf(good, length)), "" + length);
    }
    int modulus = 12 + 12 + 4;
    assertEquals(Reason.WRONG_CURVE, refusal(folder, patched(good, modulus, 1)));
    assertEquals(Reason.WRONG_CURVE, refusal(folder, patched(good, modulus - 4, 48)));
    assertEquals(Reason.BAD_SECTION, refusal(folder, patched(good, modulus + 32, 3)));
    assertEquals(Reason.BAD_SECTION, refusal(folder, patched(good, modulus + 32, 0)));
    assertEquals(Reason.BAD_SECTION, refusal(folder, patched(good, modulus + 32, 255)));
    int second = 12 + 12 + 44;
    assertEquals(Reason.BAD_SECTION, refusal(folder, patched(good, second, 9)));
    assertEquals(Reason.BAD_SECTION, refusal(folder, patched(good, second, 3)));
    assertEquals(Reason.BAD_SECTION, refusal(folder, patched(good, 12, 8)));
    int g1 = second + 12;
    assertEquals(Reason.BAD_POINT, refusal(folder, patched(good, g1 + 64, 1, 2, 3)));
    byte[] unreduced = good.clone();
    Arrays.fill(unreduced, g1 + 64, g1 + 96, (byte) 0xff);
    assertEquals(Reason.BAD_POINT, refusal(folder, unreduced));
    byte[] infinite = good.clone();
    Arrays.fill(infinite, g1 + 64, g1 + 128, (byte) 0);
    assertEquals(Reason.BAD_POINT, refusal(folder, infinite));
    int g2 = g1 + 64 * 7 + 12;
    assertEquals(Reason.BAD_POINT, refusal(folder, patched(good, g2 + 128, 1, 2, 3)));

    byte[] swapped = good.clone(); // powers 5 and 6 exchanged: all on the curve
    System.arraycopy(good, g1 + 64 * 5, swapped, g1 + 64 * 6, 64);
    System.arraycopy(good, g1 + 64 * 6, swapped, g1 + 64 * 5, 64);
    assertEquals(Reason.NOT_POWERS, refusal(folder, swapped));
    byte[] otherTau = good.clone();
    System.arraycopy(good, g2 + 256, otherTau, g2 + 128, 128);
    assertEquals(Reason.NOT_POWERS, refusal(folder, otherTau));
    byte[] otherStart = good.clone();
    System.arraycopy(good, g1 + 64, otherStart, g1, 64);
    assertEquals(Reason.NOT_POWERS, refusal(folder, otherStart));
    assertEquals(Reason.NOT_POWERS, refusal(folder, ptau(2, FrElement.ONE)));
  }
}
