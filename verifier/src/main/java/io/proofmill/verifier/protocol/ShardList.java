package io.proofmill.verifier.protocol;

import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.util.List;

/// The hash chain over everything that is fixed before α and β are drawn: a header, then each shard
/// in order (R1, R5, R27).
public final class ShardList {
  private ShardList() {}

  /// The start of the list.
  ///
  /// @param header all that the batch claims, the number of shards last
  public static <F, P> F begin(VerifierArithmetic<F, P> arithmetic, List<F> header) {
    ProtocolTranscript<F, P> sponge = new ProtocolTranscript<>(arithmetic, Domain.HEADER);
    sponge.absorbAll(header);
    return sponge.challenge();
  }

  /// The list with one more shard. The key's digest fixes its tables and heights.
  public static <F, P> F append(
      VerifierArithmetic<F, P> arithmetic,
      F list,
      F keyDigest,
      List<F> publicValues,
      List<P> mainCommitments) {
    ProtocolTranscript<F, P> sponge = new ProtocolTranscript<>(arithmetic, Domain.SHARD);
    sponge.absorb(list);
    sponge.absorb(keyDigest);
    sponge.absorbAll(publicValues);
    sponge.absorbPoints(mainCommitments);
    return sponge.challenge();
  }
}
