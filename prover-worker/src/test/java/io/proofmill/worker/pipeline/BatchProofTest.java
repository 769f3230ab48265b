package io.proofmill.worker.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.aggregator.machine.UnsatisfiedProgramException;
import io.proofmill.aggregator.recursion.Aggregator;
import io.proofmill.aggregator.recursion.ChildProof;
import io.proofmill.aggregator.recursion.ChildProofCodec;
import io.proofmill.aggregator.recursion.RejectedChildException;
import io.proofmill.aggregator.recursion.ShardProof;
import io.proofmill.algebra.FrElement;
import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.jobapi.Aggregation;
import io.proofmill.jobapi.ArtifactNames;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskSpec;
import io.proofmill.msm.CommitmentKey;
import io.proofmill.proofsystem.lie.ProofLies;
import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.ProofmillVerifier.DevelopmentSrsPolicy;
import io.proofmill.verifier.batch.GlobalChallenge;
import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFileCodec;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofCodec.Field;
import io.proofmill.verifier.protocol.ProofCodec.Kind;
import io.proofmill.verifier.protocol.RootProof;
import io.proofmill.verifier.protocol.Verdict;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Proves one small batch of three shards through leaves, node and root, and attacks what binds
/// them together: programs of the aggregation refuse while they are executed, before anything is
/// proven.
@TestInstance(Lifecycle.PER_CLASS)
class BatchProofTest {
  private static final int TRANSACTIONS = 16;

  private final Map<String, byte[]> artifacts = new HashMap<>();
  private ProvingSetup setup;
  private ProvingTaskRunner runner;
  private Aggregator aggregator;
  private ChildProof left;
  private ChildProof right;
  private ChildProof top;
  private PlanArtifact plan;
  private ProofFile proof;

  private TaskOutcome run(TaskKind kind, int index, List<String> children, ObjectNode parameters)
      throws Exception {
    TaskSpec task =
        new TaskSpec("job", "task", kind, index, 1, parameters, Map.of(), List.of(), children);
    return runner.run(
        task,
        new TaskContext() {
          @Override
          public byte[] input(String name) throws IOException {
            byte[] bytes = artifacts.get(name);
            if (bytes == null) {
              throw new IOException("no artifact " + name);
            }
            return bytes.clone();
          }

          @Override
          public void progress(String step, double fraction) {
            // Nobody watches.
          }

          @Override
          public void checkCancelled() {
            // Never cancelled.
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        });
  }

  private TaskOutcome.Completed complete(TaskKind kind, int index, List<String> children)
      throws Exception {
    ObjectNode parameters = StrictJson.object().put(TraceTask.MAX_LOG_HEIGHT, 5);
    TaskOutcome.Completed done =
        assertInstanceOf(TaskOutcome.Completed.class, run(kind, index, children, parameters));
    artifacts.putAll(done.outputs());
    return done;
  }

  private static byte[] input(int transactions) {
    ObjectNode t8n = StrictJson.object();
    Map<String, String> files = ExampleGenerator.files(transactions);
    for (String part : List.of("alloc", "env", "txs", "config")) {
      byte[] json = files.get(part + ".json").getBytes(StandardCharsets.UTF_8);
      t8n.set(part, StrictJson.decodeTree(json).orElseThrow(IllegalStateException::new));
    }
    ObjectNode document = StrictJson.object();
    document.set("t8n", t8n);
    return StrictJson.encodeBytes(document);
  }

  @BeforeAll
  void proveTheBatch() throws Exception {
    setup = ProvingSetup.open("cpu", CommitmentKey.defaultCacheFolder());
    runner = new ProvingTaskRunner(setup);
    artifacts.put(ArtifactNames.INPUT, input(TRANSACTIONS));
    ShardPlan shardPlan =
        StrictJson.decode(complete(TaskKind.TRACE, 0, List.of()).metadata(), ShardPlan.class)
            .orElseThrow(IllegalStateException::new);
    assertEquals(3, shardPlan.shards());
    for (int i = 0; i < shardPlan.shards(); i++) {
      complete(TaskKind.COMMIT, i, List.of());
    }
    complete(TaskKind.CHALLENGE, 0, List.of());
    runner.forget("job"); // the second phase starts from the witness, as on another worker
    for (int i = 0; i < shardPlan.shards(); i++) {
      complete(TaskKind.PROVE, i, List.of());
    }
    List<Aggregation> aggregations = shardPlan.aggregations();
    for (int i = 0; i < aggregations.size(); i++) {
      complete(TaskKind.AGGREGATE, i, aggregations.get(i).children());
    }
    aggregator = new Aggregator(setup.aggregation(), setup.engines());
    left = child("leaf-0");
    right = child("leaf-1");
    top = child("node-1-0");
    plan = PlanArtifact.decode(artifacts.get(ArtifactNames.PLAN));
    proof =
        assertInstanceOf(
                ProofFileCodec.Decoded.Read.class,
                ProofFileCodec.read(artifacts.get(ArtifactNames.ROOT)))
            .file();
  }

  private ChildProof child(String name) throws IOException {
    return ChildProofCodec.decode(setup.aggregation(), artifacts.get(name));
  }

  private static Verdict verify(ProofFile file) {
    return new ProofmillVerifier(DevelopmentSrsPolicy.ALLOW).verify(file);
  }

  private static void assertRejected(String reason, ProofFile file) {
    Verdict verdict = verify(file);
    assertEquals(reason, assertInstanceOf(Verdict.Rejected.class, verdict).reason());
  }

  private interface Attack {
    void run() throws Exception;
  }

  private static void assertRefused(String reason, Attack attack) {
    assertEquals(reason, assertThrows(UnsatisfiedProgramException.class, attack::run).getMessage());
  }

  private static Bytes32 other(Bytes32 value) {
    byte[] bytes = value.toBytes();
    bytes[31] ^= 1;
    return Bytes32.of(bytes);
  }

  private static Statement withPostState(Statement s, Bytes32 postState, Bytes32 vkTreeRoot) {
    return new Statement(
        s.protocolVersion(),
        s.fork(),
        s.chainId(),
        s.firstBlock(),
        s.lastBlock(),
        s.parentBlockHash(),
        s.lastBlockHash(),
        s.preStateRoot(),
        postState,
        s.dataCommitment(),
        vkTreeRoot);
  }

  @Test
  void theRegistryIsThatOfTheseCircuits() {
    Registry.Entry computed = setup.registryEntry();
    Registry.Entry registered = setup.requireRegistered(Registry.builtIn());
    assertEquals(computed.rootKeyDigest(), registered.rootKeyDigest());
    assertEquals(computed.srsId(), registered.srsId());
    assertEquals(computed.tau(), registered.tau());
    assertEquals(computed.assumptions(), registered.assumptions());
    assertTrue(registered.developmentSrs());
  }

  @Test
  void theProofIsAcceptedAndRefusedOnTheDevelopmentSetupUnlessAllowed() {
    assertInstanceOf(Verdict.Accepted.class, verify(proof));
    assertInstanceOf(
        Verdict.Rejected.class, new ProofmillVerifier(DevelopmentSrsPolicy.REFUSE).verify(proof));
  }

  @Test
  void aProofWithAnotherStatementIsRejected() {
    Statement s = proof.statement();
    Statement changed = withPostState(s, other(s.postStateRoot()), s.vkTreeRoot());
    Verdict verdict =
        verify(
            new ProofFile(
                proof.kind(),
                changed,
                proof.vkDigest(),
                proof.srsId(),
                proof.assumptions(),
                proof.proof()));
    assertInstanceOf(Verdict.Rejected.class, verdict);
  }

  @Test
  void everyDamagedRootProofIsRejectedWithAReason() {
    Registry.Entry entry = setup.requireRegistered(Registry.builtIn());
    List<Field> fields =
        new ArrayList<>(
            List.of(new Field("left", Kind.POINT, 0), new Field("right", Kind.POINT, 64)));
    for (Field field : ProofCodec.fields(entry.rootKey().shape())) {
      fields.add(new Field(field.name(), field.kind(), 128 + field.offset()));
    }
    new ProofLies(
            proof.proof(),
            fields,
            bytes -> RootProof.verify(entry.rootKey(), entry.tau(), proof.statement(), bytes))
        .sampled()
        .assertAllRejected();
  }

  @Test
  void whatAFileSaysOfItsKeysIsComparedAndNeverBelieved() {
    Statement s = proof.statement();
    assertRejected(
        "/assumptions: not those of this vk-tree root",
        new ProofFile(proof.kind(), s, proof.vkDigest(), proof.srsId(), List.of(), proof.proof()));
    assertRejected(
        "/srsId: not the SRS of this vk-tree root",
        new ProofFile(
            proof.kind(),
            s,
            proof.vkDigest(),
            other(proof.srsId()),
            proof.assumptions(),
            proof.proof()));
    assertRejected(
        "/vkDigest: not the root key of this vk-tree root",
        new ProofFile(
            proof.kind(),
            s,
            other(proof.vkDigest()),
            proof.srsId(),
            proof.assumptions(),
            proof.proof()));
    Bytes32 unknown = other(s.vkTreeRoot());
    assertRejected(
        "/statement/vkTreeRoot: unknown vk-tree root " + unknown,
        new ProofFile(
            proof.kind(),
            withPostState(s, s.postStateRoot(), unknown),
            proof.vkDigest(),
            proof.srsId(),
            proof.assumptions(),
            proof.proof()));
  }

  @Test
  void r01TheRootRefusesAnotherStatement() throws IOException {
    Statement s = plan.toStatement();
    Statement changed = withPostState(s, other(s.postStateRoot()), s.vkTreeRoot());
    List<FrElement> witnesses = plan.rootWitnessValues();
    assertRefused(
        "the list of shards does not start with this statement",
        () -> aggregator.root(top, changed, witnesses));
  }

  @Test
  void r04TheRootRefusesAnotherTreeOfKeys() throws IOException {
    Statement s = plan.toStatement();
    Statement changed = withPostState(s, s.postStateRoot(), other(s.vkTreeRoot()));
    List<FrElement> witnesses = plan.rootWitnessValues();
    assertRefused(
        "the keys below are not of the statement's tree",
        () -> aggregator.root(top, changed, witnesses));
  }

  @Test
  void r05ADroppedShardIsNoticedByTheRoot() throws IOException {
    List<FrElement> witnesses = plan.rootWitnessValues();
    // The first leaf alone has the right start of the list but counts fewer shards.
    assertRefused(
        "the list of shards does not start with this statement",
        () -> aggregator.root(left, plan.toStatement(), witnesses));
  }

  @Test
  void r05ReorderedAndDuplicatedShardsAreNoticedByANode() {
    assertRefused(
        "the second run does not follow the first", () -> aggregator.node(List.of(right, left)));
    assertRefused(
        "the second run does not follow the first", () -> aggregator.node(List.of(left, left)));
    assertRefused(
        "the second run does not follow the first", () -> aggregator.node(List.of(top, right)));
  }

  @Test
  void r27AWitnessOfTheRootChosenAfterTheChallengeIsNoticed() throws IOException {
    for (int i = 0; i < plan.rootWitnessValues().size(); i++) {
      List<FrElement> changed = new ArrayList<>(plan.rootWitnessValues());
      changed.set(i, changed.get(i).plus(FrElement.ONE));
      assertRefused(
          "the list of shards does not start with this statement",
          () -> aggregator.root(top, plan.toStatement(), changed));
    }
  }

  @Test
  void aDamagedShardProofIsNamedByItsLeaf() throws IOException {
    GlobalChallenge challenge =
        ArtifactCodec.decodeChallenge("challenge", artifacts.get(ArtifactNames.CHALLENGE), 3);
    byte[] damaged = artifacts.get(ArtifactNames.shardProof(1)).clone();
    damaged[damaged.length - 200] ^= 1;
    List<ShardProof> shards =
        List.of(
            new ShardProof(List.of(), artifacts.get(ArtifactNames.shardProof(0))),
            new ShardProof(List.of(), damaged));
    RejectedChildException rejected =
        assertThrows(
            RejectedChildException.class,
            () ->
                aggregator.leaf(
                    plan.shardKey(),
                    challenge.listStates().getFirst(),
                    challenge.challenges(),
                    shards));
    assertEquals(1, rejected.child());
  }

  @Test
  void anInvalidInputFailsWithItsPlace() throws Exception {
    byte[] before = artifacts.get(ArtifactNames.INPUT);
    try {
      artifacts.put(
          ArtifactNames.INPUT, "{\"t8n\": {\"alloc\": 7}}".getBytes(StandardCharsets.UTF_8));
      TaskOutcome outcome = run(TaskKind.TRACE, 0, List.of(), StrictJson.object());
      TaskOutcome.Failed failed = assertInstanceOf(TaskOutcome.Failed.class, outcome);
      assertEquals(FailureCategory.INVALID_INPUT, failed.failure().category());
      assertTrue(failed.failure().reason().startsWith("input/t8n"), failed.failure()::reason);
    } finally {
      artifacts.put(ArtifactNames.INPUT, before);
    }
  }
}
