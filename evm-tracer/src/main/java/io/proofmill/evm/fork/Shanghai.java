package io.proofmill.evm.fork;

/// Shanghai, April 2023: withdrawals (EIP-4895), init code metered (EIP-3860).
final class Shanghai {
  static final ForkRules RULES =
      Paris.RULES.next("Shanghai").withdrawals().initCode(2, 49_152).build();

  private Shanghai() {}
}
