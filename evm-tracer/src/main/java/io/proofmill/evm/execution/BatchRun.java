package io.proofmill.evm.execution;

import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.event.TokenEvent;
import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.state.WorldState;
import java.util.function.Supplier;

/// What the blocks of a batch share while it is executed: the state, and the state token's
/// timestamp.
final class BatchRun {
  private final BatchInput input;
  private final WorldState state;
  private final AccountLedger ledger;
  private final EventSink events;
  private long ts;
  private int transactions;

  BatchRun(BatchInput input, WorldState state, EventSink events) {
    this.input = input;
    this.state = state;
    this.events = events;
    this.ledger = new AccountLedger(state, events);
  }

  BatchInput input() {
    return input;
  }

  ForkRules rules() {
    return input.fork().rules();
  }

  WorldState state() {
    return state;
  }

  AccountLedger ledger() {
    return ledger;
  }

  /// The token's timestamp.
  long ts() {
    return ts;
  }

  /// How many transactions have started, which is the id of the last one.
  int transactions() {
    return transactions;
  }

  int nextTransactionId() {
    return ++transactions;
  }

  /// Tells of a token event that was made with the current timestamp.
  void tell(Supplier<TokenEvent> event) {
    if (events.active()) {
      events.accept(event.get());
    }
  }

  void advance(int step) {
    ts += step;
  }
}
