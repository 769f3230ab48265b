package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.Execution;
import io.proofmill.aggregator.machine.Machine;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G2Point;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.prove.FinishedProof;
import io.proofmill.proofsystem.prove.PhaseListener;
import io.proofmill.proofsystem.prove.Prover;
import io.proofmill.verifier.protocol.Accumulator;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.KeyTree.Role;
import io.proofmill.verifier.protocol.NativeVerifier;
import io.proofmill.verifier.protocol.NativeVerifier.Reduction;
import io.proofmill.verifier.protocol.PackedPoint;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofCodec.Decoded;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.RootProof;
import io.proofmill.verifier.protocol.Verdict;
import io.proofmill.verifier.protocol.VerifyingKey;
import io.proofmill.verifier.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the proofs of an aggregation: leaves over shard proofs, nodes over leaves and nodes, the
/// root. Every proof that comes in is verified first, pairing included, so that a bad one is named
/// where it enters; every proof that goes out has been verified by the prover.
public final class Aggregator {
  private final AggregationKeys keys;
  private final Engines engines;
  private final PhaseListener listener;
  private final G2Point tau;

  public Aggregator(AggregationKeys keys, Engines engines) {
    this(keys, engines, PhaseListener.NONE);
  }

  public Aggregator(AggregationKeys keys, Engines engines, PhaseListener listener) {
    this.keys = keys;
    this.engines = engines;
    this.listener = listener;
    this.tau = engines.commitments().srs().tauG2();
  }

  public AggregationKeys keys() {
    return keys;
  }

  /// Verifies consecutive shards of one key.
  ///
  /// @param shardKey the index of the shards' key
  /// @param listStart the list of shards before them
  /// @param challenges α and β of the batch
  /// @throws RejectedChildException naming the shard whose proof is not valid
  public ChildProof leaf(
      int shardKey,
      FrElement listStart,
      BusChallenges<FrElement> challenges,
      List<ShardProof> shards)
      throws RejectedChildException {
    VerifyingKey key = keys.shardKeys().get(shardKey);
    List<ProofData<FrElement, G1Point>> data = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      ShardProof shard = shards.get(i);
      data.add(check(i, key, shard.publicValues(), Optional.of(challenges), shard.proof()));
    }
    Execution execution =
        run(
            keys.leafMachine(shardKey).machine(),
            keys.leafMachine(shardKey)
                .inputs(keys.vkTreeRoot(), listStart, challenges, shards, data));
    return child(keys.leafKey(shardKey), Role.LEAF, shardKey, execution);
  }

  /// Joins two runs of shards, or passes on one.
  ///
  /// @throws RejectedChildException naming the child whose proof is not valid
  public ChildProof node(List<ChildProof> children) throws RejectedChildException {
    for (int i = 0; i < children.size(); i++) {
      check(i, children.get(i));
    }
    Execution execution =
        run(keys.nodeMachine().machine(), keys.nodeMachine().inputs(keys.tree(), children));
    return child(keys.nodeKey(), Role.NODE, keys.nodeKeyIndex(), execution);
  }

  /// Closes a batch: the bytes of its one proof.
  ///
  /// @param rootWitnesses the values that the rules name
  /// @throws RejectedChildException if the child's proof is not valid
  public byte[] root(ChildProof child, Statement statement, List<FrElement> rootWitnesses)
      throws RejectedChildException {
    check(0, child);
    Execution execution =
        run(
            keys.rootMachine().machine(),
            keys.rootMachine().inputs(keys.tree(), statement.publicValues(), rootWitnesses, child));
    FinishedProof proof = prove(keys.rootKey(), execution);
    List<FrElement> values = execution.publicValues();
    int left = values.size() - 2 * PackedPoint.ELEMENTS;
    Accumulator inherited =
        new Accumulator(point(values, left), point(values, left + PackedPoint.ELEMENTS));
    byte[] bytes = RootProof.encode(inherited, proof.bytes());
    Verdict verdict = RootProof.verify(keys.rootKey().verifyingKey(), tau, statement, bytes);
    if (verdict instanceof Verdict.Rejected rejected) {
      throw new IllegalStateException("the root proof does not verify: " + rejected.reason());
    }
    return bytes;
  }

  private static Execution run(Machine machine, Inputs inputs) {
    return machine.execute(inputs.scalars(), inputs.points());
  }

  private FinishedProof prove(ProvingKey key, Execution execution) {
    return new Prover(key, engines, listener)
        .proveClosed(execution.tables(), execution.publicValues());
  }

  private ChildProof child(ProvingKey key, Role role, int keyIndex, Execution execution) {
    FinishedProof proof = prove(key, execution);
    return new ChildProof(
        key.verifyingKey(), role, keyIndex, values(execution.publicValues()), proof.data());
  }

  /// Public values as [NodeValues#publicValues] orders them.
  static NodeValues<FrElement, G1Point> values(List<FrElement> v) {
    int left = NodeValues.PUBLIC_VALUES - 2 * PackedPoint.ELEMENTS;
    return new NodeValues<>(
        v.get(0),
        v.get(1),
        v.get(2),
        v.get(3),
        new BusChallenges<>(v.get(4), v.get(5)),
        v.get(6),
        point(v, left),
        point(v, left + PackedPoint.ELEMENTS));
  }

  private static G1Point point(List<FrElement> values, int from) {
    return PackedPoint.unpack(values, from)
        .orElseThrow(() -> new IllegalArgumentException("not a packed point"));
  }

  private void check(int index, ChildProof child) throws RejectedChildException {
    if (!child.key().digest().equals(keys.treeKey(child.keyIndex()).digest())) {
      throw new RejectedChildException(index, "its key is not the tree's");
    }
    check(
        index,
        child.key(),
        child.publicValues(),
        Optional.empty(),
        ProofCodec.encode(child.data()));
    if (!new Accumulator(child.values().left(), child.values().right()).holds(tau)) {
      throw new RejectedChildException(index, "its accumulator does not hold");
    }
  }

  private ProofData<FrElement, G1Point> check(
      int index,
      VerifyingKey key,
      List<FrElement> publicValues,
      Optional<BusChallenges<FrElement>> global,
      byte[] proof)
      throws RejectedChildException {
    switch (NativeVerifier.reduce(key, publicValues, global, proof)) {
      case Reduction.Rejected rejected ->
          throw new RejectedChildException(index, rejected.reason());
      case Reduction.Reduced reduced -> {
        if (!reduced.accumulator().holds(tau)) {
          throw new RejectedChildException(
              index, "the openings do not satisfy the pairing equation");
        }
      }
    }
    return switch (ProofCodec.decode(key.shape(), proof)) {
      case Decoded.Proof decoded -> decoded.data();
      case Decoded.Malformed malformed ->
          throw new RejectedChildException(index, malformed.reason());
    };
  }
}
