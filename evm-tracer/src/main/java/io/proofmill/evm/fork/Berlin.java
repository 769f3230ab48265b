package io.proofmill.evm.fork;

/// Berlin, April 2021: access lists (EIP-2930).
final class Berlin {
  static final ForkRules RULES = Istanbul.RULES.next("Berlin").highestTransactionType(1).build();

  private Berlin() {}
}
