package io.proofmill.circuits.boundary;

import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.batch.Lies;
import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.circuits.boundary.BoundaryTable.Columns;
import io.proofmill.circuits.boundary.BoundaryTable.Value;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.verifier.constraint.Column;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class BoundaryTableTest {
  private static final String TABLE = "BOUNDARY";
  private static final Columns C = BoundaryTable.TABLE.columns();

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(BoundaryTable.TABLE)
            .argue(C.account(), "one row for each account that ACCOUNT's rows touch")
            .argue(C.closing(), "the one row that reaches the end of the order")
            .argue(C.zero(), "1 exactly where the key is 0: there the gap would be negative else");
    Lies.arrive(claims, "the order's token", C.lower());
    Lies.arrive(claims, "arrives with the last value", C.key(), C.lastTs());
    Lies.arrive(claims, "arrives with the last value", values(C.last()));
    Lies.arrive(
        claims,
        "the pre-state's, by assumption pre-state-root; bound to the last value by the accesses",
        values(C.first()));
    Predicate<Row> account = r -> !r.isZero(C.account());
    Lies.freeInPadding(claims, account, C.lastTs());
    Lies.freeInPadding(claims, account, values(C.first()));
    Lies.freeInPadding(claims, account, values(C.last()));
    claims.lie("account", "an account's row as two halves", this::halves);
    Lies.addRangeLies(claims, TABLE, C.gap());
    new SoundnessSuite()
        .witness(SampleBatch.witness())
        .witness(SampleBatch.oneTransfer())
        .table(claims)
        .run();
  }

  private void halves(Forgery f) {
    int row = f.firstRow(TABLE, r -> !r.isZero(C.account()));
    int padding = f.witness(TABLE).height() - 1;
    f.copyRow(TABLE, row, padding);
    FrElement half = FrElement.of(2).inverse();
    f.set(TABLE, row, C.account(), half);
    f.set(TABLE, padding, C.account(), half);
  }

  private static Column[] values(Value value) {
    return new Column[] {
      value.nonce(), value.balanceHi(), value.balanceLo(), value.codeHashHi(), value.codeHashLo()
    };
  }
}
