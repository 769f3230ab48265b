package io.proofmill.circuits.batch;

import io.proofmill.evm.event.AccessKind;
import io.proofmill.evm.event.AccountAccess;
import io.proofmill.evm.event.AccountBoundary;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.BatchBegin;
import io.proofmill.evm.event.BatchEnd;
import io.proofmill.evm.event.BatchFacts;
import io.proofmill.evm.event.BlockBegin;
import io.proofmill.evm.event.BlockEnd;
import io.proofmill.evm.event.ExecutionEvent;
import io.proofmill.evm.event.TxBegin;
import io.proofmill.evm.event.TxEnd;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the events of a batch of transfers by hand, without checking anything: senders need no
/// signature, and a test can let an account pay what it does not have. Computes in `BigInteger`,
/// independently of the executor.
public final class TransferScript {
  private final List<ExecutionEvent> events = new ArrayList<>();
  private final Map<Address, AccountValue> state = new HashMap<>();
  private final Map<Address, AccountValue> first = new TreeMap<>();
  private final Map<Address, Long> lastTs = new HashMap<>();
  private final int forkId;
  private final long chainId;
  private final List<BlockBegin> blocks = new ArrayList<>();
  private long ts;
  private int txId;
  private int txInBlock;
  private BigInteger gasUsed = BigInteger.ZERO;
  private long gasOfTransfer = 21_000;

  /// A transfer. For type 0, both fees are the gas price.
  public record Transfer(
      int type,
      Address sender,
      Address to,
      BigInteger value,
      long gasLimit,
      BigInteger maxFee,
      BigInteger maxPriorityFee) {}

  public TransferScript(int forkId, long chainId) {
    this.forkId = forkId;
    this.chainId = chainId;
    events.add(new BatchBegin(forkId, chainId, Hash32.ZERO));
  }

  public static Address address(long low) {
    return new Address(0x1234, 0x5678_9abc_def0_1234L, low);
  }

  public static BigInteger ether(long milli) {
    return BigInteger.TEN.pow(15).multiply(BigInteger.valueOf(milli));
  }

  public static BigInteger gwei(long gwei) {
    return BigInteger.TEN.pow(9).multiply(BigInteger.valueOf(gwei));
  }

  public TransferScript account(Address address, long nonce, BigInteger balance) {
    return account(address, new AccountValue(nonce, Word.of(balance), AccountValue.NO_CODE));
  }

  public TransferScript account(Address address, AccountValue value) {
    state.put(address, value);
    return this;
  }

  public TransferScript beginBlock(
      long number, long gasLimit, Address coinbase, BigInteger baseFee) {
    BlockBegin block =
        new BlockBegin(
            ts,
            ts + 1,
            blocks.size(),
            number,
            1_700_000_000L + number,
            gasLimit,
            coinbase,
            Hash32.ZERO,
            Word.of(baseFee),
            0,
            Hash32.ZERO,
            Hash32.ZERO);
    blocks.add(block);
    events.add(block);
    ts += 1;
    txInBlock = 0;
    gasUsed = BigInteger.ZERO;
    return this;
  }

  public TransferScript transfer(Transfer t) {
    BlockBegin block = blocks.getLast();
    BigInteger baseFee = block.baseFeePerGas().toBigInteger();
    BigInteger tip = t.maxFee.subtract(baseFee).min(t.maxPriorityFee);
    BigInteger price = baseFee.add(tip);
    BigInteger gasLimit = BigInteger.valueOf(t.gasLimit);
    BigInteger used = BigInteger.valueOf(gasOfTransfer);
    txId++;
    AccountValue sender = value(t.sender);
    events.add(
        new TxBegin(
            ts,
            ts + 4,
            txId,
            block.index(),
            txInBlock++,
            t.type,
            Hash32.ZERO,
            Hash32.ZERO,
            t.sender,
            true,
            sender.nonce(),
            t.gasLimit,
            Word.of(t.maxFee),
            Word.of(t.maxPriorityFee),
            Word.of(price),
            Optional.of(t.to),
            Word.of(t.value),
            new byte[0],
            21_000,
            21_000,
            0,
            Word.ONE,
            Word.ONE));
    change(
        ts + 1,
        AccessKind.SENDER_BUYS_GAS,
        t.sender,
        sender.withNonce(sender.nonce() + 1),
        gasLimit.multiply(price).negate());
    change(ts + 2, AccessKind.SENDER_SENDS_VALUE, t.sender, null, t.value.negate());
    change(ts + 3, AccessKind.RECIPIENT_TAKES_VALUE, t.to, null, t.value);
    ts += 4;
    gasUsed = gasUsed.add(used);
    events.add(
        new TxEnd(
            ts,
            ts + 3,
            txId,
            true,
            t.gasLimit - gasOfTransfer,
            0,
            gasOfTransfer,
            Word.of(price),
            Word.of(tip),
            gasUsed.longValueExact(),
            0));
    BigInteger refund = gasLimit.subtract(used).multiply(price);
    change(ts + 1, AccessKind.SENDER_TAKES_REFUND, t.sender, null, refund);
    change(ts + 2, AccessKind.COINBASE_TAKES_FEE, block.coinbase(), null, used.multiply(tip));
    ts += 3;
    return this;
  }

  /// Lets the following transfers use another amount of gas, as no transfer does.
  public TransferScript gasOfTransfer(long gas) {
    gasOfTransfer = gas;
    return this;
  }

  public TransferScript endBlock() {
    BlockBegin block = blocks.getLast();
    events.add(
        new BlockEnd(
            ts,
            ts + 1,
            block.index(),
            block.number(),
            txInBlock,
            gasUsed.longValueExact(),
            Hash32.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            Hash32.ZERO));
    ts += 1;
    return this;
  }

  /// Ends the batch; all its events.
  public List<ExecutionEvent> end() {
    first.forEach((address, value) ->
        events.add(new AccountBoundary(address, value, state.get(address), lastTs.get(address))));
    events.add(
        new BatchEnd(
            ts,
            txId,
            new BatchFacts(
                forkId,
                chainId,
                blocks.getFirst().number(),
                blocks.getLast().number(),
                Hash32.ZERO,
                Hash32.ZERO,
                Hash32.ZERO,
                Hash32.ZERO,
                Hash32.ZERO)));
    return List.copyOf(events);
  }

  public AccountValue value(Address address) {
    return state.getOrDefault(address, AccountValue.ABSENT);
  }

  /// @param changed the value before the balance changes, or null for the present one
  private void change(
      long at, AccessKind kind, Address address, AccountValue changed, BigInteger amount) {
    AccountValue before = value(address);
    AccountValue after = changed == null ? before : changed;
    BigInteger balance = before.balance().toBigInteger().add(amount);
    after = after.withBalance(Word.of(balance.mod(BigInteger.TWO.pow(256))));
    first.putIfAbsent(address, before);
    events.add(
        new AccountAccess(
            at, lastTs.getOrDefault(address, 0L), txId, kind, address, before, after));
    state.put(address, after);
    lastTs.put(address, at);
  }
}
