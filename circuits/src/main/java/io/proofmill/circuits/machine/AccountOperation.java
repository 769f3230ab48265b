package io.proofmill.circuits.machine;

import io.proofmill.evm.event.AccessKind;

/// What an access does to an account, as a sum of independent bits; none of them set debits the
/// amount.
public final class AccountOperation {
  /// The amount is added to the balance rather than taken from it.
  public static final int CREDIT = 1;

  /// The account has no code.
  public static final int CODELESS = 2;

  /// The nonce is the message's and is incremented.
  public static final int COUNTS = 4;

  /// The new balance is told on bus ACCOUNT_BALANCE.
  public static final int REPORTS = 8;

  private AccountOperation() {}

  /// The operation of an access, by its reason.
  public static int of(AccessKind kind) {
    return switch (kind) {
      case SENDER_BUYS_GAS -> CODELESS + COUNTS;
      case SENDER_SENDS_VALUE -> REPORTS;
      case RECIPIENT_TAKES_VALUE -> CREDIT + CODELESS;
      case SENDER_TAKES_REFUND, COINBASE_TAKES_FEE -> CREDIT;
    };
  }
}
