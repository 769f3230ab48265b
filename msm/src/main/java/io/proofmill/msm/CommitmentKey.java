package io.proofmill.msm;

import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Parallel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits to columns and polynomials under one setup. Bases are computed on first use, kept in
/// memory and, when there is a cache folder, on disk with a checksum: a file that is damaged is
/// computed again. Safe for several threads and several processes on one folder.
public final class CommitmentKey {
  private static final Logger LOG = LoggerFactory.getLogger(CommitmentKey.class);

  /// Measured on one core of a 2.6 GHz server: a scalar multiplication of the group FFT.
  private static final double GROUP_MULTIPLICATION_US = 150;

  private final Srs srs;
  private final String srsName;
  private final Optional<Path> cache;
  private final MsmEngine engine;
  private final Parallel parallel = Parallel.ALL;
  private final Map<MixedBasis, G1Vector> mixedBases = new ConcurrentHashMap<>();

  /// The powers fetched so far; replaced by longer ones.
  private G1Vector powers = G1Vector.infinity(0);

  /// Keeps bases under the folder, which is made when first written to.
  public CommitmentKey(Srs srs, Path cacheFolder, MsmEngine engine) {
    this(srs, Optional.of(cacheFolder.resolve("bases")), engine);
  }

  private CommitmentKey(Srs srs, Optional<Path> cache, MsmEngine engine) {
    this.srs = srs;
    this.srsName = HexFormat.of().formatHex(srs.id());
    this.cache = cache;
    this.engine = engine;
  }

  /// A key that keeps its bases in memory only.
  public static CommitmentKey inMemory(Srs srs, MsmEngine engine) {
    return new CommitmentKey(srs, Optional.empty(), engine);
  }

  /// `PROOFMILL_CACHE`, else `proofmill` under `XDG_CACHE_HOME`, else under `~/.cache`.
  public static Path defaultCacheFolder() {
    return defaultCacheFolder(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path defaultCacheFolder(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("PROOFMILL_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    // The XDG specification: a relative path is to be ignored.
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path folder =
        !xdg.isEmpty() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".cache");
    return folder.resolve("proofmill");
  }

  public Srs srs() {
    return srs;
  }

  /// The largest degree of a polynomial that can be committed.
  public int maxDegree() {
    return srs.maxDegree();
  }

  /// Commits to Σ_i X^i f_i(X^t), f_i the polynomial of degree below 2^logHeight with the values of
  /// column i on the domain. Columns beyond those given are zero.
  ///
  /// @throws IllegalArgumentException for more than t columns, a column of another height, or a
  ///   product t·2^logHeight beyond the setup
  public G1Point commitEvaluations(int logHeight, int t, List<FrVector> columns) {
    MixedBasis shape = new MixedBasis(logHeight, t);
    if (columns.size() > t) {
      throw new IllegalArgumentException(columns.size() + " columns at packing " + t);
    }
    for (FrVector column : columns) {
      if (column.length() != shape.height()) {
        throw new IllegalArgumentException(
            "a column of " + column.length() + " rows, not 2^" + logHeight);
      }
    }
    if (shape.size() > srs.size()) {
      throw new IllegalArgumentException(
          "height 2^"
              + logHeight
              + " at packing "
              + t
              + " needs "
              + shape.size()
              + " powers, the setup has "
              + srs.size());
    }
    return engine.commit(mixedBases.computeIfAbsent(shape, this::mixedBasis), columns);
  }

  /// Commits to a polynomial by its coefficients, lowest first.
  public G1Point commitCoefficients(FrVector coefficients) {
    return engine.msm(powers(coefficients.length()), 0, coefficients);
  }

  private G1Vector mixedBasis(MixedBasis shape) {
    String name = "mixed-k" + shape.logHeight() + "-t" + shape.packing();
    return cached(name, Math.toIntExact(shape.size()), () -> computed(shape));
  }

  private G1Vector computed(MixedBasis shape) {
    if (srs.secret().isPresent()) {
      return shape.fromSecret(srs.secret().get(), parallel);
    }
    int n = shape.height();
    double multiplications = (double) shape.size() * (shape.logHeight() / 2.0 + 1);
    LOG.info(
        "computing a mixed basis: logHeight={} packing={} predictedSeconds={}",
        shape.logHeight(),
        shape.packing(),
        Math.round(multiplications * GROUP_MULTIPLICATION_US / 1e6 / parallel.threads()));
    G1Vector all = G1Vector.infinity(Math.toIntExact(shape.size()));
    G1Vector source = powers(Math.toIntExact(shape.size()));
    for (int i = 0; i < shape.packing(); i++) {
      int part = i;
      // Parts already on disk are kept by a run that was interrupted.
      G1Vector points = cached(partName(shape, i), n, () -> shape.part(part, source, parallel));
      System.arraycopy(points.limbs(), 0, all.limbs(), i * n * G1Vector.LIMBS, n * G1Vector.LIMBS);
    }
    return all;
  }

  private static String partName(MixedBasis shape, int i) {
    return "mixed-k" + shape.logHeight() + "-t" + shape.packing() + "-part" + i;
  }

  /// At least `count` powers, a power of two of them or all.
  private synchronized G1Vector powers(int count) {
    if (count > srs.size()) {
      throw new IllegalArgumentException(
          count + " coefficients, the setup has " + srs.size() + " powers");
    }
    if (powers.length() < count) {
      int rounded = Math.min(srs.size(), Integer.highestOneBit(Math.max(1, count - 1)) << 1);
      powers =
          srs.isDevelopment()
              ? cached("powers-" + rounded, rounded, () -> srs.powers(rounded))
              : srs.powers(rounded);
    }
    return powers;
  }

  private G1Vector cached(String name, int count, Supplier<G1Vector> compute) {
    if (cache.isEmpty()) {
      return compute.get();
    }
    String label = "srs=" + srsName + " " + name;
    Path file = cache.get().resolve(srsName.substring(0, 16)).resolve(name + ".points");
    try {
      Optional<G1Vector> found = PointFile.read(file, label, count);
      if (found.isPresent()) {
        return found.get();
      }
      long start = System.nanoTime();
      G1Vector points = compute.get();
      PointFile.write(file, label, points);
      LOG.info(
          "basis computed and stored: name={} points={} durationMs={}",
          name,
          count,
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      removeParts(file, name);
      return points;
    } catch (IOException e) {
      throw new UncheckedIOException("cache file " + file, e);
    }
  }

  /// The parts of a mixed basis, once the whole is stored.
  private static void removeParts(Path file, String name) throws IOException {
    for (int i = 0; Files.deleteIfExists(file.resolveSibling(name + "-part" + i + ".points")); ) {
      i++;
    }
  }
}
