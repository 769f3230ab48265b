package io.proofmill.evm.fork;

/// London, August 2021: base fee (EIP-1559), smaller refunds (EIP-3529).
final class London {
  static final ForkRules RULES =
      Berlin.RULES.next("London").highestTransactionType(2).baseFee().refundQuotient(5).build();

  private London() {}
}
