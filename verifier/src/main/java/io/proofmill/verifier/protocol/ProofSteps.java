package io.proofmill.verifier.protocol;

import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.util.List;
import java.util.Optional;

/// The rounds of the protocol, in the one order in which prover, verifier and recursion circuit go
/// through them: each method absorbs what a party sent and returns the challenge that answers it.
/// Methods are called once each, from top to bottom.
public final class ProofSteps<F, P> {
  /// Absorbed first; any change of protocol is another number.
  public static final long PROTOCOL_VERSION = 1;

  private final Transcript<F, P> transcript;

  public ProofSteps(VerifierArithmetic<F, P> arithmetic) {
    this(arithmetic, new ProtocolTranscript<>(arithmetic, Domain.PROOF));
  }

  public ProofSteps(VerifierArithmetic<F, P> arithmetic, Transcript<F, P> transcript) {
    this.transcript = transcript;
    transcript.absorb(arithmetic.constant(PROTOCOL_VERSION));
  }

  /// Round 1: the key, the public values and the main commitments. Returns α and β: drawn here for
  /// a closed proof, absorbed as given for an open one (R27).
  public BusChallenges<F> main(
      Binding binding,
      F keyDigest,
      List<F> publicValues,
      List<P> commitments,
      Optional<BusChallenges<F>> global) {
    if (global.isPresent() != (binding == Binding.OPEN)) {
      throw new IllegalArgumentException(
          "global challenges belong to open proofs, and to no other");
    }
    transcript.absorb(keyDigest);
    transcript.absorbAll(publicValues);
    transcript.absorbPoints(commitments);
    return switch (binding) {
      case CLOSED -> {
        F alpha = transcript.challenge();
        yield new BusChallenges<>(alpha, transcript.challenge());
      }
      case OPEN -> {
        BusChallenges<F> challenges = global.orElseThrow();
        transcript.absorb(challenges.alpha());
        transcript.absorb(challenges.beta());
        yield challenges;
      }
    };
  }

  /// Round 2: the aux commitments and bus sums. Returns the 128-bit challenge that combines
  /// constraints.
  public F aux(List<P> commitments, List<F> sums) {
    transcript.absorbPoints(commitments);
    transcript.absorbAll(sums);
    return transcript.challenge128();
  }

  /// Round 3: the quotient commitments. Returns ζ.
  public F quotient(List<P> commitments) {
    transcript.absorbPoints(commitments);
    return transcript.challenge();
  }

  /// Round 4: all evaluations. Returns the 128-bit γ.
  public F evaluations(List<List<F>> evaluations) {
    evaluations.forEach(transcript::absorbAll);
    return transcript.challenge128();
  }

  /// Round 5: the batched quotient of the openings. Returns z.
  public F w(P w) {
    transcript.absorbPoint(w);
    return transcript.challenge();
  }

  /// Round 6: the last message. Returns what later challenges (accumulators) must absorb: a value
  /// that depends on the whole transcript (R3).
  public F wPrime(P wPrime) {
    transcript.absorbPoint(wPrime);
    return transcript.challenge();
  }
}
