package io.proofmill.evm.execution;

import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.transaction.AccessListEntry;
import io.proofmill.evm.transaction.Transaction;

/// What a transaction costs before its first step, and the least it costs at all.
///
/// @param gas charged before execution
/// @param floor the least gas used (EIP-7623), 0 where the fork has no floor
public record IntrinsicGas(long gas, long floor) {
  /// Data and lists are bounded by the input's size, so the sums stay far below 2^63.
  public static IntrinsicGas of(Transaction tx, ForkRules rules) {
    long zeros = 0;
    for (byte b : tx.data()) {
      zeros += b == 0 ? 1 : 0;
    }
    long others = tx.data().length - zeros;
    long gas =
        ForkRules.TRANSACTION_GAS
            + zeros * rules.calldataZeroGas()
            + others * rules.calldataNonZeroGas();
    if (tx.to().isEmpty()) {
      gas += ForkRules.CREATE_GAS + rules.initCodeWordGas() * ((tx.data().length + 31) / 32);
    }
    for (AccessListEntry entry : tx.accessList()) {
      gas +=
          ForkRules.ACCESS_LIST_ADDRESS_GAS
              + ForkRules.ACCESS_LIST_KEY_GAS * entry.storageKeys().size();
    }
    gas += ForkRules.AUTHORIZATION_GAS * tx.authorizations().size();
    // A token is a zero byte or a quarter of another one.
    long tokens = zeros + 4 * others;
    long floor =
        rules.floorGasPerToken() == 0
            ? 0
            : ForkRules.TRANSACTION_GAS + rules.floorGasPerToken() * tokens;
    return new IntrinsicGas(gas, floor);
  }
}
