package io.proofmill.circuits.batch;

import static io.proofmill.circuits.batch.TransferScript.address;
import static io.proofmill.circuits.batch.TransferScript.ether;
import static io.proofmill.circuits.batch.TransferScript.gwei;

import io.proofmill.circuits.batch.TransferScript.Transfer;
import io.proofmill.circuits.plan.BatchCheck;
import io.proofmill.circuits.plan.BatchPlanner;
import io.proofmill.circuits.plan.PlanOutcome;
import io.proofmill.circuits.plan.PlannedBatch;
import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.ExecutionEvent;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.proofsystem.lie.SoundnessSuite;
import io.proofmill.proofsystem.lie.WitnessSet;
import java.math.BigInteger;
import java.util.List;

/// A batch with every case that the tables treat apart: both types, a full and a cut tip, no gap, a
/// self-transfer, transfers to the coinbase, to address 0 and to a new account, a value and a
/// balance over 2^128 with carries and borrows, a coinbase with code, an empty block.
public final class SampleBatch {
  public static final Address ALICE = address(0xa11ce);
  public static final Address BOB = address(0xb0b);
  public static final Address CAROL = address(0xca401);
  public static final Address NEW = address(0x1111);
  public static final Address COINBASE = address(0xc01b);
  public static final Address CONTRACT = address(0xc0de);

  /// Balances of 2^128 and a little, so that low halves borrow and carry.
  private static final BigInteger RICH = BigInteger.TWO.pow(128).add(ether(1000));

  private static final BigInteger RICHER = BigInteger.TWO.pow(200).add(BigInteger.TEN);

  private SampleBatch() {}

  public static List<ExecutionEvent> events() {
    TransferScript script =
        new TransferScript(2, 1)
            .account(ALICE, 7, RICH)
            .account(BOB, 0, RICHER)
            .account(CAROL, 41, ether(5000))
            .account(
                CONTRACT,
                new AccountValue(1, Word.of(ether(3)), Hash32.keccak(new byte[] {0x60, 0x01})));
    script
        .beginBlock(900, 30_000_000, COINBASE, gwei(7))
        .transfer(new Transfer(2, ALICE, BOB, ether(1500), 21_000, gwei(30), gwei(2)))
        .transfer(new Transfer(2, ALICE, NEW, ether(10), 50_000, gwei(8), gwei(3)))
        .transfer(new Transfer(0, BOB, ALICE, RICH, 21_000, gwei(9), gwei(9)))
        .transfer(new Transfer(2, CAROL, CAROL, ether(1), 1 << 24, gwei(7), BigInteger.ZERO))
        .transfer(new Transfer(2, CAROL, COINBASE, BigInteger.ZERO, 90_000, gwei(9), gwei(2)))
        .endBlock()
        .beginBlock(901, 30_000_000, COINBASE, gwei(7))
        .endBlock()
        .beginBlock(902, 100_000, CONTRACT, BigInteger.ZERO)
        .transfer(new Transfer(0, NEW, Address.ZERO, ether(1), 21_000, gwei(1), gwei(1)))
        .transfer(new Transfer(2, BOB, ALICE, RICHER.shiftRight(1), 79_000, gwei(4), gwei(4)))
        .endBlock();
    return script.end();
  }

  /// The batch's only shard, with what the root adds.
  public static WitnessSet witness() {
    return witness("every case", events(), 6);
  }

  /// The same over three shards: full and empty tables.
  public static WitnessSet split() {
    return witness("three shards", events(), 4);
  }

  /// A block without transactions.
  public static WitnessSet emptyBlock() {
    List<ExecutionEvent> events =
        new TransferScript(3, 1).beginBlock(5, 30_000_000, COINBASE, gwei(7)).endBlock().end();
    return witness("an empty block", events, 4);
  }

  /// Every table empty, partly filled and full, under three forks.
  public static SoundnessSuite suite() {
    return new SoundnessSuite()
        .witness(witness())
        .witness(oneTransfer())
        .witness(split())
        .witness(emptyBlock());
  }

  /// One transfer in one block, most rows padding.
  public static WitnessSet oneTransfer() {
    return witness("one transfer", oneTransfer(21_000), 4);
  }

  /// One transfer that uses another amount of gas than it should.
  public static WitnessSet oneTransferOfGas(long gas) {
    return witness("one transfer of " + gas + " gas", oneTransfer(gas), 4);
  }

  private static List<ExecutionEvent> oneTransfer(long gas) {
    return new TransferScript(1, 5)
        .account(ALICE, 0, ether(50))
        .gasOfTransfer(gas)
        .beginBlock(1, 30_000_000, COINBASE, gwei(7))
        .transfer(new Transfer(2, ALICE, BOB, ether(1), 30_000, gwei(30), gwei(2)))
        .endBlock()
        .end();
  }

  public static WitnessSet witness(String name, List<ExecutionEvent> events, int maxLogHeight) {
    PlannedBatch batch = plan(events, maxLogHeight);
    return new WitnessSet(name, BatchCheck.tables(batch), BatchCheck.rootMessages(batch));
  }

  public static PlannedBatch plan(List<ExecutionEvent> events, int maxLogHeight) {
    return switch (outcome(events, maxLogHeight)) {
      case PlanOutcome.Planned planned -> planned.batch();
      case PlanOutcome.Unsupported refused -> throw new AssertionError(refused.message());
    };
  }

  public static PlanOutcome outcome(List<ExecutionEvent> events, int maxLogHeight) {
    BatchPlanner planner = new BatchPlanner(maxLogHeight);
    events.forEach(planner::accept);
    return planner.outcome();
  }
}
