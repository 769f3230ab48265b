package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G2Point;
import io.proofmill.verifier.protocol.NativeVerifier.Reduction;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.StatementField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The one proof of a batch: the accumulator that the aggregation carried up, 64 bytes for each of
/// its points, then a closed proof whose public values are the statement and that accumulator (R3).
public final class RootProof {
  /// The statement's values, then the accumulator's two packed points.
  public static final int PUBLIC_VALUES = StatementField.COUNT + 2 * PackedPoint.ELEMENTS;

  private static final int POINT_BYTES = 64;

  private RootProof() {}

  public static byte[] encode(Accumulator inherited, byte[] proof) {
    byte[] out = Arrays.copyOf(inherited.left().toBytes(), 2 * POINT_BYTES + proof.length);
    System.arraycopy(inherited.right().toBytes(), 0, out, POINT_BYTES, POINT_BYTES);
    System.arraycopy(proof, 0, out, 2 * POINT_BYTES, proof.length);
    return out;
  }

  /// The root's public values.
  public static List<FrElement> publicValues(Statement statement, Accumulator inherited) {
    List<FrElement> values = new ArrayList<>(statement.publicValues());
    values.addAll(PackedPoint.pack(inherited.left()));
    values.addAll(PackedPoint.pack(inherited.right()));
    return values;
  }

  /// The challenge that folds the inherited accumulator into the proof's own pair.
  static FrElement foldingChallenge(FrElement transcriptEnd) {
    ProtocolTranscript<FrElement, G1Point> sponge =
        new ProtocolTranscript<>(new NativeArithmetic(), Domain.ACCUMULATOR);
    sponge.absorb(transcriptEnd);
    return sponge.challenge128();
  }

  /// Verifies a root proof completely; the public values, the inherited accumulator among them, are
  /// in the transcript that the folding challenge comes from.
  public static Verdict verify(VerifyingKey key, G2Point tau, Statement statement, byte[] bytes) {
    if (bytes.length < 2 * POINT_BYTES) {
      return Verdict.rejected("the proof ends within its accumulator");
    }
    Optional<G1Point> left = G1Point.fromCanonicalBytes(bytes, 0);
    Optional<G1Point> right = G1Point.fromCanonicalBytes(bytes, POINT_BYTES);
    if (left.isEmpty() || right.isEmpty()) {
      return Verdict.rejected("the accumulator is not a pair of canonical points of G1");
    }
    Accumulator inherited = new Accumulator(left.get(), right.get());
    byte[] proof = Arrays.copyOfRange(bytes, 2 * POINT_BYTES, bytes.length);
    return switch (NativeVerifier.reduce(
        key, publicValues(statement, inherited), Optional.empty(), proof)) {
      case Reduction.Rejected rejected -> Verdict.rejected(rejected.reason());
      case Reduction.Reduced reduced -> {
        FrElement challenge = foldingChallenge(reduced.transcriptEnd());
        yield reduced.accumulator().plus(challenge, inherited).holds(tau)
            ? Verdict.accepted()
            : Verdict.rejected("the openings do not satisfy the pairing equation");
      }
    };
  }
}
