package io.proofmill.msm;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Setup;
import io.proofmill.device.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A structured reference string: the powers [1]₁, [τ]₁, [τ²]₁, … and [τ]₂, which names it. Either
/// for development, with τ known from a public seed and powers computed when asked for, or imported
/// from a ceremony.
public final class Srs {
  private static final int MAX_LOG_SIZE = 27;

  private final int size;
  private final G2Point tauG2;

  /// τ of a development setup; null for a ceremony.
  private final FrElement tau;

  /// The powers of a ceremony; null for a development setup.
  private final G1Vector powers;

  private Srs(int size, G2Point tauG2, FrElement tau, G1Vector powers) {
    this.size = size;
    this.tauG2 = tauG2;
    this.tau = tau;
    this.powers = powers;
  }

  /// The development setup of a seed with 2^logSize powers.
  public static Srs dev(String seed, int logSize) {
    if (logSize < 0 || logSize > MAX_LOG_SIZE) {
      throw new IllegalArgumentException("a setup of 2^" + logSize + " powers");
    }
    FrElement tau = Setup.developmentTau(seed);
    if (tau.isZero()) {
      throw new IllegalArgumentException("the seed hashes to zero");
    }
    return new Srs(1 << logSize, G2Point.GENERATOR.times(tau), tau, null);
  }

  /// The default development setup with 2^logSize powers.
  public static Srs dev(int logSize) {
    return dev(Setup.DEVELOPMENT_SEED, logSize);
  }

  /// Imports a powers-of-tau file, checked by pairings (see [PtauFile]).
  ///
  /// @throws SrsFormatException when the file is not a sound one of this curve
  public static Srs importPtau(Path file) throws IOException, SrsFormatException {
    return PtauFile.read(file);
  }

  /// A setup from checked parts.
  static Srs ofCeremony(G1Vector powers, G2Point tauG2) {
    return new Srs(powers.length(), tauG2, null, powers);
  }

  /// How many powers there are.
  public int size() {
    return size;
  }

  /// The largest degree of a polynomial that can be committed.
  public int maxDegree() {
    return size - 1;
  }

  public G2Point tauG2() {
    return tauG2;
  }

  /// The setup's name: a hash of [τ]₂.
  public byte[] id() {
    return Setup.id(tauG2);
  }

  /// Whether τ is public, so that anybody can forge proofs.
  public boolean isDevelopment() {
    return tau != null;
  }

  /// τ of a development setup.
  Optional<FrElement> secret() {
    return Optional.ofNullable(tau);
  }

  /// At least the first `count` powers. A development setup computes them afresh at each call,
  /// about 5 µs a power and core; [CommitmentKey] keeps them.
  public G1Vector powers(int count) {
    if (count > size) {
      throw new IllegalArgumentException(count + " powers of a setup with " + size);
    }
    if (powers != null) {
      return powers;
    }
    FrVector scalars = PowersOf.vector(tau, count);
    return new FixedBase(G1Point.GENERATOR, count, Parallel.ALL).multiply(scalars);
  }
}
