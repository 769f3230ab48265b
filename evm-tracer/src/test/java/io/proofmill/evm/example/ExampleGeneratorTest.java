package io.proofmill.evm.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.crypto.Recovery;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.evm.execution.BatchResult;
import io.proofmill.evm.execution.Batches;
import io.proofmill.evm.execution.BlockInput;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.ReadResult;
import io.proofmill.evm.input.T8nReader;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleGeneratorTest {
  private static final Path COMMITTED =
      Fixtures.repository().resolve("examples").resolve("eth-transfers");

  @Test
  void theCommittedExampleIsTheGeneratorsOutput() throws IOException {
    var files = ExampleGenerator.files(ExampleGenerator.COMMITTED_TRANSACTIONS);
    for (var file : files.entrySet()) {
      assertEquals(file.getValue(), Files.readString(COMMITTED.resolve(file.getKey())));
    }
    Set<String> committed = new HashSet<>();
    try (var listed = Files.list(COMMITTED)) {
      listed.forEach(file -> committed.add(file.getFileName().toString()));
    }
    // How the example is proven is pinned beside it; the reader does not look at that.
    committed.remove("prove.json");
    assertEquals(files.keySet(), committed);
  }

  @Test
  void theCommittedExampleStandsAlone() {
    var result = T8nReader.readFolder(COMMITTED, Overrides.NONE);
    BatchInput input =
        switch (result) {
          case ReadResult.Readable<BatchInput> readable -> readable.value();
          case ReadResult.Unreadable<BatchInput> unreadable ->
              throw new AssertionError(unreadable.error().message());
        };
    assertEquals(24, executed(input).transactions());
  }

  @Test
  void theCommittedExampleHoldsEveryKindOfTransfer() {
    BatchInput input = Batches.example(ExampleGenerator.COMMITTED_TRANSACTIONS);
    BlockInput block = input.blocks().getFirst();
    Set<Address> senders = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (Transaction tx : block.transactions()) {
      Address sender = ((Recovery.Signer) tx.recoverSender()).address();
      Address to = tx.to().orElseThrow();
      senders.add(sender);
      kinds.add("type " + tx.type());
      if (tx.chainId().isEmpty()) {
        kinds.add("before EIP-155");
      }
      if (to.equals(sender)) {
        kinds.add("to oneself");
      } else if (to.equals(block.environment().coinbase())) {
        kinds.add("to the coinbase");
      } else if (input.preState().account(to).isEmpty()) {
        kinds.add(tx.value().isZero() ? "nothing to nobody" : "to a new account");
      }
    }
    assertEquals(ExampleGenerator.SENDERS, senders.size());
    assertEquals(
        Set.of(
            "type 0",
            "type 2",
            "before EIP-155",
            "to oneself",
            "to the coinbase",
            "to a new account",
            "nothing to nobody"),
        kinds);
  }

  /// Balances by plain sums over the transactions: value, fee and tip, in unbounded integers.
  @Test
  void thePostStateIsWhatTheTransactionsAddUpTo() {
    BatchInput input = Batches.example(ExampleGenerator.COMMITTED_TRANSACTIONS);
    BlockInput block = input.blocks().getFirst();
    Map<Address, BigInteger> balances = new HashMap<>();
    Map<Address, Long> nonces = new HashMap<>();
    input
        .preState()
        .accounts()
        .forEach((address, account) -> {
          balances.put(address, account.value().balance().toBigInteger());
          nonces.put(address, account.value().nonce());
        });
    BigInteger baseFee = block.environment().baseFeePerGas().toBigInteger();
    BigInteger gas = BigInteger.valueOf(21_000);
    for (Transaction tx : block.transactions()) {
      Address sender = ((Recovery.Signer) tx.recoverSender()).address();
      BigInteger cap = tx.maxFeePerGas().toBigInteger();
      BigInteger tip = cap.subtract(baseFee).min(tx.maxPriorityFeePerGas().toBigInteger());
      BigInteger value = tx.value().toBigInteger();
      BigInteger fee = gas.multiply(baseFee.add(tip));
      balances.merge(sender, value.add(fee).negate(), BigInteger::add);
      balances.merge(tx.to().orElseThrow(), value, BigInteger::add);
      balances.merge(block.environment().coinbase(), gas.multiply(tip), BigInteger::add);
      nonces.merge(sender, 1L, Long::sum);
    }
    BatchResult result = executed(input);
    Map<Address, BigInteger> found = new HashMap<>();
    result
        .postState()
        .accounts()
        .forEach((address, account) -> {
          found.put(address, account.value().balance().toBigInteger());
          assertEquals(nonces.getOrDefault(address, 0L), account.value().nonce());
        });
    // An account that got nothing is not there; the contract has no balance and is.
    balances
        .entrySet()
        .removeIf(entry -> entry.getValue().signum() == 0 && !found.containsKey(entry.getKey()));
    assertEquals(balances, found);
    assertEquals(24 * 21_000, result.gasUsed());
  }

  /// What `scripts/oracles/example-root.mjs` printed for the committed example: @ethereumjs/vm
  /// 10.1.3, Osaka.
  @Test
  void rootsAreThoseOfAnotherEvm() {
    BatchResult result = executed(Batches.example(ExampleGenerator.COMMITTED_TRANSACTIONS));
    assertEquals(
        Hash32.of("ad84417733496ec247ea35ee8f34657e8920d202bb406ba4ccfef500d32be742"),
        result.facts().preStateRoot());
    assertEquals(
        Hash32.of("0ede5c22879498c5e6d5b927008a792613dddb7dbecf8247480e7071c2b0c98d"),
        result.facts().postStateRoot());
    Hash32 transactionsRoot =
        Hash32.of("4dce2bca832fc500a5a896ccec27dcbb19eef4f05ec845c9155410c1eb2c7538");
    assertEquals(transactionsRoot, result.blocks().getFirst().header().transactionsRoot());
    assertEquals(Hash32.keccak(transactionsRoot.toBytes()), result.facts().dataCommitment());
    assertEquals(504_000, result.gasUsed());
  }

  @Test
  void anyNumberOfTransactionsIsValid() {
    for (int count : new int[] {1, 2, 13, 200}) {
      assertEquals(count, executed(Batches.example(count)).transactions());
    }
  }

  @Test
  @Tag("long")
  void theLargestExampleIsValid() {
    int count = ExampleGenerator.MAX_TRANSACTIONS;
    assertEquals(count, executed(Batches.example(count)).transactions());
  }

  @Test
  void countsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ExampleGenerator.files(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> ExampleGenerator.files(ExampleGenerator.MAX_TRANSACTIONS + 1));
  }

  @Test
  void writingMakesTheFolder(@TempDir Path temporary) throws IOException {
    Path folder = temporary.resolve("a").resolve("b");
    ExampleGenerator.write(2, folder);
    assertTrue(T8nReader.isCase(folder));
  }

  private static BatchResult executed(BatchInput input) {
    BatchOutcome outcome = new BatchExecutor().execute(input, EventSink.NONE);
    return assertInstanceOf(BatchOutcome.Executed.class, outcome, outcome.toString()).result();
  }
}
