package io.proofmill.evm.execution;

import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.transaction.Transaction;
import java.util.List;

/// A block to execute.
///
/// @param reward of the coinbase, zero since Paris
public record BlockInput(
    BlockEnvironment environment,
    List<Transaction> transactions,
    List<Withdrawal> withdrawals,
    Word reward) {
  public BlockInput {
    transactions = List.copyOf(transactions);
    withdrawals = List.copyOf(withdrawals);
  }
}
