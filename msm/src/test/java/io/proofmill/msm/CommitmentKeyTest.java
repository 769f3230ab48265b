package io.proofmill.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.algebra.Setup;
import io.proofmill.device.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitmentKeyTest {
  private static final String SEED = "a test";
  private static final FrElement TAU = Setup.developmentTau(SEED);
  private static final MsmEngine ENGINE = new CpuMsm();

  private final Random random = new Random(6);
  private final CommitmentKey key = CommitmentKey.inMemory(Srs.dev(SEED, 10), ENGINE);

  private List<FrVector> columns(int logHeight, int count) {
    List<FrVector> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FrVector column = FrVector.zero(1 << logHeight);
      for (int j = 0; j < column.length(); j++) {
        column.set(
            j, i % 2 == 0 ? FrElement.of(random.nextInt(1 << 16)) : FrElement.random(random));
      }
      out.add(column);
    }
    return out;
  }

  /// Interpolation by its definition, coefficient k = 1/n Σ_j f_j ω^(-jk).
  private static FrVector interpolate(FrVector values, int logHeight) {
    int n = values.length();
    FrElement root = Fr.rootOfUnity(logHeight).inverse();
    FrElement scale = FrElement.of(n).inverse();
    FrVector out = FrVector.zero(n);
    for (int k = 0; k < n; k++) {
      FrElement sum = FrElement.ZERO;
      for (int j = 0; j < n; j++) {
        sum = sum.plus(values.get(j).times(root.pow((long) j * k % n)));
      }
      out.set(k, sum.times(scale));
    }
    return out;
  }

  /// Σ_i X^i f_i(X^t).
  private static FrVector packed(int logHeight, int t, List<FrVector> columns) {
    FrVector out = FrVector.zero(t << logHeight);
    for (int i = 0; i < columns.size(); i++) {
      FrVector coefficients = interpolate(columns.get(i), logHeight);
      for (int k = 0; k < coefficients.length(); k++) {
        out.set(i + t * k, coefficients.get(k));
      }
    }
    return out;
  }

  private static FrElement evaluate(FrVector coefficients, FrElement x) {
    FrElement out = FrElement.ZERO;
    for (int k = coefficients.length() - 1; k >= 0; k--) {
      out = out.times(x).plus(coefficients.get(k));
    }
    return out;
  }

  @Test
  void committingCellsEqualsCommittingThePackedCoefficients() {
    for (int logHeight : new int[] {0, 1, 4, 5}) {
      for (int t : new int[] {1, 2, 3, 8}) {
        for (int count = 0; count <= t; count += Math.max(1, t / 2)) {
          List<FrVector> columns = columns(logHeight, count);
          FrVector coefficients = packed(logHeight, t, columns);
          G1Point commitment = key.commitEvaluations(logHeight, t, columns);
          assertEquals(key.commitCoefficients(coefficients), commitment);
          assertEquals(G1Point.GENERATOR.times(evaluate(coefficients, TAU)), commitment);
        }
      }
    }
  }

  @Test
  void aCeremonysBasisByGroupTransformsEqualsTheOneComputedFromTheSecret() {
    Srs dev = Srs.dev(SEED, 8);
    Srs blind = Srs.ofCeremony(dev.powers(dev.size()), dev.tauG2());
    assertFalse(blind.isDevelopment());
    CommitmentKey blindKey = CommitmentKey.inMemory(blind, ENGINE);
    for (int logHeight : new int[] {0, 1, 5}) {
      for (int t : new int[] {1, 3, 4}) {
        MixedBasis basis = new MixedBasis(logHeight, t);
        G1Vector expected = basis.fromSecret(TAU, Parallel.ALL);
        for (int i = 0; i < t; i++) {
          G1Vector part = basis.part(i, blind.powers(0), Parallel.ALL);
          for (int j = 0; j < basis.height(); j++) {
            assertEquals(expected.get(i * basis.height() + j), part.get(j));
          }
        }
        List<FrVector> columns = columns(logHeight, t);
        assertEquals(
            key.commitEvaluations(logHeight, t, columns),
            blindKey.commitEvaluations(logHeight, t, columns));
      }
    }
  }

  @Test
  void shapesBeyondTheSetupAreRefused() {
    assertEquals(1023, key.maxDegree());
    key.commitEvaluations(10, 1, columns(10, 1));
    assertThrows(
        IllegalArgumentException.class, () -> key.commitEvaluations(10, 2, columns(10, 1)));
    assertThrows(IllegalArgumentException.class, () -> key.commitEvaluations(3, 1, columns(3, 2)));
    assertThrows(IllegalArgumentException.class, () -> key.commitEvaluations(4, 2, columns(3, 1)));
    assertThrows(IllegalArgumentException.class, () -> key.commitCoefficients(FrVector.zero(1025)));
    assertEquals(G1Point.INFINITY, key.commitCoefficients(FrVector.zero(1024)));
    assertEquals(G1Point.INFINITY, key.commitCoefficients(FrVector.zero(0)));
    assertEquals(G1Point.INFINITY, key.commitEvaluations(3, 4, List.of()));
  }

  @Test
  void basesAreStoredOnceAndReadBack(@TempDir Path folder) throws IOException {
    List<FrVector> columns = columns(4, 3);
    FrVector coefficients = packed(4, 4, columns);
    G1Point expected = key.commitEvaluations(4, 4, columns);
    for (int run = 0; run < 2; run++) {
      CommitmentKey stored = new CommitmentKey(Srs.dev(SEED, 10), folder, ENGINE);
      assertEquals(expected, stored.commitEvaluations(4, 4, columns));
      assertEquals(expected, stored.commitCoefficients(coefficients));
      assertEquals(2, files(folder).size());
    }
    Path mixed =
        files(folder).stream().filter(f -> f.toString().contains("mixed-k4-t4")).findAny().get();
    long written = Files.getLastModifiedTime(mixed).toMillis();
    new CommitmentKey(Srs.dev(SEED, 10), folder, ENGINE).commitEvaluations(4, 4, columns);
    assertEquals(written, Files.getLastModifiedTime(mixed).toMillis());
  }

  @Test
  void aDamagedOrForeignFileIsComputedAgain(@TempDir Path folder) throws IOException {
    List<FrVector> columns = columns(4, 4);
    G1Point expected = key.commitEvaluations(4, 4, columns);
    Srs srs = Srs.dev(SEED, 10);
    new CommitmentKey(srs, folder, ENGINE).commitEvaluations(4, 4, columns);
    Path file = files(folder).getFirst();
    byte[] good = Files.readAllBytes(file);
    new CommitmentKey(srs, folder, ENGINE).commitEvaluations(4, 2, columns(4, 2));
    Path other =
        files(folder).stream().filter(f -> f.toString().contains("t2")).findAny().orElseThrow();
    List<byte[]> damaged = new ArrayList<>();
    for (int at : new int[] {0, 8, 20, 64, 700, good.length - 1}) {
      byte[] flipped = good.clone();
      flipped[at] ^= 1;
      damaged.add(flipped);
    }
    damaged.add(java.util.Arrays.copyOf(good, good.length - 1));
    damaged.add(new byte[0]);
    damaged.add(Files.readAllBytes(other));
    for (byte[] bytes : damaged) {
      Files.write(file, bytes);
      CommitmentKey fresh = new CommitmentKey(srs, folder, ENGINE);
      assertEquals(expected, fresh.commitEvaluations(4, 4, columns));
      assertEquals(-1, java.util.Arrays.mismatch(good, Files.readAllBytes(file)));
    }
    // A sound file of another setup under this name.
    PointFile.write(file, "srs=00 mixed-k4-t4", G1Vector.infinity(64));
    CommitmentKey fresh = new CommitmentKey(srs, folder, ENGINE);
    assertEquals(expected, fresh.commitEvaluations(4, 4, columns));
  }

  @Test
  void anInterruptedTransformGoesOnFromItsParts(@TempDir Path folder) throws IOException {
    Srs dev = Srs.dev(SEED, 8);
    Srs blind = Srs.ofCeremony(dev.powers(dev.size()), dev.tauG2());
    List<FrVector> columns = columns(4, 2);
    // A part on disk is believed if its checksum holds, so a false one shows that it was used.
    String name = java.util.HexFormat.of().formatHex(blind.id());
    Path part =
        folder.resolve("bases").resolve(name.substring(0, 16)).resolve("mixed-k4-t2-part1.points");
    PointFile.write(part, "srs=" + name + " mixed-k4-t2-part1", G1Vector.infinity(16));
    CommitmentKey resumed = new CommitmentKey(blind, folder, ENGINE);
    assertEquals(
        key.commitEvaluations(4, 2, columns.subList(0, 1)),
        resumed.commitEvaluations(4, 2, columns));
    assertEquals(1, files(folder).size(), "parts are removed once the whole is stored");
  }

  @Test
  void theCacheFolderFollowsTheEnvironment() {
    Path home = Path.of("/home/someone");
    assertEquals(
        Path.of("/a"),
        CommitmentKey.defaultCacheFolder(
            Map.of("PROOFMILL_CACHE", "/a", "XDG_CACHE_HOME", "/b"), home));
    assertEquals(
        Path.of("/b/proofmill"),
        CommitmentKey.defaultCacheFolder(Map.of("XDG_CACHE_HOME", "/b"), home));
    assertEquals(
        home.resolve(".cache/proofmill"),
        CommitmentKey.defaultCacheFolder(Map.of("XDG_CACHE_HOME", "relative"), home));
    assertTrue(CommitmentKey.defaultCacheFolder().toString().length() > 1);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
