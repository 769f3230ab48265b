package io.proofmill.aggregator.recursion;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.proofsystem.prove.CommittedShard;
import io.proofmill.proofsystem.prove.Prover;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.batch.BatchHeader;
import io.proofmill.verifier.batch.BatchRules;
import io.proofmill.verifier.batch.RootMessage;
import io.proofmill.verifier.batch.RootMessage.FieldSource;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Interaction.Direction;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.protocol.ShardList;
import io.proofmill.verifier.protocol.VerifyingKey;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A batch in miniature: shards of two shapes count, handing a token on over a global bus; the root
/// gives 0 and takes the total, which the header names as a root witness.
final class CounterBatch {
  static final Bus TOKEN = new Bus("TOKEN", 100, List.of("value"), 0);

  static final BatchRules RULES =
      new BatchRules(
          List.of(
              new RootMessage(TOKEN, Direction.SEND, List.of(FieldSource.constant(0))),
              new RootMessage(TOKEN, Direction.RECEIVE, List.of(FieldSource.witness(0)))),
          List.of("total"),
          List.of("everything"));

  private static final DefinedTable<Counter.Columns> TABLE = new Counter().compile();

  /// Takes `value` and gives `value + 1` in active rows.
  private static final class Counter implements TableDefinition<Counter.Columns> {
    record Columns(Column active, Column value) {}

    @Override
    public String name() {
      return "COUNTER";
    }

    @Override
    public int degree() {
      return 3;
    }

    @Override
    public int packing() {
      return 2;
    }

    @Override
    public Columns layout(TableBuilder t) {
      return new Columns(t.main("active"), t.main("value"));
    }

    @Override
    public void constrain(TableBuilder t, Columns c) {
      t.assertBool("active", c.active());
      t.receive("take", TOKEN, c.active(), c.value());
      t.send("give", TOKEN, c.active(), c.value().plus(1));
    }
  }

  final List<ProvingKey> shardKeys = new ArrayList<>();
  final Engines engines;

  CounterBatch(Engines engines) {
    this.engines = engines;
    for (int logHeight : new int[] {2, 3}) {
      ProofShape shape =
          new ProofShape(List.of(new TableShape(TABLE.air(), logHeight)), 0, Binding.OPEN);
      shardKeys.add(KeyGenerator.generate(shape, List.of(List.of()), engines));
    }
  }

  List<VerifyingKey> verifyingKeys() {
    return shardKeys.stream().map(ProvingKey::verifyingKey).toList();
  }

  /// A proven batch.
  ///
  /// @param listBefore the list of shards before each shard, and after the last
  record Proven(
      Statement statement,
      List<FrElement> witnesses,
      List<Integer> keyOfShard,
      List<FrElement> listBefore,
      BusChallenges<FrElement> challenges,
      List<ShardProof> shards) {}

  static Statement statement(FrElement vkTreeRoot) {
    Bytes32 zero = Bytes32.of(new byte[32]);
    return new Statement(
        ProofSteps.PROTOCOL_VERSION,
        1,
        BigInteger.ONE,
        BigInteger.ONE,
        BigInteger.ONE,
        zero,
        zero,
        zero,
        zero,
        zero,
        Bytes32.of(vkTreeRoot));
  }

  Proven prove(List<Integer> keyOfShard, FrElement vkTreeRoot) {
    List<CommittedShard> committed = new ArrayList<>();
    long value = 0;
    for (int key : keyOfShard) {
      TableWitness table =
          new TableWitness(
              TABLE.air(), shardKeys.get(key).shape().tables().getFirst().logHeight(), List.of());
      for (int row = 0; row + 1 < table.height(); row++) {
        table.set(row, TABLE.columns().active(), 1);
        table.set(row, TABLE.columns().value(), value++);
      }
      committed.add(new Prover(shardKeys.get(key), engines).commitMain(List.of(table)));
    }
    Statement statement = statement(vkTreeRoot);
    List<FrElement> witnesses = List.of(FrElement.of(value));
    NativeArithmetic arithmetic = new NativeArithmetic();
    List<FrElement> lists = new ArrayList<>();
    lists.add(
        BatchHeader.begin(
            arithmetic,
            engines.commitments().srs().id(),
            statement.publicValues(),
            witnesses,
            FrElement.of(keyOfShard.size())));
    for (int i = 0; i < committed.size(); i++) {
      List<G1Point> commitments = committed.get(i).commitments();
      FrElement digest = shardKeys.get(keyOfShard.get(i)).verifyingKey().digest();
      lists.add(ShardList.append(arithmetic, lists.getLast(), digest, List.of(), commitments));
    }
    BusChallenges<FrElement> challenges = BusChallenges.ofBatch(arithmetic, lists.getLast());
    List<ShardProof> proofs = new ArrayList<>();
    for (int i = 0; i < committed.size(); i++) {
      byte[] bytes =
          new Prover(shardKeys.get(keyOfShard.get(i)), engines)
              .prove(committed.get(i), challenges)
              .bytes();
      proofs.add(new ShardProof(List.of(), bytes));
    }
    return new Proven(statement, witnesses, keyOfShard, lists, challenges, proofs);
  }
}
