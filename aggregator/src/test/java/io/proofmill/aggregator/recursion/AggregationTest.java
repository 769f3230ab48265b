package io.proofmill.aggregator.recursion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.aggregator.tree.AggregationPlan;
import io.proofmill.msm.CommitmentKey;
import io.proofmill.msm.CpuMsm;
import io.proofmill.msm.Srs;
import io.proofmill.ntt.CpuNtt;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.verifier.protocol.RootProof;
import io.proofmill.verifier.protocol.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Proves a whole aggregation: minutes, not seconds.
@Tag("long")
class AggregationTest {
  private static final int LOG_SRS = 17;

  @Test
  void shardsOfTwoShapesEndInOneProofThroughTwoLevelsOfNodes() throws Exception {
    Engines engines =
        new Engines(new CpuNtt(), CommitmentKey.inMemory(Srs.dev(LOG_SRS), new CpuMsm()));
    long start = System.nanoTime();
    CounterBatch batch = new CounterBatch(engines);
    AggregationKeys keys =
        AggregationKeys.generate(batch.verifyingKeys(), CounterBatch.RULES, engines);
    start = report("keys", start);
    CounterBatch.Proven proven = batch.prove(List.of(0, 0, 0, 1), keys.vkTreeRoot());
    start = report("shards", start);

    AggregationPlan plan = AggregationPlan.of(proven.keyOfShard(), keys.places());
    assertEquals(
        List.of("leaf-0", "leaf-1", "leaf-2", "node-1-0", "node-2-0", "root"),
        plan.tasks().stream().map(AggregationPlan.Task::id).toList());
    Aggregator aggregator = new Aggregator(keys, engines);
    Map<String, ChildProof> made = new HashMap<>();
    byte[] root = null;
    for (AggregationPlan.Task task : plan.tasks()) {
      List<ChildProof> children = task.children().stream().map(made::get).toList();
      switch (task.kind()) {
        case LEAF ->
            made.put(
                task.id(),
                aggregator.leaf(
                    proven.keyOfShard().get(task.firstShard()),
                    proven.listBefore().get(task.firstShard()),
                    proven.challenges(),
                    proven.shards().subList(task.firstShard(), task.firstShard() + task.shards())));
        case NODE -> made.put(task.id(), aggregator.node(children));
        case ROOT ->
            root = aggregator.root(children.getFirst(), proven.statement(), proven.witnesses());
      }
      start = report(task.id(), start);
    }
    Verdict verdict =
        RootProof.verify(
            keys.rootVerifyingKey(), engines.commitments().srs().tauG2(), proven.statement(), root);
    report("verify", start);
    assertTrue(verdict.isAccepted(), verdict::toString);
  }

  private static long report(String what, long start) {
    long now = System.nanoTime();
    System.out.printf("%s: %d ms%n", what, (now - start) / 1_000_000);
    return now;
  }
}
