package io.proofmill.aggregator.table;

import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import org.junit.jupiter.api.Test;

class EcTableTest {
  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims = EcClaims.claims();
    new SoundnessSuite().witness(EcSample.witness()).table(claims).run();
  }
}
