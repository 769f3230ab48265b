package io.proofmill.circuits.block;

import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.batch.Lies;
import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.circuits.block.BlockTable.Columns;
import io.proofmill.circuits.machine.Limbs;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.verifier.constraint.Column;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class BlockTableTest {
  private static final String TABLE = "BLOCK";
  private static final Columns C = BlockTable.TABLE.columns();

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(BlockTable.TABLE)
            .argue(C.last(), "1 in the row whose number is the statement's last block");
    for (Column is : C.isFork()) {
      claims.argue(is, "one in each active row: the one whose number is the fork's");
    }
    Lies.arrive(
        claims, "arrives with the token", C.ts(), C.number(), C.txId(), C.fork(), C.chainId());
    Lies.arrive(claims, "arrives after the transactions", C.endTs(), C.endTxId(), C.gasUsed());
    Lies.arrive(claims, "the header's, by assumption block-headers", C.coinbase());
    for (int i = 0; i < C.baseFee().count(); i++) {
      Lies.arrive(claims, "the header's, by assumption block-headers", C.baseFee().limb(i));
    }
    for (int i = 0; i < C.gasLimit().count(); i++) {
      Lies.arrive(claims, "the header's, by assumption block-headers", C.gasLimit().limb(i));
    }
    claims.argue(C.lookups(), "as many as transactions look the facts up");
    Predicate<Row> active = r -> C.isFork().stream().anyMatch(is -> !r.isZero(is));
    Lies.freeInPadding(
        claims,
        active,
        C.ts(),
        C.number(),
        C.txId(),
        C.chainId(),
        C.last(),
        C.endTs(),
        C.endTxId(),
        C.gasUsed(),
        C.lookups());
    String unread = "a block without transactions, or padding: nothing looks the facts up";
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
    new SoundnessSuite()
        .witness(SampleBatch.witness())
        .witness(SampleBatch.oneTransfer())
        .table(claims)
        .run();
  }

  private static void setForks(Forgery f, int row, long... flags) {
    for (int i = 0; i < flags.length; i++) {
      f.set(TABLE, row, C.isFork().get(i), flags[i]);
    }
  }
}
