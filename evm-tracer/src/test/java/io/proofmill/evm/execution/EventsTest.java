package io.proofmill.evm.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.event.AccessKind;
import io.proofmill.evm.event.AccountAccess;
import io.proofmill.evm.event.AccountBoundary;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.BatchBegin;
import io.proofmill.evm.event.BatchEnd;
import io.proofmill.evm.event.BlockBegin;
import io.proofmill.evm.event.BlockEnd;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.event.ExecutionEvent;
import io.proofmill.evm.event.TokenEvent;
import io.proofmill.evm.event.TxBegin;
import io.proofmill.evm.event.TxEnd;
import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.state.WorldState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `docs/events.md` promises, on the example: whoever replays the events alone gets the
/// post-state.
class EventsTest {
  private final BatchInput input = Batches.example(36);
  private final List<ExecutionEvent> events = new ArrayList<>();
  private final BatchResult result =
      assertInstanceOf(BatchOutcome.Executed.class, new BatchExecutor().execute(input, events::add))
          .result();

  @Test
  void tokensFormOneChainFromZero() {
    long ts = 0;
    for (ExecutionEvent event : events) {
      if (event instanceof TokenEvent token) {
        assertEquals(ts, token.ts());
        int step =
            switch (token) {
              case BlockBegin ignored -> 1;
              case TxBegin ignored -> 4;
              case TxEnd ignored -> 3;
              case BlockEnd ignored -> 1;
            };
        assertEquals(ts + step, token.nextTs());
        ts = token.nextTs();
      }
    }
    BatchEnd end = (BatchEnd) events.getLast();
    assertEquals(ts, end.ts());
    assertEquals(7 * 36 + 2, end.ts());
    assertEquals(36, end.transactions());
    assertEquals(result.facts(), end.facts());
  }

  @Test
  void eventsComeInTheDocumentedOrder() {
    StringBuilder order = new StringBuilder();
    for (ExecutionEvent event : events) {
      order.append(
          switch (event) {
            case BatchBegin ignored -> "(";
            case BatchEnd ignored -> ")";
            case BlockBegin ignored -> "[";
            case BlockEnd ignored -> "]";
            case TxBegin ignored -> "<";
            case TxEnd ignored -> ">";
            case AccountAccess access -> Integer.toString(access.kind().ordinal());
            case AccountBoundary ignored -> "=";
          });
    }
    assertTrue(order.toString().matches("\\(\\[(<012>34){36}]=+\\)"), order.toString());
  }

  @Test
  void accessesFollowTheirRowAndTheirAccount() {
    Map<Address, AccountAccess> last = new HashMap<>();
    long expectedTs = -1;
    int txId = 0;
    for (ExecutionEvent event : events) {
      switch (event) {
        case TxBegin begin -> {
          expectedTs = begin.ts() + 1;
          assertEquals(++txId, begin.txId());
        }
        case TxEnd end -> {
          expectedTs = end.ts() + 1;
          assertEquals(txId, end.txId());
        }
        case AccountAccess access -> {
          assertEquals(expectedTs++, access.ts());
          assertEquals(txId, access.txId());
          AccountAccess before = last.put(access.address(), access);
          if (before == null) {
            assertEquals(0, access.previousTs());
            assertEquals(input.preState().value(access.address()), access.previous());
          } else {
            assertEquals(before.ts(), access.previousTs());
            assertEquals(before.value(), access.previous());
          }
        }
        case BatchBegin ignored -> assertEquals(0, txId);
        case BlockBegin ignored -> assertEquals(0, txId);
        case BlockEnd ignored -> assertEquals(36, txId);
        case AccountBoundary ignored -> assertFalse(last.isEmpty());
        case BatchEnd ignored -> assertFalse(last.isEmpty());
      }
    }
  }

  @Test
  void accessesChangeWhatTheDocumentSays() {
    TxBegin tx = null;
    TxEnd end = null;
    Word baseFee = input.blocks().getFirst().environment().baseFeePerGas();
    for (ExecutionEvent event : events) {
      switch (event) {
        case TxBegin begin -> {
          tx = begin;
          assertEquals(
              begin.maxFeePerGas().min(baseFee.plus(begin.maxPriorityFeePerGas())),
              begin.effectiveGasPrice());
        }
        case TxEnd txEnd -> {
          end = txEnd;
          assertEquals(tx.effectiveGasPrice(), baseFee.plus(end.priorityFeePerGas()));
          assertEquals(
              Math.max(tx.gasLimit() - end.gasLeft() - end.refund(), tx.floorGas()), end.gasUsed());
        }
        case AccountAccess access -> {
          Address address =
              switch (access.kind()) {
                case SENDER_BUYS_GAS, SENDER_SENDS_VALUE, SENDER_TAKES_REFUND -> tx.sender();
                case RECIPIENT_TAKES_VALUE -> tx.to().orElseThrow();
                case COINBASE_TAKES_FEE -> ExampleGenerator.coinbase();
              };
          assertEquals(address, access.address());
          BigInteger change =
              switch (access.kind()) {
                case SENDER_BUYS_GAS ->
                    tx.effectiveGasPrice().times(tx.gasLimit()).toBigInteger().negate();
                case SENDER_SENDS_VALUE -> tx.value().toBigInteger().negate();
                case RECIPIENT_TAKES_VALUE -> tx.value().toBigInteger();
                case SENDER_TAKES_REFUND ->
                    tx.effectiveGasPrice().times(tx.gasLimit() - end.gasUsed()).toBigInteger();
                case COINBASE_TAKES_FEE ->
                    end.priorityFeePerGas().times(end.gasUsed()).toBigInteger();
              };
          AccountValue before = access.previous();
          AccountValue after = access.value();
          assertEquals(before.balance().toBigInteger().add(change), after.balance().toBigInteger());
          int nonces = access.kind() == AccessKind.SENDER_BUYS_GAS ? 1 : 0;
          assertEquals(before.nonce() + nonces, after.nonce());
          assertEquals(before.codeHash(), after.codeHash());
          if (nonces == 1) {
            assertEquals(tx.nonce(), before.nonce());
          }
        }
        case BatchBegin ignored -> assertNull(tx);
        case BlockBegin ignored -> assertNull(tx);
        case BlockEnd ignored -> assertEquals(36, tx.txId());
        case AccountBoundary ignored -> assertEquals(36, tx.txId());
        case BatchEnd ignored -> assertEquals(36, tx.txId());
      }
    }
  }

  @Test
  void theBoundaryLeadsFromThePreStateToThePostState() {
    WorldState state = input.preState().copy();
    Map<Address, Long> lastTs = new HashMap<>();
    Address previous = null;
    for (ExecutionEvent event : events) {
      if (event instanceof AccountAccess access) {
        lastTs.put(access.address(), access.ts());
      }
      if (event instanceof AccountBoundary boundary) {
        assertTrue(previous == null || previous.compareTo(boundary.address()) < 0);
        previous = boundary.address();
        assertEquals(state.value(boundary.address()), boundary.first());
        assertEquals(lastTs.remove(boundary.address()), boundary.lastTs());
        state.set(boundary.address(), boundary.last());
      }
    }
    assertTrue(lastTs.isEmpty(), "touched, but not in the boundary: " + lastTs.keySet());
    assertEquals(result.facts().postStateRoot(), state.root());
    BatchBegin begin = (BatchBegin) events.getFirst();
    assertEquals(result.facts().preStateRoot(), begin.preStateRoot());
  }

  @Test
  void aSinkThatIsNotActiveGetsNothing() {
    EventSink deaf =
        new EventSink() {
          @Override
          public void accept(ExecutionEvent event) {
            throw new AssertionError("told of " + event);
          }

          @Override
          public boolean active() {
            return false;
          }
        };
    BatchOutcome outcome = new BatchExecutor().execute(input, deaf);
    assertEquals(
        result.facts(), assertInstanceOf(BatchOutcome.Executed.class, outcome).result().facts());
  }
}
