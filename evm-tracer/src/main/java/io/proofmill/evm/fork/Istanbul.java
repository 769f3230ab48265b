package io.proofmill.evm.fork;

import java.util.List;

/// Istanbul, December 2019: where the rules kept here begin. Not provable; the Besu oracle runs it.
final class Istanbul {
  static final ForkRules RULES =
      new ForkRules(
          "Istanbul",
          0,
          0,
          false,
          false,
          false,
          null,
          false,
          4,
          16,
          0,
          0,
          0,
          0,
          2,
          9,
          false,
          0,
          List.of());

  private Istanbul() {}
}
