package io.proofmill.verifier.batch;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.protocol.ShardList;
import io.proofmill.verifier.protocol.VerifierArithmetic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The start of the list of shards: everything that the batch claims, so that nothing of it can be
/// chosen after α and β are known (R1).
public final class BatchHeader {
  private BatchHeader() {}

  /// The list's first value: the hash of protocol version, SRS id, statement (the vk-tree root is
  /// part of it), root witness values and shard count.
  public static <F, P> F begin(
      VerifierArithmetic<F, P> arithmetic,
      byte[] srsId,
      List<F> statement,
      List<F> rootWitnesses,
      F shardCount) {
    List<F> header = new ArrayList<>();
    header.add(arithmetic.constant(ProofSteps.PROTOCOL_VERSION));
    header.add(arithmetic.constant(FrElement.of(new BigInteger(1, srsId, 0, 16))));
    header.add(arithmetic.constant(FrElement.of(new BigInteger(1, srsId, 16, 16))));
    header.addAll(statement);
    header.addAll(rootWitnesses);
    header.add(shardCount);
    return ShardList.begin(arithmetic, header);
  }
}
