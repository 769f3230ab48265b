package io.proofmill.evm.fork;

/// The second blob-parameter fork after Osaka, January 2026 (EIP-7892).
final class Bpo2 {
  static final ForkRules RULES =
      Bpo1.RULES.next("BPO2").statementId(4).blobs(new BlobRules(14, 21, 11_684_671, true)).build();

  private Bpo2() {}
}
