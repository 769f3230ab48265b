package io.proofmill.circuits.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.batch.Lies;
import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.circuits.boundary.BoundaryTable.Columns;
import io.proofmill.circuits.boundary.BoundaryTable.Value;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundaryTableTest {
  private static final String TABLE = "BOUNDARY";
  private static final Columns C = BoundaryTable.TABLE.columns();

  @Test
  void everyCellIsDeterminedAndEveryLabelIsNeeded() {
    TableClaims claims =
        TableClaims.of(BoundaryTable.TABLE)
            .active(r -> !r.isZero(C.account()) || !r.isZero(C.closing()))
            .padding(C.account(), C.closing())
            .argue(C.account(), "one row for each account that ACCOUNT's rows touch")
            .argue(C.closing(), "the one row that reaches the end of the order")
            .argue(C.zero(), "1 exactly where the key is 0: there the gap would be negative else");
    claims.argue(C.key(), "arrives with the last value; in the closing row, the root's end: 2^160");
    String closing = "; read by no message in the closing row";
    argue(claims, "arrives with the last value" + closing, C.lastTs());
    argue(claims, "arrives with the last value" + closing, values(C.last()));
    argue(
        claims,
        "the pre-state's, by assumption pre-state-root; bound to the last value by the accesses"
            + closing,
        values(C.first()));
    exemptWhenClosing(claims, C.lastTs());
    exemptWhenClosing(claims, values(C.first()));
    exemptWhenClosing(claims, values(C.last()));
    claims.lie("closing", "an account outside the order: its flags cancel", this::outsideTheOrder);
    claims.lie("account", "an account's row as two halves", this::halves);
    Lies.addRangeLies(claims, TABLE, C.gap());
    SampleBatch.suite().table(claims).run();
  }

  private static void argue(TableClaims claims, String how, Column... columns) {
    for (Column column : columns) {
      claims.argue(column, how);
    }
  }

  private static void exemptWhenClosing(TableClaims claims, Column... columns) {
    for (Column column : columns) {
      claims.exempt(column, "the closing row has no account", r -> !r.isZero(C.closing()));
    }
  }

  private void outsideTheOrder(Forgery f) {
    int padding = f.witness(TABLE).height() - 1;
    f.set(TABLE, padding, C.account(), 1);
    f.set(TABLE, padding, C.closing(), -1);
  }

  /// The end of the order belongs to the closing row alone: an account's row in its place would
  /// have the address 2^160.
  @Test
  void noAccountRowEndsTheOrder() {
    WitnessSet forged = SampleBatch.oneTransfer().copy();
    TableWitness boundary =
        forged.tables().stream()
            .filter(t -> t.air().name().equals(TABLE))
            .findFirst()
            .orElseThrow();
    for (int row = 0; row < boundary.height(); row++) {
      if (!boundary.get(row, C.closing()).isZero()) {
        boundary.set(row, C.closing(), 0);
        boundary.set(row, C.account(), 1);
      }
    }
    RowChecker checker = new RowChecker(forged.tables(), forged.messages());
    assertEquals(Set.of("bus ACCOUNT_ORDER"), checker.firing());
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
