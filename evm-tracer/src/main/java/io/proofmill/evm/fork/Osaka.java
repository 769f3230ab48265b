package io.proofmill.evm.fork;

/// Osaka, December 2025: gas cap per transaction (EIP-7825), block size (EIP-7934), blob reserve
/// price (EIP-7918), P-256 (EIP-7951).
final class Osaka {
  static final ForkRules RULES =
      Prague.RULES
          .next("Osaka")
          .statementId(2)
          .blobs(new BlobRules(6, 9, 5_007_716, true))
          .maxTransactionGas(1 << 24)
          .p256Precompile()
          .maxBlockRlpBytes((10 << 20) - (2 << 20))
          .build();

  private Osaka() {}
}
