package io.proofmill.evm.fork;

import io.proofmill.evm.primitive.Address;

/// Prague, May 2025: set-code transactions (EIP-7702), calldata floor (EIP-7623), requests
/// (EIP-7685), BLS12-381 precompiles (EIP-2537), block hashes in state (EIP-2935).
final class Prague {
  private static final Address HISTORY_STORAGE =
      Address.of("0000f90827f1c53a10cb7a02335b175320002935");
  private static final Address WITHDRAWAL_REQUESTS =
      Address.of("00000961ef480eb55e80d19ad83579a64c007002");
  private static final Address CONSOLIDATION_REQUESTS =
      Address.of("0000bbddc7ce488642fb579f8b00f3a590007251");

  static final ForkRules RULES =
      Cancun.RULES
          .next("Prague")
          .statementId(1)
          .highestTransactionType(4)
          .blobs(new BlobRules(6, 9, 5_007_716, false))
          .requests()
          .floorGasPerToken(10)
          .highestPrecompile(0x11)
          .systemContracts(
              Cancun.BEACON_ROOTS, HISTORY_STORAGE, WITHDRAWAL_REQUESTS, CONSOLIDATION_REQUESTS)
          .build();

  private Prague() {}
}
