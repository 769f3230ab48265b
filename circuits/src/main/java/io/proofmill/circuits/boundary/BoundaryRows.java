package io.proofmill.circuits.boundary;

import io.proofmill.circuits.boundary.BoundaryTable.Columns;
import io.proofmill.circuits.boundary.BoundaryTable.Value;
import io.proofmill.circuits.machine.Cells;
import io.proofmill.evm.event.AccountBoundary;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.trace.TableWitness;

/// Fills BOUNDARY from [AccountBoundary] events, which come by ascending address.
public final class BoundaryRows {
  private static final Columns C = BoundaryTable.TABLE.columns();
  private static final Word CLOSING_KEY = Word.of(BoundaryTable.CLOSING_KEY);

  /// The least place left before the first row.
  public static final Word FIRST_LOWER = Word.of(BoundaryTable.FIRST_LOWER);

  private BoundaryRows() {}

  /// The least place left after an account's row.
  public static Word lowerAfter(Address address) {
    return place(address).plus(Word.ONE);
  }

  /// Whether the address can have a row: 0, or at least 2^16.
  public static boolean holds(Address address) {
    Word key = address.toWord();
    return key.isZero() || key.bitLength() > 16;
  }

  private static Word place(Address address) {
    return address.equals(Address.ZERO) ? FIRST_LOWER : address.toWord();
  }

  /// Writes an account's row.
  ///
  /// @param lower as [#lowerAfter] the row before
  public static void fill(TableWitness table, int row, AccountBoundary boundary, Word lower) {
    Address address = boundary.address();
    table.set(row, C.account(), 1);
    table.set(row, C.zero(), address.equals(Address.ZERO) ? 1 : 0);
    Cells.set(table, row, C.key(), address);
    Cells.set(table, row, C.lower(), lower);
    C.gap().set(table, row, place(address).minus(lower));
    set(table, row, C.first(), boundary.first());
    set(table, row, C.last(), boundary.last());
    table.set(row, C.lastTs(), boundary.lastTs());
  }

  /// Writes the closing row.
  public static void fillClosing(TableWitness table, int row, Word lower) {
    table.set(row, C.closing(), 1);
    Cells.set(table, row, C.key(), CLOSING_KEY);
    Cells.set(table, row, C.lower(), lower);
    C.gap().set(table, row, CLOSING_KEY.minus(lower));
  }

  private static void set(TableWitness table, int row, Value columns, AccountValue value) {
    Cells.setUnsigned(table, row, columns.nonce(), value.nonce());
    Cells.setHalves(table, row, columns.balanceHi(), columns.balanceLo(), value.balance());
    Word codeHash = value.codeHash().toWord();
    Cells.setHalves(table, row, columns.codeHashHi(), columns.codeHashLo(), codeHash);
  }
}
