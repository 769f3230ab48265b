package io.proofmill.evm.event;

/// An event whose row takes the state token at `ts` and sends it on at `nextTs`. The token starts
/// at 0 and the steps are the constants below, so the token events of a batch form one chain. The
/// accesses that belong to such a row have the timestamps `ts + 1`, `ts + 2`, … `nextTs − 1`.
public sealed interface TokenEvent extends ExecutionEvent
    permits BlockBegin, TxBegin, TxEnd, BlockEnd {
  int BLOCK_BEGIN_STEP = 1;

  /// Three accesses: [AccessKind#SENDER_BUYS_GAS], [AccessKind#SENDER_SENDS_VALUE],
  /// [AccessKind#RECIPIENT_TAKES_VALUE].
  int TX_BEGIN_STEP = 4;

  /// Two accesses: [AccessKind#SENDER_TAKES_REFUND], [AccessKind#COINBASE_TAKES_FEE].
  int TX_END_STEP = 3;

  int BLOCK_END_STEP = 1;

  /// The timestamp of the token this row takes.
  long ts();

  /// The timestamp of the token this row sends.
  long nextTs();
}
