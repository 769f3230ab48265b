package io.proofmill.circuits.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.circuits.account.AccountTable;
import io.proofmill.circuits.tx.TxTable;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.ReadResult;
import io.proofmill.evm.input.T8nReader;
import io.proofmill.proofsystem.check.CheckReport;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.testing.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleBatchTest {
  @Test
  void theCommittedExampleSatisfiesEveryConstraintAndBusOverSeveralShards() {
    PlannedBatch batch = planExample(5);
    CheckReport report = BatchCheck.check(batch);
    assertTrue(report.accepted(), report::toString);
    assertEquals(24, batch.rowCount(TxTable.air()));
    assertEquals(5 * 24, batch.rowCount(AccountTable.air()));
    assertEquals(4, batch.shards());
  }

  @Test
  void planningTwiceGivesTheSameWitnesses() {
    PlannedBatch one = planExample(5);
    PlannedBatch two = planExample(5);
    assertEquals(one.shards(), two.shards());
    for (int shard = 0; shard < one.shards(); shard++) {
      List<TableWitness> left = one.shard(shard);
      List<TableWitness> right = two.shard(shard);
      for (int table = 0; table < left.size(); table++) {
        assertEquals(left.get(table).main(), right.get(table).main());
      }
    }
    assertEquals(one.rootWitnesses(), two.rootWitnesses());
  }

  @Test
  void theSummaryCountsRowsOverAllShards() {
    TraceSummary summary = TraceSummary.of(planExample(5));
    assertEquals(4, summary.shards());
    TraceSummary.Table account =
        summary.tables().stream().filter(t -> t.name().equals("ACCOUNT")).findFirst().orElseThrow();
    assertEquals(120, account.rows());
    assertEquals(128, account.capacity());
    assertEquals(128L * account.columns(), account.cells());
  }

  private static PlannedBatch planExample(int maxLogHeight) {
    ReadResult<BatchInput> read =
        T8nReader.readFolder(
            Fixtures.repository().resolve("examples/eth-transfers"), Overrides.NONE);
    if (!(read instanceof ReadResult.Readable<BatchInput>(BatchInput input))) {
      throw new AssertionError(read);
    }
    BatchPlanner planner = new BatchPlanner(maxLogHeight);
    BatchOutcome executed = new BatchExecutor().execute(input, planner);
    if (!(executed instanceof BatchOutcome.Executed)) {
      throw new AssertionError(executed);
    }
    return switch (planner.outcome()) {
      case PlanOutcome.Planned planned -> planned.batch();
      case PlanOutcome.Unsupported refused -> throw new AssertionError(refused.message());
    };
  }
}
