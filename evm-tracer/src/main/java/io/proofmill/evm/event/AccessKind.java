package io.proofmill.evm.event;

/// Why an account is touched. The order within a transfer is the order here.
public enum AccessKind {
  /// Nonce checked and incremented, no code (EIP-3607), `gasLimit · effectiveGasPrice` debited.
  SENDER_BUYS_GAS,
  /// The value debited.
  SENDER_SENDS_VALUE,
  /// The value credited; the code hash is read.
  RECIPIENT_TAKES_VALUE,
  /// `(gasLimit − gasUsed) · effectiveGasPrice` credited.
  SENDER_TAKES_REFUND,
  /// `gasUsed · priorityFeePerGas` credited.
  COINBASE_TAKES_FEE
}
