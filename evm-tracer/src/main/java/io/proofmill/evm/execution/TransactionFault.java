package io.proofmill.evm.execution;

/// Why a transaction must not be in its block.
public enum TransactionFault {
  TYPE_NOT_IN_FORK("the fork has no such transaction type"),
  SIGNATURE_INVALID("the signature is invalid"),
  CHAIN_ID_MISMATCH("signed for another chain"),
  GAS_LIMIT_ABOVE_CAP("the gas limit is above the cap of EIP-7825"),
  GAS_LIMIT_ABOVE_BLOCK("the gas limit is above what the block has left"),
  GAS_LIMIT_BELOW_INTRINSIC("the gas limit is below the intrinsic gas"),
  GAS_LIMIT_BELOW_FLOOR("the gas limit is below the calldata floor of EIP-7623"),
  INIT_CODE_TOO_LONG("the init code is too long (EIP-3860)"),
  PRIORITY_FEE_ABOVE_FEE_CAP("maxPriorityFeePerGas is above maxFeePerGas"),
  FEE_CAP_BELOW_BASE_FEE("the fee cap is below the base fee"),
  FEE_OVERFLOW("gas limit times fee cap is 2^256 or more"),
  NONCE_AT_MAXIMUM("the nonce is 2^64 - 1 (EIP-2681)"),
  NONCE_TOO_LOW("the nonce is too low"),
  NONCE_TOO_HIGH("the nonce is too high"),
  SENDER_HAS_CODE("the sender has code (EIP-3607)"),
  BALANCE_TOO_LOW("the balance is too low");

  private final String text;

  TransactionFault(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
