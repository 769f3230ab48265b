package io.proofmill.circuits.plan;

import static io.proofmill.circuits.batch.SampleBatch.ALICE;
import static io.proofmill.circuits.batch.SampleBatch.BOB;
import static io.proofmill.circuits.batch.SampleBatch.COINBASE;
import static io.proofmill.circuits.batch.TransferScript.ether;
import static io.proofmill.circuits.batch.TransferScript.gwei;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.circuits.batch.SampleBatch;
import io.proofmill.circuits.batch.TransferScript;
import io.proofmill.circuits.batch.TransferScript.Transfer;
import io.proofmill.circuits.block.ProvenFork;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.ExecutionEvent;
import io.proofmill.evm.event.TxBegin;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.testing.Fixtures;
import io.proofmill.verifier.batch.RootMessage;
import io.proofmill.verifier.protocol.ProofShape;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
  private static final Transfer PLAIN =
      new Transfer(2, ALICE, BOB, ether(1), 30_000, gwei(20), gwei(1));

  @Test
  void aTransferIsPlanned() {
    assertInstanceOf(PlanOutcome.Planned.class, outcome(2, PLAIN, UnaryOperator.identity()));
  }

  @Test
  void anUnknownForkIsRefused() {
    PlanOutcome.Unsupported refusal = refusal(9, PLAIN, UnaryOperator.identity());
    assertEquals(UnsupportedFeature.FORK, refusal.feature());
    assertEquals(OptionalInt.empty(), refusal.transaction());
  }

  @Test
  void otherTransactionTypesAreRefused() {
    for (int type : new int[] {1, 3, 4}) {
      assertRefused(
          UnsupportedFeature.TRANSACTION_TYPE, tx -> with(tx, type, tx.to(), tx.data(), 21_000));
    }
  }

  @Test
  void contractCreationIsRefused() {
    assertRefused(
        UnsupportedFeature.CONTRACT_CREATION,
        tx -> with(tx, 2, Optional.empty(), tx.data(), 53_000));
  }

  @Test
  void calldataIsRefused() {
    assertRefused(UnsupportedFeature.CALLDATA, tx -> with(tx, 2, tx.to(), new byte[] {0}, 21_004));
  }

  @Test
  void anAccessListIsRefusedForItsGas() {
    assertRefused(UnsupportedFeature.INTRINSIC_GAS, tx -> with(tx, 2, tx.to(), tx.data(), 23_400));
  }

  @Test
  void feesOfMoreThan96BitsAreRefused() {
    BigInteger most = BigInteger.TWO.pow(96).subtract(BigInteger.ONE);
    Transfer dear = new Transfer(2, BOB, ALICE, ether(1), 21_000, most, most);
    assertInstanceOf(PlanOutcome.Planned.class, outcome(2, dear, UnaryOperator.identity()));
    BigInteger more = BigInteger.TWO.pow(96);
    Transfer dearer = new Transfer(2, BOB, ALICE, ether(1), 21_000, more, gwei(1));
    PlanOutcome.Unsupported refusal = refusal(2, dearer, UnaryOperator.identity());
    assertEquals(UnsupportedFeature.FEE, refusal.feature());
  }

  @Test
  void aGasLimitOf32BitsOrMoreIsRefusedWhereTheForkAllowsIt() {
    Transfer most = new Transfer(2, BOB, ALICE, ether(1), (1L << 32) - 1, gwei(20), gwei(1));
    assertInstanceOf(PlanOutcome.Planned.class, outcome(1, most, UnaryOperator.identity()));
    Transfer more = new Transfer(2, BOB, ALICE, ether(1), 1L << 32, gwei(20), gwei(1));
    PlanOutcome.Unsupported refusal = refusal(1, more, UnaryOperator.identity());
    assertEquals(UnsupportedFeature.GAS_LIMIT, refusal.feature());
  }

  @Test
  void codeAtTheTargetIsRefusedWithItsPlace() {
    AccountValue contract = new AccountValue(1, Word.ZERO, Hash32.keccak(new byte[] {1}));
    List<ExecutionEvent> events =
        script(2).account(BOB, contract).transfer(PLAIN).transfer(PLAIN).endBlock().end();
    PlanOutcome.Unsupported refusal = assertRefusal(events);
    assertEquals(UnsupportedFeature.CODE_AT_TARGET, refusal.feature());
    assertEquals(OptionalInt.of(0), refusal.transaction());
    assertEquals(
        "block 0, transaction 0: not provable: code at the target: " + BOB, refusal.message());
  }

  @Test
  void codeAtTheSenderIsRefused() {
    AccountValue delegated =
        new AccountValue(1, Word.of(ether(1000)), Hash32.keccak(new byte[] {(byte) 0xef}));
    List<ExecutionEvent> events =
        script(2).account(ALICE, delegated).transfer(PLAIN).endBlock().end();
    assertEquals(UnsupportedFeature.CODE_AT_SENDER, assertRefusal(events).feature());
  }

  @Test
  void addressesAmongThePrecompilesAreRefused() {
    for (long low : new long[] {1, 0x11, 0x100, 0xffff}) {
      Transfer t =
          new Transfer(2, ALICE, new Address(0, 0, low), ether(1), 21_000, gwei(9), gwei(1));
      List<ExecutionEvent> events = script(2).transfer(t).endBlock().end();
      assertEquals(UnsupportedFeature.LOW_ADDRESS, assertRefusal(events).feature());
    }
    Transfer next =
        new Transfer(2, ALICE, new Address(0, 0, 1 << 16), ether(1), 21_000, gwei(9), gwei(1));
    SampleBatch.plan(script(2).transfer(next).endBlock().end(), 4);
  }

  @Test
  void askingForTheOutcomeOfHalfABatchIsAMistake() {
    BatchPlanner planner = new BatchPlanner(4);
    planner.accept(SampleBatch.events().getFirst());
    assertThrows(IllegalStateException.class, planner::outcome);
  }

  @Test
  void theForksGasCapsAreThoseOfTheirRules() {
    for (ProvenFork fork : ProvenFork.values()) {
      ForkRules rules =
          java.util.Arrays.stream(Fork.values())
              .map(Fork::rules)
              .filter(r -> r.provable() && r.statementId() == fork.number())
              .findFirst()
              .orElseThrow();
      long cap = rules.maxTransactionGas();
      assertEquals(cap == 0 ? (1L << 32) - 1 : cap, fork.txGasCap(), fork.name());
    }
  }

  @Test
  void noProvenForkHasAPrecompileWhereAccountsMayBe() {
    for (Fork fork : Fork.values()) {
      if (fork.rules().provable()) {
        assertTrue(fork.rules().highestPrecompile() < 0xffff, fork.name());
      }
    }
  }

  @Test
  void everyShardHasTheOneShapeOfTheCatalogue() {
    for (int h = TransferCircuits.MIN_LOG_HEIGHT; h <= TransferCircuits.MAX_LOG_HEIGHT; h++) {
      List<ProofShape> shapes = TransferCircuits.shapes(h);
      assertEquals(1, shapes.size());
      assertEquals(5, shapes.getFirst().tables().size());
    }
    assertThrows(IllegalArgumentException.class, () -> TransferCircuits.shapes(3));
    assertThrows(IllegalArgumentException.class, () -> TransferCircuits.shapes(21));
  }

  @Test
  void theRootMessagesAreTheFourEndsOfTwoChains() {
    List<String> messages =
        TransferCircuits.rules().rootMessages().stream()
            .map((RootMessage m) -> m.direction() + " " + m.bus().name())
            .toList();
    assertEquals(
        List.of(
            "SEND BLOCK_TOKEN",
            "RECEIVE BLOCK_TOKEN",
            "SEND ACCOUNT_ORDER",
            "RECEIVE ACCOUNT_ORDER"),
        messages);
  }

  @Test
  void everyAssumptionIsExplained() throws IOException {
    Path page = Fixtures.repository().resolve("docs/circuits/README.md");
    String explained = Files.readString(page).split("## What is not proven", 2)[1];
    for (String assumption : TransferCircuits.ASSUMPTIONS) {
      assertTrue(explained.contains("`" + assumption + "`"), assumption);
    }
  }

  private static TransferScript script(int fork) {
    return new TransferScript(fork, 1)
        .account(ALICE, 7, ether(100_000))
        .account(BOB, 0, BigInteger.TWO.pow(128))
        .beginBlock(900, 1L << 40, COINBASE, gwei(7));
  }

  private static PlanOutcome outcome(int fork, Transfer transfer, UnaryOperator<TxBegin> change) {
    List<ExecutionEvent> events = new ArrayList<>();
    for (ExecutionEvent event : script(fork).transfer(transfer).endBlock().end()) {
      events.add(event instanceof TxBegin tx ? change.apply(tx) : event);
    }
    return SampleBatch.outcome(events, 4);
  }

  private static PlanOutcome.Unsupported refusal(
      int fork, Transfer transfer, UnaryOperator<TxBegin> change) {
    return assertInstanceOf(PlanOutcome.Unsupported.class, outcome(fork, transfer, change));
  }

  private static PlanOutcome.Unsupported assertRefusal(List<ExecutionEvent> events) {
    return assertInstanceOf(PlanOutcome.Unsupported.class, SampleBatch.outcome(events, 4));
  }

  private static void assertRefused(UnsupportedFeature feature, UnaryOperator<TxBegin> change) {
    assertEquals(feature, refusal(2, PLAIN, change).feature());
  }

  private static TxBegin with(
      TxBegin tx, int type, Optional<Address> to, byte[] data, long intrinsicGas) {
    return new TxBegin(
        tx.ts(),
        tx.nextTs(),
        tx.txId(),
        tx.blockIndex(),
        tx.index(),
        type,
        tx.hash(),
        tx.signingHash(),
        tx.sender(),
        tx.chainIdSigned(),
        tx.nonce(),
        tx.gasLimit(),
        tx.maxFeePerGas(),
        tx.maxPriorityFeePerGas(),
        tx.effectiveGasPrice(),
        to,
        tx.value(),
        data,
        intrinsicGas,
        tx.floorGas(),
        tx.yParity(),
        tx.r(),
        tx.s());
  }
}
