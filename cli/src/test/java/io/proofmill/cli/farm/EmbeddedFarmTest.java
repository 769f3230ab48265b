package io.proofmill.cli.farm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.coordinator.verify.ProofChecker.Verdict;
import io.proofmill.jobapi.Failure;
import io.proofmill.jobapi.FailureCategory;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.ShardPlan;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.task.TaskContext;
import io.proofmill.jobapi.task.TaskOutcome;
import io.proofmill.jobapi.task.TaskRunner;
import io.proofmill.jobapi.task.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EmbeddedFarmTest {
  private static final FarmIdentity IDENTITY = new FarmIdentity("proofmill/1", "0xroot");
  private static final int SHARDS = 3;

  /// Each output names its task and its inputs, so that the final one spells the whole graph.
  private static final class SpellingRunner implements TaskRunner {
    final ConcurrentLinkedQueue<String> forgotten = new ConcurrentLinkedQueue<>();

    @Override
    public TaskOutcome run(TaskSpec task, TaskContext context) throws IOException {
      if (task.name().equals(task.parameters().path("failTask").asText())) {
        return new TaskOutcome.Failed(FailureCategory.UNSUPPORTED, "asked to fail");
      }
      StringBuilder text = new StringBuilder(task.name()).append('(');
      for (String child : task.children()) {
        text.append(new String(context.input(child), StandardCharsets.UTF_8)).append(' ');
      }
      byte[] bytes = text.append(')').toString().getBytes(StandardCharsets.UTF_8);
      Map<String, byte[]> outputs = new HashMap<>();
      task.outputs().forEach(name -> outputs.put(name, bytes));
      ObjectNode metadata = StrictJson.object();
      if (task.kind() == TaskKind.TRACE) {
        for (int i = 0; i < SHARDS; i++) {
          outputs.put("witness-" + i, bytes);
        }
        metadata = (ObjectNode) StrictJson.toTree(ShardPlan.balanced(SHARDS, 2));
      }
      return new TaskOutcome.Completed(outputs, metadata);
    }

    @Override
    public void forget(String jobId) {
      forgotten.add(jobId);
    }
  }

  @Test
  void aJobRunsThroughTheWholeGraphWithGrowingProgress() throws Exception {
    SpellingRunner runner = new SpellingRunner();
    List<EmbeddedFarm.Progress> seen = new ArrayList<>();
    try (EmbeddedFarm farm =
        EmbeddedFarm.open(IDENTITY, "test", runner, _ -> new Verdict.Accepted(), 2)) {
      EmbeddedFarm.Outcome.Proved proved =
          assertInstanceOf(
              EmbeddedFarm.Outcome.Proved.class,
              farm.prove(input(), StrictJson.object(), seen::add));
      assertArrayEquals(
          ("aggregate-root(aggregate-node-1-0(aggregate-leaf-0(prove-0() prove-1() ) "
                  + "aggregate-leaf-1(prove-2() ) ) )")
              .getBytes(StandardCharsets.UTF_8),
          proved.proofFile());
      assertEquals(13, proved.tasks().size());
      assertTrue(
          proved.tasks().stream().allMatch(task -> task.attempts().getLast().endedAt() != null));
    }
    for (int i = 1; i < seen.size(); i++) {
      assertTrue(seen.get(i).done() >= seen.get(i - 1).done());
    }
    assertEquals(13, seen.getLast().done());
    assertEquals(13, seen.getLast().total());
    assertTrue(!runner.forgotten.isEmpty());
  }

  @Test
  void severalJobsRunOneAfterAnotherInOneFarm() throws Exception {
    try (EmbeddedFarm farm =
        EmbeddedFarm.open(IDENTITY, "test", new SpellingRunner(), _ -> new Verdict.Accepted(), 1)) {
      for (int i = 0; i < 3; i++) {
        assertInstanceOf(
            EmbeddedFarm.Outcome.Proved.class, farm.prove(input(), StrictJson.object(), _ -> {}));
      }
    }
  }

  @Test
  void aFailureSaysItsTaskAndReason() throws Exception {
    try (EmbeddedFarm farm =
        EmbeddedFarm.open(IDENTITY, "test", new SpellingRunner(), _ -> new Verdict.Accepted(), 1)) {
      assertEquals(
          new EmbeddedFarm.Outcome.Failed(
              new Failure(FailureCategory.UNSUPPORTED, "asked to fail"), "trace"),
          farm.prove(input(), StrictJson.object().put("failTask", "trace"), _ -> {}));
    }
  }

  @Test
  void aProofThatIsRefusedIsNotReturned() throws Exception {
    try (EmbeddedFarm farm =
        EmbeddedFarm.open(
            IDENTITY, "test", new SpellingRunner(), _ -> new Verdict.Rejected("wrong"), 1)) {
      assertEquals(
          new EmbeddedFarm.Outcome.Failed(
              new Failure(FailureCategory.REJECTED_PROOF, "wrong"), "verify"),
          farm.prove(input(), StrictJson.object(), _ -> {}));
    }
  }

  private static ObjectNode input() {
    ObjectNode t8n = StrictJson.object();
    t8n.set("alloc", StrictJson.object());
    t8n.set("env", StrictJson.object());
    t8n.put("txs", "0xc0");
    t8n.set("config", StrictJson.object());
    ObjectNode input = StrictJson.object();
    input.set("t8n", t8n);
    return input;
  }
}
