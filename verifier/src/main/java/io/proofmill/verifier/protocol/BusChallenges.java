package io.proofmill.verifier.protocol;

import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;

/// The challenges α and β of the bus argument.
public record BusChallenges<F>(F alpha, F beta) {

  /// The challenges that all shards of a batch share, from the end of the list of shards (R5).
  public static <F, P> BusChallenges<F> ofBatch(VerifierArithmetic<F, P> arithmetic, F listEnd) {
    ProtocolTranscript<F, P> sponge = new ProtocolTranscript<>(arithmetic, Domain.CHALLENGE);
    sponge.absorb(listEnd);
    F alpha = sponge.challenge();
    return new BusChallenges<>(alpha, sponge.challenge());
  }
}
