package io.proofmill.circuits.account;

import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import org.junit.jupiter.api.Test;

class AccountTableTest {
  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    new SoundnessSuite()
        .witness(SampleBatch.witness())
        .witness(SampleBatch.oneTransfer())
        .table(TableClaims.of(AccountTable.TABLE))
        .run();
  }
}
