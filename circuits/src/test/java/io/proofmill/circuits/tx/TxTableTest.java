package io.proofmill.circuits.tx;

import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import org.junit.jupiter.api.Test;

class TxTableTest {
  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    new SoundnessSuite()
        .witness(SampleBatch.witness())
        .witness(SampleBatch.oneTransfer())
        .table(TableClaims.of(TxTable.TABLE))
        .run();
  }
}
