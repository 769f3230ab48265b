package io.proofmill.msm;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fq2;
import io.proofmill.algebra.FqElement;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Pairing;
import io.proofmill.msm.SrsFormatException.Reason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/// The powers-of-tau format of snarkjs: `ptau`, version, section count, then sections of type (4
/// bytes), length (8 bytes) and content, all little-endian. Section 1 holds the base field and the
/// power p, section 2 the 2^(p+1) - 1 powers in G1, section 3 the 2^p powers in G2; coordinates are
/// 32 bytes in Montgomery form. Other sections are passed over.
///
/// Every G1 point is checked to be on the curve, and all of them at once to be consecutive powers
/// of the τ of [τ]₂: for random 128-bit ρ, e(Σ ρ_i·P_{i+1}, [1]₂) = e(Σ ρ_i·P_i, [τ]₂).
final class PtauFile {
  private static final int VERSION = 1;
  private static final int HEADER = 1;
  private static final int TAU_G1 = 2;
  private static final int TAU_G2 = 3;
  private static final int MAX_POWER = 26;
  private static final int CHALLENGE_BITS = 128;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private PtauFile() {}

  static Srs read(Path file) throws IOException, SrsFormatException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    }
  }

  private static Srs parse(MemorySegment file) throws SrsFormatException {
    Map<Integer, MemorySegment> sections = sections(file);
    int power = power(sections.get(HEADER));
    MemorySegment g1 = section(sections, TAU_G1, ((2L << power) - 1) * 64);
    MemorySegment g2 = section(sections, TAU_G2, (1L << power) * 128);
    G1Vector powers = g1Points(g1);
    G2Point one = g2Point(g2, 0);
    G2Point tauG2 = g2Point(g2, 128);
    check(powers, one, tauG2);
    return Srs.ofCeremony(powers, tauG2);
  }

  private static Map<Integer, MemorySegment> sections(MemorySegment file)
      throws SrsFormatException {
    if (file.byteSize() < 12 || file.get(INT, 0) != 0x75617470) { // "ptau"
      throw new SrsFormatException(Reason.NOT_A_PTAU_FILE, "does not begin with \"ptau\"");
    }
    if (file.get(INT, 4) != VERSION) {
      throw new SrsFormatException(
          Reason.NOT_A_PTAU_FILE, "ptau version " + file.get(INT, 4) + ", not " + VERSION);
    }
    int count = file.get(INT, 8);
    Map<Integer, MemorySegment> out = new HashMap<>();
    long at = 12;
    for (int s = 0; s < count; s++) {
      if (file.byteSize() - at < 12) {
        throw new SrsFormatException(
            Reason.TRUNCATED, "ends at byte " + file.byteSize() + ", before section " + s);
      }
      int type = file.get(INT, at);
      long length = file.get(LONG, at + 4);
      at += 12;
      if (length < 0 || length > file.byteSize() - at) {
        throw new SrsFormatException(
            Reason.TRUNCATED,
            "section type "
                + type
                + " needs "
                + length
                + " bytes from byte "
                + at
                + " of "
                + file.byteSize());
      }
      if (out.put(type, file.asSlice(at, length)) != null) {
        throw new SrsFormatException(Reason.BAD_SECTION, "section type " + type + " twice");
      }
      at += length;
    }
    return out;
  }

  private static int power(MemorySegment header) throws SrsFormatException {
    if (header == null || header.byteSize() < 12) {
      throw new SrsFormatException(Reason.BAD_SECTION, "no header section");
    }
    long[] modulus = new long[Fq.LIMBS];
    boolean bn254 = header.get(INT, 0) == 32 && header.byteSize() == 44;
    for (int i = 0; bn254 && i < Fq.LIMBS; i++) {
      modulus[i] = header.get(LONG, 4 + 8L * i);
      bn254 = modulus[i] == Fq.MODULUS.shiftRight(64 * i).longValue();
    }
    if (!bn254) {
      throw new SrsFormatException(Reason.WRONG_CURVE, "the base field is not that of BN254");
    }
    int power = header.get(INT, 36);
    if (power < 1 || power > MAX_POWER) {
      throw new SrsFormatException(Reason.BAD_SECTION, "power " + power + " in the header");
    }
    return power;
  }

  private static MemorySegment section(Map<Integer, MemorySegment> sections, int type, long length)
      throws SrsFormatException {
    MemorySegment out = sections.get(type);
    if (out == null) {
      throw new SrsFormatException(Reason.BAD_SECTION, "section type " + type + " is missing");
    }
    if (out.byteSize() != length) {
      throw new SrsFormatException(
          Reason.BAD_SECTION,
          "section type " + type + " has " + out.byteSize() + " bytes, not " + length);
    }
    return out;
  }

  private static G1Vector g1Points(MemorySegment section) throws SrsFormatException {
    int count = Math.toIntExact(section.byteSize() / 64);
    G1Vector out = G1Vector.infinity(count);
    MemorySegment.copy(section, LONG, 0, out.limbs(), 0, count * G1Vector.LIMBS);
    for (int i = 0; i < count; i++) {
      boolean reduced =
          Fq.isCanonical(out.limbs(), 2 * i) && Fq.isCanonical(out.limbs(), 2 * i + 1);
      if (!reduced || out.isInfinity(i) || !out.get(i).isOnCurve()) {
        throw new SrsFormatException(Reason.BAD_POINT, "power " + i + " in G1 is no point of G1");
      }
    }
    return out;
  }

  private static G2Point g2Point(MemorySegment section, long offset) throws SrsFormatException {
    long[] limbs = new long[4 * Fq.LIMBS];
    MemorySegment.copy(section, LONG, offset, limbs, 0, limbs.length);
    FqElement[] c = new FqElement[4];
    for (int i = 0; i < 4; i++) {
      if (!Fq.isCanonical(limbs, i)) {
        throw new SrsFormatException(Reason.BAD_POINT, "a coordinate in G2 is not reduced");
      }
      c[i] = FqElement.load(limbs, i);
    }
    G2Point out = new G2Point(new Fq2(c[0], c[1]), new Fq2(c[2], c[3]));
    if (out.isInfinity() || !out.isInGroup()) {
      throw new SrsFormatException(
          Reason.BAD_POINT, "power " + offset / 128 + " in G2 is no point of G2");
    }
    return out;
  }

  private static void check(G1Vector powers, G2Point one, G2Point tauG2) throws SrsFormatException {
    if (!powers.get(0).equals(G1Point.GENERATOR) || !one.equals(G2Point.GENERATOR)) {
      throw new SrsFormatException(Reason.NOT_POWERS, "does not start with the generators");
    }
    if (tauG2.equals(G2Point.GENERATOR)) {
      throw new SrsFormatException(Reason.NOT_POWERS, "τ is 1");
    }
    FrVector rho = challenges(powers.length() - 1);
    MsmEngine engine = new CpuMsm();
    G1Point low = engine.msm(powers, 0, rho);
    G1Point high = engine.msm(powers, 1, rho);
    if (!Pairing.areEqual(high, G2Point.GENERATOR, low, tauG2)) {
      throw new SrsFormatException(
          Reason.NOT_POWERS, "the points are not consecutive powers of one τ");
    }
  }

  private static FrVector challenges(int count) {
    SecureRandom random = new SecureRandom();
    FrVector out = FrVector.zero(count);
    for (int i = 0; i < count; i++) {
      out.set(i, FrElement.of(new java.math.BigInteger(CHALLENGE_BITS, random)));
    }
    return out;
  }
}
