package io.proofmill.evm.execution;

/// Something that exists in Ethereum and that the engine does not do yet. It is never executed as
/// if it failed.
public enum Feature {
  FORK("a fork that cannot be proven"),
  CONTRACT_CREATION("contract creation"),
  CODE_AT_TARGET("code at the target"),
  PRECOMPILE_AT_TARGET("a precompile at the target"),
  DELEGATED_SENDER("a sender with delegated code (EIP-7702)"),
  ACCESS_LIST("an access list (EIP-2930)"),
  BLOB_TRANSACTION("a blob transaction (EIP-4844)"),
  SET_CODE_TRANSACTION("a set-code transaction (EIP-7702)"),
  WITHDRAWALS("withdrawals (EIP-4895)"),
  SYSTEM_CONTRACT("a system contract in the state"),
  BLOCK_REWARD("a block reward"),
  EMPTY_ACCOUNT("an empty account in the pre-state (EIP-161)"),
  BALANCE_OVERFLOW("a balance of 2^256 or more");

  private final String text;

  Feature(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
