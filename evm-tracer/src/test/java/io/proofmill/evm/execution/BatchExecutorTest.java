package io.proofmill.evm.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.crypto.Secp256k1;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.state.Account;
import io.proofmill.evm.state.WorldState;
import io.proofmill.evm.transaction.AccessListEntry;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.trie.Trie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Blocks with a base fee of 10 and hand-computed outcomes.
class BatchExecutorTest {
  private static final long CHAIN = 1;
  private static final Word KEY = Word.of(0xA11CE);
  private static final Address ALICE = Secp256k1.addressOf(KEY);
  private static final Address BOB = Address.of("000000000000000000000000000000000000b0b0");
  private static final Address COINBASE = Address.of("00000000000000000000000000000000c01bba5e");
  private static final Address CONTRACT = Address.of("00000000000000000000000000000000c0de0001");
  private static final long BALANCE = 10_000_000;

  private final Map<Address, Account> accounts = new HashMap<>();

  {
    accounts.put(ALICE, plain(5, BALANCE));
    accounts.put(CONTRACT, Account.of(1, Word.ZERO, new byte[] {0x60, 0}, Map.of()));
  }

  /// Fee cap 15, tip 3: the price is 13, of which 3 go to the coinbase.
  @Test
  void aDynamicFeeTransferPaysBaseFeeAndTip() {
    BatchResult result = executed(dynamic(5, 3, 15, 30_000, BOB, 1_000));
    assertBalance(result, ALICE, BALANCE - 1_000 - 21_000 * 13);
    assertBalance(result, BOB, 1_000);
    assertBalance(result, COINBASE, 21_000 * 3);
    assertEquals(6, result.postState().value(ALICE).nonce());
    assertEquals(21_000, result.gasUsed());
  }

  /// Fee cap 12 and tip 5 leave a tip of 2.
  @Test
  void theFeeCapCutsTheTip() {
    BatchResult result = executed(dynamic(5, 5, 12, 21_000, BOB, 1));
    assertBalance(result, ALICE, BALANCE - 1 - 21_000 * 12);
    assertBalance(result, COINBASE, 21_000 * 2);
  }

  @Test
  void aFeeCapAtTheBaseFeeLeavesTheCoinbaseNothingAndAbsent() {
    BatchResult result = executed(dynamic(5, 5, 10, 21_000, BOB, 1));
    assertBalance(result, ALICE, BALANCE - 1 - 21_000 * 10);
    assertTrue(result.postState().account(COINBASE).isEmpty());
  }

  @Test
  void aLegacyTransferPaysItsGasPrice() {
    BatchResult result = executed(legacy(5, 14, 25_000, BOB, 7));
    assertBalance(result, ALICE, BALANCE - 7 - 21_000 * 14);
    assertBalance(result, COINBASE, 21_000 * 4);
  }

  @Test
  void aTransferToOneselfCostsOnlyTheFee() {
    BatchResult result = executed(dynamic(5, 1, 11, 21_000, ALICE, 9_000_000));
    assertBalance(result, ALICE, BALANCE - 21_000 * 11);
  }

  @Test
  void aTransferToTheCoinbaseAddsUpWithTheFee() {
    BatchResult result = executed(dynamic(5, 1, 11, 21_000, COINBASE, 500));
    assertBalance(result, COINBASE, 500 + 21_000);
  }

  @Test
  void aTransferOfNothingToNobodyMakesNoAccount() {
    BatchResult result = executed(dynamic(5, 1, 11, 21_000, BOB, 0));
    assertTrue(result.postState().account(BOB).isEmpty());
    assertBalance(result, ALICE, BALANCE - 21_000 * 11);
  }

  /// Everything a sender has: gasLimit · maxFeePerGas + value is exactly the balance.
  @Test
  void theBalanceMayBeSpentToTheLastWei() {
    long value = BALANCE - 21_000 * 11;
    BatchResult result = executed(dynamic(5, 1, 11, 21_000, BOB, value));
    assertBalance(result, ALICE, 0);
    assertEquals(6, result.postState().value(ALICE).nonce());
    refused(TransactionFault.BALANCE_TOO_LOW, dynamic(5, 1, 11, 21_000, BOB, value + 1));
    // The fee cap counts, not the price: at 12 it is too much, though the price stays 11.
    refused(TransactionFault.BALANCE_TOO_LOW, dynamic(5, 1, 12, 21_000, BOB, value));
  }

  /// 3 zero bytes and 5 others: 4·3 + 16·5 = 92 of calldata, and a floor of 10·(3 + 4·5) = 230.
  @Test
  void calldataCostsAtLeastTheFloorOfPrague() {
    byte[] data = {0, 1, 2, 0, 3, 0, 4, 5};
    Transaction tx = sign(call(5, data, 21_300));
    assertEquals(21_230, executed(Fork.PRAGUE, tx).gasUsed());
    assertEquals(21_092, executed(Fork.CANCUN, tx).gasUsed());
    refused(TransactionFault.GAS_LIMIT_BELOW_FLOOR, sign(call(5, data, 21_229)));
    refused(TransactionFault.GAS_LIMIT_BELOW_INTRINSIC, sign(call(5, data, 21_091)));
    BatchResult result = executed(Fork.PRAGUE, tx);
    assertBalance(result, ALICE, BALANCE - 21_230 * 11);
    assertBalance(result, COINBASE, 21_230);
  }

  @Test
  void everyFaultRefusesTheBatchAtItsTransaction() {
    refused(TransactionFault.NONCE_TOO_LOW, dynamic(4, 1, 11, 21_000, BOB, 1));
    refused(TransactionFault.NONCE_TOO_HIGH, dynamic(6, 1, 11, 21_000, BOB, 1));
    refused(TransactionFault.NONCE_AT_MAXIMUM, dynamic(-1, 1, 11, 21_000, BOB, 1));
    refused(TransactionFault.FEE_CAP_BELOW_BASE_FEE, dynamic(5, 1, 9, 21_000, BOB, 1));
    refused(TransactionFault.FEE_CAP_BELOW_BASE_FEE, legacy(5, 9, 21_000, BOB, 1));
    refused(TransactionFault.PRIORITY_FEE_ABOVE_FEE_CAP, dynamic(5, 12, 11, 21_000, BOB, 1));
    refused(TransactionFault.GAS_LIMIT_BELOW_INTRINSIC, dynamic(5, 1, 11, 20_999, BOB, 1));
    refused(TransactionFault.GAS_LIMIT_ABOVE_CAP, legacy(5, 10, (1 << 24) + 1, BOB, 1));
    refused(Fork.PRAGUE, TransactionFault.GAS_LIMIT_ABOVE_BLOCK, legacy(5, 10, 30_000_001, BOB, 1));
    refused(TransactionFault.SIGNATURE_INVALID, withS(legacy(5, 10, 21_000, BOB, 1), Word.ZERO));
    Transaction otherChain =
        sign(
            Batches.transaction(
                2, OptionalLong.of(2), 5, w(1), w(11), 21_000, Optional.of(BOB), w(1), none()));
    refused(TransactionFault.CHAIN_ID_MISMATCH, otherChain);
    Transaction overflow =
        sign(
            Batches.transaction(
                2, chain(), 5, w(1), Word.MAX, 21_000, Optional.of(BOB), w(1), none()));
    refused(TransactionFault.FEE_OVERFLOW, overflow);
    Transaction tooMuch =
        sign(
            Batches.transaction(
                2, chain(), 5, w(1), w(11), 21_000, Optional.of(BOB), Word.MAX, none()));
    refused(TransactionFault.BALANCE_TOO_LOW, tooMuch);
    refused(Fork.BERLIN, TransactionFault.TYPE_NOT_IN_FORK, dynamic(5, 1, 11, 21_000, BOB, 1));
    accounts.put(ALICE, Account.of(5, w(BALANCE), new byte[] {0}, Map.of()));
    refused(TransactionFault.SENDER_HAS_CODE, dynamic(5, 1, 11, 21_000, BOB, 1));
  }

  @Test
  void aNonceAtTheMaximumIsNeverUsed() {
    accounts.put(ALICE, plain(-2, BALANCE));
    assertEquals(-1, executed(legacy(-2, 10, 21_000, BOB, 1)).postState().value(ALICE).nonce());
    accounts.put(ALICE, plain(-1, BALANCE));
    refused(TransactionFault.NONCE_AT_MAXIMUM, legacy(-1, 10, 21_000, BOB, 1));
  }

  @Test
  void theBlockGasLimitHoldsForAllTransactionsTogether() {
    Transaction first = legacy(5, 10, 15_000_000, BOB, 1);
    accounts.put(ALICE, plain(5, 1_000_000_000));
    // 21,000 of the first are used; 30,000,000 − 21,000 are left.
    Transaction fits = legacy(6, 10, 29_979_000, BOB, 1);
    Transaction not = legacy(6, 10, 29_979_001, BOB, 1);
    assertEquals(42_000, executed(Fork.PRAGUE, first, fits).gasUsed());
    var refusal =
        assertInstanceOf(BatchOutcome.InvalidTransaction.class, run(Fork.PRAGUE, first, not));
    assertEquals(TransactionFault.GAS_LIMIT_ABOVE_BLOCK, refusal.fault());
    assertEquals(1, refusal.transaction());
  }

  @Test
  void aLaterInvalidTransactionRefusesTheWholeBatchAtItsPlace() {
    Transaction first = legacy(5, 10, 21_000, BOB, 9_000_000);
    Transaction second = legacy(6, 10, 21_000, BOB, 9_000_000);
    var refusal =
        assertInstanceOf(BatchOutcome.InvalidTransaction.class, run(Fork.OSAKA, first, second));
    assertEquals(1, refusal.transaction());
    assertEquals(
        "transaction 1: the balance is too low: " + ALICE + " has 790000, needs 9210000",
        refusal.message());
  }

  /// The example with one more transfer of all that its sender had at the start.
  @Test
  void theExampleIsRefusedWithATransferBeyondTheBalance() {
    BatchInput example = Batches.example(ExampleGenerator.COMMITTED_TRANSACTIONS);
    Word key = ExampleGenerator.key(0);
    Address sender = Secp256k1.addressOf(key);
    BlockInput block = example.blocks().getFirst();
    AccountValue after =
        assertInstanceOf(
                BatchOutcome.Executed.class, new BatchExecutor().execute(example, EventSink.NONE))
            .result()
            .postState()
            .value(sender);
    Transaction greedy =
        Batches.transaction(
                2,
                OptionalLong.of(ExampleGenerator.CHAIN_ID),
                after.nonce(),
                Word.ZERO,
                block.environment().baseFeePerGas(),
                21_000,
                Optional.of(BOB),
                example.preState().value(sender).balance(),
                none())
            .sign(key);
    List<Transaction> transactions = new ArrayList<>(block.transactions());
    transactions.add(greedy);
    BatchInput input =
        new BatchInput(
            example.fork(),
            example.chainId(),
            example.parentHash(),
            example.preState(),
            List.of(new BlockInput(block.environment(), transactions, List.of(), Word.ZERO)));
    BatchOutcome outcome = new BatchExecutor().execute(input, EventSink.NONE);
    var refusal = assertInstanceOf(BatchOutcome.InvalidTransaction.class, outcome);
    assertEquals(TransactionFault.BALANCE_TOO_LOW, refusal.fault());
    assertEquals(ExampleGenerator.COMMITTED_TRANSACTIONS, refusal.transaction());
  }

  @Test
  void whatIsNotSupportedIsNamedWithItsTransaction() {
    unsupported(Feature.CODE_AT_TARGET, legacy(5, 10, 21_000, CONTRACT, 1));
    unsupported(Feature.PRECOMPILE_AT_TARGET, legacy(5, 10, 21_000, Address.of(w(1)), 1));
    unsupported(Feature.PRECOMPILE_AT_TARGET, legacy(5, 10, 21_000, Address.of(w(0x11)), 1));
    unsupported(Feature.PRECOMPILE_AT_TARGET, legacy(5, 10, 21_000, Address.of(w(0x100)), 1));
    assertEquals(21_000, executed(legacy(5, 10, 21_000, Address.of(w(0x12)), 1)).gasUsed());
    assertEquals(
        21_000, executed(Fork.PRAGUE, legacy(5, 10, 21_000, Address.of(w(0x100)), 1)).gasUsed());
    unsupported(
        Feature.CONTRACT_CREATION,
        sign(
            Batches.transaction(
                0, chain(), 5, w(10), w(10), 60_000, Optional.empty(), w(0), none())));
    Transaction plain = dynamic(5, 1, 11, 30_000, BOB, 1);
    unsupported(
        Feature.ACCESS_LIST, sign(typed(2, plain, List.of(new AccessListEntry(BOB, List.of())))));
    unsupported(Feature.BLOB_TRANSACTION, sign(typed(3, plain, List.of())));
    unsupported(Feature.SET_CODE_TRANSACTION, sign(typed(4, plain, List.of())));
    accounts.put(BOB, plain(0, 0));
    unsupported(Feature.EMPTY_ACCOUNT, legacy(5, 10, 21_000, BOB, 1));
    accounts.put(BOB, Account.of(0, Word.MAX, none(), Map.of()));
    unsupported(Feature.BALANCE_OVERFLOW, legacy(5, 10, 21_000, BOB, 1));
    accounts.remove(BOB);
    byte[] delegation = new byte[23];
    delegation[0] = (byte) 0xef;
    delegation[1] = 1;
    accounts.put(ALICE, Account.of(5, w(BALANCE), delegation, Map.of()));
    unsupported(Feature.DELEGATED_SENDER, legacy(5, 10, 21_000, BOB, 1));
    refused(Fork.CANCUN, TransactionFault.SENDER_HAS_CODE, legacy(5, 10, 21_000, BOB, 1));
  }

  @Test
  void whatIsNotSupportedOfABlockIsNamed() {
    BlockInput block = block(List.of());
    BlockInput rewarded = new BlockInput(block.environment(), List.of(), List.of(), w(2));
    assertFeature(Feature.BLOCK_REWARD, input(Fork.ISTANBUL, rewarded));
    Withdrawal withdrawal = new Withdrawal(0, 0, BOB, 1);
    BlockInput withdrawing =
        new BlockInput(block.environment(), List.of(), List.of(withdrawal), Word.ZERO);
    assertFeature(Feature.WITHDRAWALS, input(Fork.OSAKA, withdrawing));
    Address history = Address.of("0000f90827f1c53a10cb7a02335b175320002935");
    accounts.put(history, Account.of(1, Word.ZERO, new byte[] {0}, Map.of()));
    assertFeature(Feature.SYSTEM_CONTRACT, input(Fork.OSAKA, block));
    BatchOutcome outcome = new BatchExecutor().execute(input(Fork.CANCUN, block), EventSink.NONE);
    var refusal = assertInstanceOf(BatchOutcome.Unsupported.class, outcome);
    assertEquals(Feature.FORK, refusal.feature());
    assertEquals("block 0: not supported: a fork that cannot be proven: Cancun", refusal.message());
  }

  @Test
  void anEmptyBlockKeepsTheState() {
    BatchResult result = executed(Fork.OSAKA);
    assertEquals(result.facts().preStateRoot(), result.facts().postStateRoot());
    BlockHeader header = result.blocks().getFirst().header();
    assertEquals(Trie.EMPTY_ROOT, header.transactionsRoot());
    assertEquals(Trie.EMPTY_ROOT, header.receiptsRoot());
    assertEquals(Hash32.keccak(Trie.EMPTY_ROOT.toBytes()), result.facts().dataCommitment());
  }

  @Test
  void consecutiveBlocksFollowEachOther() {
    BlockInput first = block(List.of(legacy(5, 10, 21_000, BOB, 1)));
    BlockEnvironment next = environment(2, 2_000);
    BlockInput second =
        new BlockInput(next, List.of(legacy(6, 10, 21_000, BOB, 2)), List.of(), Word.ZERO);
    BatchResult result =
        assertInstanceOf(
                BatchOutcome.Executed.class,
                new BatchExecutor().execute(input(Fork.OSAKA, first, second), EventSink.NONE))
            .result();
    assertBalance(result, BOB, 3);
    assertEquals(result.blocks().getFirst().hash(), result.blocks().get(1).header().parentHash());
    assertEquals(1, result.facts().firstBlock());
    assertEquals(2, result.facts().lastBlock());
    assertEquals(
        Hash32.keccak(
            result.blocks().get(0).header().transactionsRoot().toBytes(),
            result.blocks().get(1).header().transactionsRoot().toBytes()),
        result.facts().dataCommitment());
    for (BlockEnvironment wrong : List.of(environment(3, 2_000), environment(2, 1_000))) {
      BlockInput bad = new BlockInput(wrong, List.of(), List.of(), Word.ZERO);
      BatchOutcome outcome =
          new BatchExecutor().execute(input(Fork.OSAKA, first, bad), EventSink.NONE);
      assertEquals(1, assertInstanceOf(BatchOutcome.InvalidBlock.class, outcome).block());
    }
  }

  @Test
  void anExecutionLeavesItsInputAsItWas() {
    BatchInput input = input(Fork.OSAKA, block(List.of(legacy(5, 10, 21_000, BOB, 1))));
    Hash32 before = input.preState().copy().root();
    BatchOutcome first = new BatchExecutor().execute(input, EventSink.NONE);
    assertEquals(before, input.preState().copy().root());
    BatchOutcome second = new BatchExecutor().execute(input, EventSink.NONE);
    assertEquals(
        assertInstanceOf(BatchOutcome.Executed.class, first).result().facts(),
        assertInstanceOf(BatchOutcome.Executed.class, second).result().facts());
  }

  private static Account plain(long nonce, long balance) {
    return Account.of(nonce, w(balance), none(), Map.of());
  }

  private static Word w(long value) {
    return Word.of(value);
  }

  private static byte[] none() {
    return new byte[0];
  }

  private static OptionalLong chain() {
    return OptionalLong.of(CHAIN);
  }

  private static Transaction sign(Transaction tx) {
    return tx.sign(KEY);
  }

  private static Transaction legacy(long nonce, long price, long gas, Address to, long value) {
    return sign(Batches.legacy(CHAIN, nonce, w(price), gas, to, w(value), none()));
  }

  private static Transaction dynamic(
      long nonce, long tip, long cap, long gas, Address to, long value) {
    return sign(
        Batches.transaction(
            2, chain(), nonce, w(tip), w(cap), gas, Optional.of(to), w(value), none()));
  }

  private static Transaction call(long nonce, byte[] data, long gas) {
    return Batches.transaction(
        2, chain(), nonce, w(1), w(11), gas, Optional.of(BOB), Word.ZERO, data);
  }

  private static Transaction typed(int type, Transaction tx, List<AccessListEntry> accessList) {
    return new Transaction(
        type,
        tx.chainId(),
        tx.nonce(),
        tx.maxPriorityFeePerGas(),
        tx.maxFeePerGas(),
        tx.gasLimit(),
        tx.to(),
        tx.value(),
        tx.data(),
        accessList,
        type == 3 ? Word.ONE : Word.ZERO,
        type == 3 ? List.of(Hash32.ZERO) : List.of(),
        List.of(),
        tx.v(),
        tx.r(),
        tx.s());
  }

  private static Transaction withS(Transaction tx, Word s) {
    return new Transaction(
        tx.type(),
        tx.chainId(),
        tx.nonce(),
        tx.maxPriorityFeePerGas(),
        tx.maxFeePerGas(),
        tx.gasLimit(),
        tx.to(),
        tx.value(),
        tx.data(),
        tx.accessList(),
        tx.maxFeePerBlobGas(),
        tx.blobVersionedHashes(),
        tx.authorizations(),
        tx.v(),
        tx.r(),
        s);
  }

  private static BlockEnvironment environment(long number, long timestamp) {
    return new BlockEnvironment(
        number, timestamp, 30_000_000, COINBASE, Word.ZERO, Hash32.ZERO, w(10), 0, Hash32.ZERO);
  }

  private static BlockInput block(List<Transaction> transactions) {
    return new BlockInput(environment(1, 1_000), transactions, List.of(), Word.ZERO);
  }

  private BatchInput input(Fork fork, BlockInput... blocks) {
    return new BatchInput(fork, CHAIN, Hash32.ZERO, WorldState.of(accounts), List.of(blocks));
  }

  private BatchOutcome run(Fork fork, Transaction... transactions) {
    var engine = new BatchExecutor(BatchExecutor.Forks.ALL, BatchExecutor.OnInvalid.REFUSE_BATCH);
    return engine.execute(input(fork, block(List.of(transactions))), EventSink.NONE);
  }

  private BatchResult executed(Transaction tx) {
    return executed(Fork.OSAKA, tx);
  }

  private BatchResult executed(Fork fork, Transaction... transactions) {
    BatchOutcome outcome = run(fork, transactions);
    return assertInstanceOf(BatchOutcome.Executed.class, outcome, outcome.toString()).result();
  }

  private static void assertBalance(BatchResult result, Address address, long balance) {
    assertEquals(w(balance), result.postState().value(address).balance(), address.toString());
  }

  private void refused(TransactionFault fault, Transaction tx) {
    refused(Fork.OSAKA, fault, tx);
  }

  private void refused(Fork fork, TransactionFault fault, Transaction tx) {
    BatchOutcome outcome = run(fork, tx);
    var refusal =
        assertInstanceOf(BatchOutcome.InvalidTransaction.class, outcome, outcome.toString());
    assertEquals(fault, refusal.fault());
    assertEquals(0, refusal.transaction());
    assertTrue(refusal.message().startsWith("transaction 0: " + fault.text()), refusal.message());
  }

  private void unsupported(Feature feature, Transaction tx) {
    BatchOutcome outcome = run(Fork.OSAKA, tx);
    var refusal = assertInstanceOf(BatchOutcome.Unsupported.class, outcome, outcome.toString());
    assertEquals(feature, refusal.feature());
    assertEquals(OptionalInt.of(0), refusal.transaction());
  }

  private static void assertFeature(Feature feature, BatchInput input) {
    var engine = new BatchExecutor(BatchExecutor.Forks.ALL, BatchExecutor.OnInvalid.REFUSE_BATCH);
    BatchOutcome outcome = engine.execute(input, EventSink.NONE);
    var refusal = assertInstanceOf(BatchOutcome.Unsupported.class, outcome, outcome.toString());
    assertEquals(feature, refusal.feature());
    assertEquals(OptionalInt.empty(), refusal.transaction());
  }
}
