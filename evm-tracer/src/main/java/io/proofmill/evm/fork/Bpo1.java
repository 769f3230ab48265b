package io.proofmill.evm.fork;

/// The first blob-parameter fork after Osaka, December 2025 (EIP-7892).
final class Bpo1 {
  static final ForkRules RULES =
      Osaka.RULES.next("BPO1").statementId(3).blobs(new BlobRules(10, 15, 8_346_193, true)).build();

  private Bpo1() {}
}
