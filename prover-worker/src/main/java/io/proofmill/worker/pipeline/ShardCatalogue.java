package io.proofmill.worker.pipeline;

import io.proofmill.algebra.FrVector;
import io.proofmill.circuits.plan.TransferCircuits;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.List;

/// The shard shapes that this version proves, each with its key: one per log height of the tables
/// that grow with the batch. The list is part of what a vk-tree root means.
public final class ShardCatalogue {
  /// Log heights, ascending. Steps of three keep padding below a factor of 8 and the number of leaf
  /// keys small.
  public static final List<Integer> LOG_HEIGHTS = List.of(5, 8, 11, 14);

  /// The tallest shape packs 16 columns of 2^14 rows.
  public static final int LOG_SRS = 18;

  /// A shard costs about the same below this height, since RANGE16 and its leaf dominate: a batch
  /// is cut further only when it has more rows.
  private static final int SHARDS_BEFORE_TALLER = 2;

  /// The account accesses of a transfer.
  private static final int ACCESSES_PER_TRANSACTION = 5;

  private final List<ProvingKey> keys;

  private ShardCatalogue(List<ProvingKey> keys) {
    this.keys = List.copyOf(keys);
  }

  public static ShardCatalogue generate(Engines engines) {
    List<ProvingKey> keys = new ArrayList<>();
    for (int logHeight : LOG_HEIGHTS) {
      ProofShape shape = TransferCircuits.shapes(logHeight).getFirst();
      keys.add(KeyGenerator.generate(shape, fixedColumns(shape), engines));
    }
    return new ShardCatalogue(keys);
  }

  private static List<List<FrVector>> fixedColumns(ProofShape shape) {
    return shape.tables().stream()
        .map(TableShape::air)
        .map(TransferCircuits::fixedColumns)
        .toList();
  }

  /// The key of a shape, by its place in [#LOG_HEIGHTS].
  public ProvingKey key(int index) {
    return keys.get(index);
  }

  public List<VerifyingKey> verifyingKeys() {
    return keys.stream().map(ProvingKey::verifyingKey).toList();
  }

  /// The tallest shape within a bound given by the user.
  ///
  /// @throws IllegalArgumentException if the bound is below every shape
  public static int indexWithin(int maxLogHeight) {
    for (int i = LOG_HEIGHTS.size() - 1; i >= 0; i--) {
      if (LOG_HEIGHTS.get(i) <= maxLogHeight) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "no shard is lower than 2^"
            + LOG_HEIGHTS.getFirst()
            + " rows, asked for 2^"
            + maxLogHeight);
  }

  /// The lowest shape that needs at most two shards for the batch, or the tallest.
  public static int indexFor(BatchInput batch) {
    long transactions =
        batch.blocks().stream().mapToLong(block -> block.transactions().size()).sum();
    long accesses = ACCESSES_PER_TRANSACTION * transactions;
    for (int i = 0; i < LOG_HEIGHTS.size(); i++) {
      if (accesses <= (long) SHARDS_BEFORE_TALLER << LOG_HEIGHTS.get(i)) {
        return i;
      }
    }
    return LOG_HEIGHTS.size() - 1;
  }
}
