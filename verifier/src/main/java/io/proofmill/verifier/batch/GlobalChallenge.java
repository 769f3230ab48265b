package io.proofmill.verifier.batch;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.ShardList;
import java.util.ArrayList;
import java.util.List;

/// The challenges that all shards of a batch share, with the states of the shard list between the
/// shards: `listStates[i]` is the list before shard i, the last one that after all shards.
public record GlobalChallenge(List<FrElement> listStates, BusChallenges<FrElement> challenges) {
  public GlobalChallenge {
    listStates = List.copyOf(listStates);
    if (listStates.size() < 2) {
      throw new IllegalArgumentException("a batch has a shard");
    }
  }

  /// What a shard puts on the list (R27).
  ///
  /// @param keyDigest its key, hence its tables and heights
  /// @param mainCommitments commitments to its main columns, in the order of the proof
  public record Entry(
      FrElement keyDigest, List<FrElement> publicValues, List<G1Point> mainCommitments) {
    public Entry {
      publicValues = List.copyOf(publicValues);
      mainCommitments = List.copyOf(mainCommitments);
    }
  }

  /// Hashes the header and the shards, in order, and draws α and β from the end (R1, R5).
  public static GlobalChallenge draw(
      byte[] srsId, List<FrElement> statement, List<FrElement> rootWitnesses, List<Entry> shards) {
    NativeArithmetic arithmetic = new NativeArithmetic();
    FrElement count = FrElement.of(shards.size());
    List<FrElement> states = new ArrayList<>();
    states.add(BatchHeader.begin(arithmetic, srsId, statement, rootWitnesses, count));
    for (Entry shard : shards) {
      states.add(
          ShardList.append(
              arithmetic,
              states.getLast(),
              shard.keyDigest(),
              shard.publicValues(),
              shard.mainCommitments()));
    }
    return new GlobalChallenge(states, BusChallenges.ofBatch(arithmetic, states.getLast()));
  }
}
