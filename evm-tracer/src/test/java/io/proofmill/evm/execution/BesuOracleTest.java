package io.proofmill.evm.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.crypto.Secp256k1;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.state.Account;
import io.proofmill.evm.state.WorldState;
import io.proofmill.evm.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Our engine under Istanbul rules against Besu's processor, transaction by transaction: the same
/// ones are invalid, the others use the same gas, and the states agree.
class BesuOracleTest {
  private static final long CHAIN_ID = 5;

  @Test
  void randomBatchesEndInTheSameState() {
    compare(8);
  }

  @Test
  @Tag("long")
  void manyRandomBatchesEndInTheSameState() {
    compare(1_000);
  }

  /// The example's transactions of type 0, in their order and from the example's state.
  @Test
  void theLegacyTransactionsOfTheExampleEndInTheSameState() {
    BatchInput example = Batches.example(ExampleGenerator.COMMITTED_TRANSACTIONS);
    BlockInput block = example.blocks().getFirst();
    Map<Address, Long> nonces = new HashMap<>();
    List<Transaction> legacy = new ArrayList<>();
    for (Transaction tx : block.transactions()) {
      if (tx.type() == Transaction.LEGACY) {
        legacy.add(tx);
      }
    }
    assertTrue(legacy.size() >= 8);
    // Their nonces have gaps without the other transactions: number them anew and sign again.
    List<Transaction> signed = new ArrayList<>();
    for (Transaction tx : legacy) {
      int sender = senderOf(tx);
      Address address = ExampleGenerator.sender(sender);
      long nonce = nonces.merge(address, 1L, Long::sum) - 1 + ExampleGenerator.firstNonce(sender);
      signed.add(Batches.withNonce(tx, nonce).sign(ExampleGenerator.key(sender)));
    }
    BlockEnvironment env = Batches.istanbul(block.environment());
    BatchInput input =
        new BatchInput(
            Fork.ISTANBUL,
            example.chainId(),
            Hash32.ZERO,
            example.preState(),
            List.of(new BlockInput(env, signed, List.of(), Word.ZERO)));
    BesuOracle besu = new BesuOracle(input);
    assertEquals(example.preState().copy().root(), besu.root());
    for (Transaction tx : signed) {
      assertEquals(Optional.of(21_000L), besu.run(tx));
    }
    BatchResult result = executed(input);
    assertEquals(signed.size(), result.transactions());
    assertEquals(besu.root(), result.facts().postStateRoot());
  }

  private static int senderOf(Transaction tx) {
    var signer = (io.proofmill.evm.crypto.Recovery.Signer) tx.recoverSender();
    for (int i = 0; i < ExampleGenerator.SENDERS; i++) {
      if (ExampleGenerator.sender(i).equals(signer.address())) {
        return i;
      }
    }
    throw new AssertionError("no sender of the example: " + signer.address());
  }

  private static void compare(int rounds) {
    SplittableRandom random = new SplittableRandom(7);
    int valid = 0;
    int invalid = 0;
    for (int round = 0; round < rounds; round++) {
      BatchInput input = randomBatch(random);
      BesuOracle besu = new BesuOracle(input);
      assertEquals(besu.root(), input.preState().copy().root(), "pre-state of round " + round);
      List<Transaction> transactions = input.blocks().getFirst().transactions();
      List<Integer> rejected = new ArrayList<>();
      List<Long> gas = new ArrayList<>();
      for (int i = 0; i < transactions.size(); i++) {
        Optional<Long> used = besu.run(transactions.get(i));
        used.ifPresent(gas::add);
        if (used.isEmpty()) {
          rejected.add(i);
        }
      }
      BatchResult result = executed(input);
      BlockResult block = result.blocks().getFirst();
      assertEquals(
          rejected,
          block.rejected().stream().map(BatchOutcome.InvalidTransaction::transaction).toList());
      assertEquals(gas, block.receipts().stream().map(Receipt::gasUsed).toList());
      assertEquals(besu.root(), result.facts().postStateRoot(), "round " + round);
      valid += gas.size();
      invalid += rejected.size();
    }
    assertTrue(valid > 5 * rounds && invalid > rounds, valid + " valid, " + invalid + " invalid");
  }

  private static BatchResult executed(BatchInput input) {
    var engine = new BatchExecutor(BatchExecutor.Forks.ALL, BatchExecutor.OnInvalid.LEAVE_OUT);
    BatchOutcome outcome = engine.execute(input, EventSink.NONE);
    return assertInstanceOf(BatchOutcome.Executed.class, outcome, outcome.toString()).result();
  }

  /// Few accounts, so that senders, recipients and coinbase coincide; now and then a wrong nonce,
  /// too little gas, or more value than there is.
  private static BatchInput randomBatch(SplittableRandom random) {
    List<Word> keys = new ArrayList<>();
    List<Address> everyone = new ArrayList<>();
    Map<Address, Account> accounts = new HashMap<>();
    Map<Address, Long> nonces = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      Word key = Word.of(random.nextLong()).plus(Word.ONE);
      Address address = Secp256k1.addressOf(key);
      keys.add(key);
      everyone.add(address);
      long nonce = random.nextInt(3);
      Word balance = Word.of(random.nextLong(2_000_000)).times(1_000_000);
      nonces.put(address, nonce);
      accounts.put(address, Account.of(nonce, balance.plus(Word.ONE), new byte[0], Map.of()));
    }
    for (int i = 0; i < 3; i++) {
      everyone.add(Address.of(Hash32.keccak(new byte[] {(byte) random.nextInt(8)}).toWord()));
    }
    accounts.put(
        Address.of(Word.of(0xc0de)),
        Account.of(1, Word.ZERO, new byte[] {0}, Map.of(Word.ONE, Word.of(7))));
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Word key = keys.get(random.nextInt(keys.size()));
      Address sender = Secp256k1.addressOf(key);
      long nonce = nonces.get(sender) + (random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0);
      byte[] data = new byte[random.nextInt(3) == 0 ? random.nextInt(40) : 0];
      random.nextBytes(data);
      long gas = random.nextInt(6) == 0 ? 20_990 + random.nextInt(20) : 21_000 + 700 * data.length;
      Transaction tx =
          Batches.legacy(
                  random.nextInt(3) == 0 ? -1 : CHAIN_ID,
                  Math.max(nonce, 0),
                  Word.of(random.nextLong(40)),
                  gas,
                  everyone.get(random.nextInt(everyone.size())),
                  Word.of(random.nextLong(3_000_000) * (random.nextInt(6) == 0 ? 1_000_000 : 1)),
                  data)
              .sign(key);
      transactions.add(tx);
      // A guess at what is valid: some guesses are wrong and make later nonces wrong too.
      if (nonce == nonces.get(sender) && gas >= 21_000) {
        nonces.put(sender, nonce + 1);
      }
    }
    BlockEnvironment env =
        new BlockEnvironment(
            9,
            1_000,
            300_000,
            everyone.get(random.nextInt(everyone.size())),
            Word.ZERO,
            Hash32.ZERO,
            Word.ZERO,
            0,
            Hash32.ZERO);
    return new BatchInput(
        Fork.ISTANBUL,
        CHAIN_ID,
        Hash32.ZERO,
        WorldState.of(accounts),
        List.of(new BlockInput(env, transactions, List.of(), Word.ZERO)));
  }
}
