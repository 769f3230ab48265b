package io.proofmill.aggregator.program;

import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.ProofVerifier;
import io.proofmill.verifier.protocol.ProofVerifier.Verified;
import io.proofmill.verifier.protocol.ShardList;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Verifies shard proofs of one shape, whose key is a constant of the program, and appends the
/// shards to the list. There is a fixed number of places; a place that is not active holds a valid
/// proof too (the first shard's again) but leaves list, count and sum as they are.
public final class LeafProgram {
  private LeafProgram() {}

  /// One place of a leaf.
  ///
  /// @param active 1 if the shard counts; the first place's is not read, it always counts
  public record Shard<F, P>(F active, List<F> publicValues, ProofData<F, P> proof) {}

  /// @param keyRoot passed on; a leaf accepts no key but its constant one
  /// @param listStart the list before these shards
  public static <F, P> NodeValues<F, P> run(
      AggregationArithmetic<F, P> arithmetic,
      VerifyingKey key,
      List<P> fixedCommitments,
      F keyRoot,
      F listStart,
      BusChallenges<F> challenges,
      List<Shard<F, P>> shards) {
    ProofVerifier<F, P> verifier = new ProofVerifier<>(arithmetic, key.shape());
    F keyDigest = arithmetic.constant(key.digest());
    Accumulation<F, P> accumulation = new Accumulation<>(arithmetic);
    F list = listStart;
    F count = arithmetic.zero();
    F sum = arithmetic.zero();
    for (int i = 0; i < shards.size(); i++) {
      Shard<F, P> shard = shards.get(i);
      List<F> publicValues = new ArrayList<>(shard.publicValues());
      F appended =
          ShardList.append(arithmetic, list, keyDigest, publicValues, shard.proof().main());
      Verified<F, P> verified =
          verifier.verify(
              keyDigest, fixedCommitments, publicValues, Optional.of(challenges), shard.proof());
      accumulation.add(verified);
      if (i == 0) {
        list = appended;
        count = arithmetic.one();
        sum = verified.sum();
      } else {
        F active = shard.active();
        arithmetic.assertBool("a leaf's place is active or not", active);
        list = arithmetic.select(active, appended, list);
        count = arithmetic.add(count, active);
        sum = arithmetic.add(sum, arithmetic.multiply(active, verified.sum()));
      }
    }
    Accumulation.Pair<P> pair = accumulation.combine();
    return new NodeValues<>(
        keyRoot, listStart, list, count, challenges, sum, pair.left(), pair.right());
  }
}
