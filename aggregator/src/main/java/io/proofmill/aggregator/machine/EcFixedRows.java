package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.table.EcColumns;
import io.proofmill.aggregator.table.EcTable;

/// The fixed columns of EC rows.
final class EcFixedRows {
  private static final EcColumns C = EcTable.TABLE.columns();

  private final FixedWriter w;

  EcFixedRows(FixedWriter w) {
    this.w = w;
  }

  /// @param reads how often each address of MEMORY is read
  void write(int row, Step.Ec step, int[] reads) {
    switch (step) {
      case Step.Load s -> {
        w.set(row, C.isLoad(), 1);
        w.set(row, C.pointC(), s.point());
        w.set(row, C.address0(), s.address());
        w.set(row, C.address1(), s.address() + 1);
        w.set(row, C.reads(), reads[s.address()]);
        w.set(row, C.flagReads(), reads[s.address() + 3]);
      }
      case Step.Canon s -> {
        w.set(row, C.isCanon(), 1);
        w.set(row, C.pointA(), s.point());
      }
      case Step.Split s -> {
        w.set(row, C.isSplit(), 1);
        w.set(row, C.address0(), s.of());
        w.set(row, C.address1(), s.address());
        w.set(row, C.reads(), reads[s.address()]);
      }
      case Step.Twice s -> {
        w.set(row, C.isDouble(), 1);
        w.set(row, C.pointA(), s.a());
        w.set(row, C.pointB(), s.a());
        w.set(row, C.pointC(), s.c());
      }
      case Step.Add s -> {
        w.set(row, C.isAdd(), 1);
        w.set(row, C.pointA(), s.a());
        w.set(row, C.pointB(), s.b());
        w.set(row, C.entryB(), s.entryB());
        w.set(row, C.pointC(), s.c());
        w.set(row, C.entryC(), s.entryC());
      }
      case Step.AddDigit s -> {
        w.set(row, C.isAdd(), 1);
        w.set(row, C.isDigit(), 1);
        w.set(row, C.pointA(), s.a());
        w.set(row, C.pointB(), s.b());
        w.set(row, C.pointC(), s.c());
        w.set(row, C.address0(), s.previous());
        w.set(row, C.address1(), s.next());
        w.set(row, C.reads(), s.window() == 0 ? -1 : reads[s.next()]);
      }
      case Step.AddFinal s -> {
        w.set(row, C.isAdd(), 1);
        w.set(row, C.isFinal(), 1);
        w.set(row, C.pointA(), s.a());
        w.set(row, C.pointB(), s.b());
        w.set(row, C.pointC(), s.c());
      }
    }
  }
}
