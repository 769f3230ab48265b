package io.proofmill.circuits.plan;

/// Something that Ethereum has and the tables cannot prove yet.
public enum UnsupportedFeature {
  FORK("a fork whose rules are not proven"),
  TRANSACTION_TYPE("a transaction type other than 0 and 2"),
  CONTRACT_CREATION("contract creation"),
  CALLDATA("calldata"),
  INTRINSIC_GAS("intrinsic gas other than 21000"),
  GAS_LIMIT("a gas limit of 2^32 or more"),
  FEE("a fee of 2^96 wei per gas or more"),
  CODE_AT_TARGET("code at the target"),
  CODE_AT_SENDER("code at the sender"),
  LOW_ADDRESS("an address from 1 to 65535, where precompiles are");

  private final String text;

  UnsupportedFeature(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
