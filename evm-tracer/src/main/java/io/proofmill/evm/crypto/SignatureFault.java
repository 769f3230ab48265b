package io.proofmill.evm.crypto;

/// Why a transaction's signature is not one.
public enum SignatureFault {
  V_OUT_OF_RANGE("v names no parity"),
  R_ZERO("r is zero"),
  R_TOO_LARGE("r is not below the group order"),
  S_ZERO("s is zero"),
  S_TOO_LARGE("s is above half the group order (EIP-2)"),
  R_NOT_ON_CURVE("r is no x-coordinate of the curve"),
  RECOVERS_INFINITY("the recovered key is the point at infinity");

  private final String text;

  SignatureFault(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
