package io.proofmill.evm.fork;

import io.proofmill.evm.primitive.Address;

/// Cancun, March 2024: blobs (EIP-4844), beacon roots (EIP-4788).
final class Cancun {
  static final Address BEACON_ROOTS = Address.of("000f3df6d732807ef1319fb7b8bb8522d0beac02");

  static final ForkRules RULES =
      Shanghai.RULES
          .next("Cancun")
          .highestTransactionType(3)
          .blobs(new BlobRules(3, 6, 3_338_477, false))
          .highestPrecompile(0x0a)
          .systemContracts(BEACON_ROOTS)
          .build();

  private Cancun() {}
}
