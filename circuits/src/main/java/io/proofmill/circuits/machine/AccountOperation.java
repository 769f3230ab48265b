package io.proofmill.circuits.machine;

import io.proofmill.evm.event.AccessKind;

/// What an access does to an account, as flags of the message that asks for it.
///
/// @param credit 1: the amount is added to the balance; 0: it is taken from it
/// @param codeless 1: the account must have no code
/// @param counts 1: the nonce is the message's, and is incremented
/// @param reports 1: the new balance is told on bus ACCOUNT_BALANCE
public record AccountOperation(int credit, int codeless, int counts, int reports) {
  /// The operation of an access, by its reason.
  public static AccountOperation of(AccessKind kind) {
    return switch (kind) {
      case SENDER_BUYS_GAS -> new AccountOperation(0, 1, 1, 0);
      case SENDER_SENDS_VALUE -> new AccountOperation(0, 0, 0, 1);
      case RECIPIENT_TAKES_VALUE -> new AccountOperation(1, 1, 0, 0);
      case SENDER_TAKES_REFUND, COINBASE_TAKES_FEE -> new AccountOperation(1, 0, 0, 0);
    };
  }
}
