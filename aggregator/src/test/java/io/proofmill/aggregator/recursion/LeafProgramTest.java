package io.proofmill.aggregator.recursion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.aggregator.machine.OnValues;
import io.proofmill.aggregator.program.LeafProgram;
import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.msm.CommitmentKey;
import io.proofmill.msm.CpuMsm;
import io.proofmill.msm.Srs;
import io.proofmill.ntt.CpuNtt;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.verifier.protocol.Accumulator;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.ProofCodec.Decoded;
import io.proofmill.verifier.protocol.ProofData;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The leaf's rules on values: the program is the same that the circuit records.
class LeafProgramTest {
  private static final Engines ENGINES =
      new Engines(new CpuNtt(), CommitmentKey.inMemory(Srs.dev(6), new CpuMsm()));
  private static final CounterBatch BATCH = new CounterBatch(ENGINES);
  private static final FrElement KEY_ROOT = FrElement.of(77);
  private static final CounterBatch.Proven PROVEN = BATCH.prove(List.of(0, 0), KEY_ROOT);
  private static final VerifyingKey KEY = BATCH.verifyingKeys().getFirst();

  private static ProofData<FrElement, G1Point> data(int shard) {
    return switch (ProofCodec.decode(KEY.shape(), PROVEN.shards().get(shard).proof())) {
      case Decoded.Proof proof -> proof.data();
      case Decoded.Malformed malformed -> throw new AssertionError(malformed.reason());
    };
  }

  private static NodeValues<FrElement, G1Point> run(
      BusChallenges<FrElement> challenges, FrElement secondActive, int... shards) {
    List<LeafProgram.Shard<FrElement, G1Point>> places = new ArrayList<>();
    for (int shard : shards) {
      places.add(new LeafProgram.Shard<>(secondActive, List.of(), data(shard)));
    }
    return LeafProgram.run(
        new OnValues(),
        KEY,
        KEY.fixedCommitments(),
        KEY_ROOT,
        PROVEN.listBefore().getFirst(),
        challenges,
        places);
  }

  @Test
  void aLeafAppendsItsShardsAndPassesOnAPairingEquationThatHolds() {
    NodeValues<FrElement, G1Point> values = run(PROVEN.challenges(), FrElement.ONE, 0, 1);
    assertEquals(PROVEN.listBefore().get(2), values.listEnd());
    assertEquals(FrElement.of(2), values.count());
    assertTrue(
        new Accumulator(values.left(), values.right()).holds(ENGINES.commitments().srs().tauG2()));
  }

  @Test
  void r05APlaceWithoutAShardLeavesListCountAndSumAsTheyAre() {
    NodeValues<FrElement, G1Point> padded = run(PROVEN.challenges(), FrElement.ZERO, 0, 0);
    NodeValues<FrElement, G1Point> alone = run(PROVEN.challenges(), FrElement.ZERO, 0);
    assertEquals(alone.listEnd(), padded.listEnd());
    assertEquals(FrElement.ONE, padded.count());
    assertEquals(alone.sum(), padded.sum());
  }

  @Test
  void r05APlaceIsActiveOrNotAndNothingBetween() {
    RuntimeException rejected =
        assertThrows(RuntimeException.class, () -> run(PROVEN.challenges(), FrElement.of(2), 0, 1));
    assertEquals("a leaf's place is active or not", rejected.getMessage());
  }

  @Test
  void r05ShardsInAnotherOrderOrTwiceGiveAnotherList() {
    FrElement honest = PROVEN.listBefore().get(2);
    assertNotEquals(honest, run(PROVEN.challenges(), FrElement.ONE, 1, 0).listEnd());
    assertNotEquals(honest, run(PROVEN.challenges(), FrElement.ONE, 0, 0).listEnd());
  }

  @Test
  void r27AShardProvenUnderOtherChallengesIsRefused() {
    BusChallenges<FrElement> other =
        new BusChallenges<>(
            PROVEN.challenges().alpha().plus(FrElement.ONE), PROVEN.challenges().beta());
    RuntimeException rejected =
        assertThrows(RuntimeException.class, () -> run(other, FrElement.ONE, 0, 1));
    assertEquals("constraints of COUNTER do not hold", rejected.getMessage());
  }
}
