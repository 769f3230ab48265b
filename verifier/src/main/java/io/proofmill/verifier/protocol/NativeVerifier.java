package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G2Point;
import io.proofmill.verifier.protocol.NativeArithmetic.RejectedException;
import io.proofmill.verifier.protocol.ProofCodec.Decoded;
import io.proofmill.verifier.protocol.ProofVerifier.Verified;
import java.util.List;
import java.util.Optional;

/// Verifies proofs on values. Never throws on malformed proofs: every outcome is a value.
public final class NativeVerifier {
  private NativeVerifier() {}

  /// What a proof's bytes show, the pairing apart.
  public sealed interface Reduction {
    /// Valid if the accumulator holds.
    ///
    /// @param sum the proof's bus sum, zero for a closed proof
    /// @param transcriptEnd see [Verified#transcriptEnd]
    record Reduced(Accumulator accumulator, FrElement sum, FrElement transcriptEnd)
        implements Reduction {}

    /// Not valid, for this reason.
    record Rejected(String reason) implements Reduction {}
  }

  /// Carries a verification up to the pairing.
  ///
  /// @param global α and β of the batch, for an open proof alone
  public static Reduction reduce(
      VerifyingKey key,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global,
      byte[] proof) {
    return reduce(TranscriptHash.POSEIDON2, key, publicValues, global, proof);
  }

  /// The same for a proof with a transcript of the given hash.
  public static Reduction reduce(
      TranscriptHash hash,
      VerifyingKey key,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global,
      byte[] proof) {
    if (publicValues.size() != key.shape().publicValues()) {
      return new Reduction.Rejected(
          key.shape().publicValues() + " public values expected, not " + publicValues.size());
    }
    return switch (ProofCodec.decode(key.shape(), proof)) {
      case Decoded.Malformed malformed -> new Reduction.Rejected(malformed.reason());
      case Decoded.Proof decoded -> {
        try {
          Verified<FrElement, G1Point> verified =
              new ProofVerifier<>(new NativeArithmetic(), key.shape(), hash::newTranscript)
                  .verify(
                      key.digest(), key.fixedCommitments(), publicValues, global, decoded.data());
          yield new Reduction.Reduced(
              Accumulator.of(verified.claim()), verified.sum(), verified.transcriptEnd());
        } catch (RejectedException e) {
          yield new Reduction.Rejected(e.getMessage());
        }
      }
    };
  }

  /// Verifies a proof completely.
  ///
  /// @param tau `[τ]₂` of the SRS that the key names
  public static Verdict verify(
      VerifyingKey key,
      G2Point tau,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global,
      byte[] proof) {
    return switch (reduce(key, publicValues, global, proof)) {
      case Reduction.Rejected rejected -> Verdict.rejected(rejected.reason());
      case Reduction.Reduced reduced ->
          reduced.accumulator().holds(tau)
              ? Verdict.accepted()
              : Verdict.rejected("the openings do not satisfy the pairing equation");
    };
  }
}
