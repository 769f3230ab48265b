package io.proofmill.ntt;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Tables of powers of the roots of unity, one a layer, made on first use and kept: 2^(log - 1)
/// elements for a layer of blocks of 2^log.
final class Twiddles {
  private static final AtomicReferenceArray<long[]> TABLES =
      new AtomicReferenceArray<>(Fr.TWO_ADICITY + 1);

  private Twiddles() {}

  /// ω^0 to ω^(n/2 - 1) for n = 2^log, log at least 1. Not to be written.
  static long[] of(int log) {
    long[] table = TABLES.get(log);
    if (table == null) {
      // Threads that meet here compute the same table; one of them stays.
      FrElement omega = Fr.rootOfUnity(log);
      table = Domain.powers(FrElement.ONE, omega, 1 << (log - 1)).limbs();
      TABLES.compareAndSet(log, null, table);
      table = TABLES.get(log);
    }
    return table;
  }
}
