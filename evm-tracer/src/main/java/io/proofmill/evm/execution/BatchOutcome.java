package io.proofmill.evm.execution;

import java.util.OptionalInt;

/// What came of a batch: its result, or where and why it is refused.
public sealed interface BatchOutcome {
  record Executed(BatchResult result) implements BatchOutcome {}

  /// A refusal, in one line.
  sealed interface Refused extends BatchOutcome
      permits InvalidTransaction, InvalidBlock, Unsupported {
    String message();
  }

  /// A transaction that no valid block holds at this place.
  ///
  /// @param block position in the batch, from 0
  /// @param transaction position in the block, from 0
  /// @param detail the values compared
  record InvalidTransaction(int block, int transaction, TransactionFault fault, String detail)
      implements Refused {
    @Override
    public String message() {
      return place(block, OptionalInt.of(transaction), OptionalInt.empty())
          + fault.text()
          + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  /// A block that is invalid whatever its transactions do.
  record InvalidBlock(int block, String reason) implements Refused {
    @Override
    public String message() {
      return place(block, OptionalInt.empty(), OptionalInt.empty()) + reason;
    }
  }

  /// Something not supported yet.
  ///
  /// @param transaction empty when the block or the batch is meant
  /// @param pc where in the code, when code was running
  record Unsupported(
      int block, OptionalInt transaction, OptionalInt pc, Feature feature, String detail)
      implements Refused {
    @Override
    public String message() {
      return place(block, transaction, pc)
          + "not supported: "
          + feature.text()
          + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  private static String place(int block, OptionalInt transaction, OptionalInt pc) {
    StringBuilder place = new StringBuilder();
    if (block > 0 || transaction.isEmpty()) {
      place.append("block ").append(block).append(transaction.isPresent() ? ", " : ": ");
    }
    if (transaction.isPresent()) {
      place.append("transaction ").append(transaction.getAsInt());
      place.append(pc.isPresent() ? ", pc " + pc.getAsInt() + ": " : ": ");
    }
    return place.toString();
  }
}
