package io.proofmill.evm.execution;

import io.proofmill.evm.event.AccessKind;
import io.proofmill.evm.event.AccountAccess;
import io.proofmill.evm.event.AccountBoundary;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.state.WorldState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Changes accounts and tells of it: keeps for each touched account its first value and the
/// timestamp of its last access.
final class AccountLedger {
  private static final class Touched {
    final AccountValue first;
    long lastTs;

    Touched(AccountValue first) {
      this.first = first;
    }
  }

  private final WorldState state;
  private final EventSink events;
  private final Map<Address, Touched> touched = new HashMap<>();

  AccountLedger(WorldState state, EventSink events) {
    this.state = state;
    this.events = events;
  }

  /// The account is accessed at `ts` and has `value` from now on.
  void access(long ts, int txId, AccessKind kind, Address address, AccountValue value) {
    AccountValue previous = state.value(address);
    state.set(address, value);
    if (events.active()) {
      Touched account = touched.computeIfAbsent(address, key -> new Touched(previous));
      events.accept(new AccountAccess(ts, account.lastTs, txId, kind, address, previous, value));
      account.lastTs = ts;
    }
  }

  void tellBoundary() {
    for (var entry : new TreeMap<>(touched).entrySet()) {
      Address address = entry.getKey();
      Touched account = entry.getValue();
      events.accept(
          new AccountBoundary(address, account.first, state.value(address), account.lastTs));
    }
  }
}
