package io.proofmill.evm.event;

/// The last event; `ts` is that of the last state token, and `transactions` the highest transaction
/// id.
public record BatchEnd(long ts, int transactions, BatchFacts facts) implements ExecutionEvent {}
