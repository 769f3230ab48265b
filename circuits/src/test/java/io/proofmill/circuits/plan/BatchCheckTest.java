package io.proofmill.circuits.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.proofsystem.check.CheckReport;
import org.junit.jupiter.api.Test;

class BatchCheckTest {
  @Test
  void aBatchWithEveryCaseSatisfiesEveryConstraintAndBus() {
    PlannedBatch batch = SampleBatch.plan(SampleBatch.events(), 6);
    assertEquals(1, batch.shards());
    CheckReport report = BatchCheck.check(batch);
    assertTrue(report.accepted(), report::toString);
  }

  @Test
  void theSameBatchSplitsOverShards() {
    PlannedBatch batch = SampleBatch.plan(SampleBatch.events(), 4);
    assertEquals(3, batch.shards());
    CheckReport report = BatchCheck.check(batch);
    assertTrue(report.accepted(), report::toString);
  }
}
