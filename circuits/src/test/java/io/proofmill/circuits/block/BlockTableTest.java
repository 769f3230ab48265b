package io.proofmill.circuits.block;

import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.batch.Lies;
import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.circuits.block.BlockTable.Columns;
import io.proofmill.circuits.machine.Limbs;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.verifier.constraint.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockTableTest {
  private static final String TABLE = "BLOCK";
  private static final Columns C = BlockTable.TABLE.columns();

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(BlockTable.TABLE)
            .active(r -> C.isFork().stream().anyMatch(is -> !r.isZero(is)))
            .padding(C.isFork().toArray(Column[]::new))
            .argue(C.last(), "1 in the row whose number is the statement's last block");
    for (Column is : C.isFork()) {
      claims.argue(is, "one in each active row: the one whose number is the fork's");
    }
    claims.argue(C.coinbase(), "the header's, by assumption block-headers");
    for (int i = 0; i < C.baseFee().count(); i++) {
      claims.argue(C.baseFee().limb(i), "the header's, by assumption block-headers");
    }
    for (int i = 0; i < C.gasLimit().count(); i++) {
      claims.argue(C.gasLimit().limb(i), "the header's, by assumption block-headers");
    }
    claims.argue(C.lookups(), "as many as transactions look the facts up");
    String unread = "a block without transactions: nothing looks the facts up";
    claims.exempt(C.coinbase(), unread, r -> r.isZero(C.lookups()));
    for (Limbs limbs : List.of(C.baseFee(), C.gasLimit())) {
      for (int i = 0; i < limbs.count(); i++) {
        claims.exempt(limbs.limb(i), unread, r -> r.isZero(C.lookups()));
      }
    }
    claims
        .lie(
            "isBPO1",
            "Osaka's number as Prague + BPO2 − BPO1, with Prague's gas cap",
            f -> {
              int row = f.firstRow(TABLE, r -> r.get(C.number()).equals(FrElement.of(901)));
              setForks(f, row, 1, 0, -1, 1);
            })
        .lie(
            "isBPO2",
            "Prague's number as Osaka + BPO1 − BPO2, with Osaka's gas cap",
            "one transfer",
            f -> {
              setForks(f, 0, 0, 1, 1, -1);
              f.set("TX", 0, "txGasCap", 1 << 24);
              f.set("TX", 0, "gasBelowCap[0]", ((1 << 24) - 30_000) & 0xffff);
              f.set("TX", 0, "gasBelowCap[1]", ((1 << 24) - 30_000) >> 16);
            });
    Lies.addRangeLies(claims, TABLE, C.baseFee());
    Lies.addRangeLies(claims, TABLE, C.gasLimit());
    SampleBatch.suite().table(claims).run();
  }

  private static void setForks(Forgery f, int row, long... flags) {
    for (int i = 0; i < flags.length; i++) {
      f.set(TABLE, row, C.isFork().get(i), flags[i]);
    }
  }
}
