package io.proofmill.circuits.batch;

import static io.proofmill.circuits.batch.SampleBatch.ALICE;
import static io.proofmill.circuits.batch.SampleBatch.BOB;
import static io.proofmill.circuits.batch.SampleBatch.COINBASE;
import static io.proofmill.circuits.batch.TransferScript.ether;
import static io.proofmill.circuits.batch.TransferScript.gwei;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.circuits.batch.TransferScript.Transfer;
import io.proofmill.circuits.machine.MachineBus;
import io.proofmill.evm.primitive.Address;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.proofsystem.trace.TableWitness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Mounts the attacks of DESIGN §10 that transfers reach, each on a whole batch.
class TransferRulesTest {
  private static final Transfer PLAIN =
      new Transfer(2, ALICE, BOB, ether(1), 30_000, gwei(20), gwei(1));

  @Test
  void theUnchangedBatchIsAccepted() {
    assertEquals(Set.of(), new Attack(SampleBatch.witness()).firing());
  }

  @Test
  void r01_anotherStatementDoesNotFitTheShards() {
    for (int field : new int[] {2, 4, 5}) { // number, fork, chain id of the first token
      Attack attack = new Attack(SampleBatch.witness());
      BusMessage start = attack.messages().removeFirst();
      List<FrElement> fields = new ArrayList<>(start.fields());
      fields.set(field, fields.get(field).plus(FrElement.ONE));
      attack.messages().add(new BusMessage(start.bus(), start.multiplicity(), fields));
      assertEquals(Set.of("bus BLOCK_TOKEN"), attack.firing());
    }
  }

  @Test
  void r02_anAccountCannotBeInitialisedTwice() {
    Attack copied = new Attack(SampleBatch.witness());
    int row = copied.row("BOUNDARY", r -> isAccount(r, ALICE));
    copied.copyRow("BOUNDARY", row, copied.padding("BOUNDARY"));
    assertEquals(Set.of("bus ACCOUNT_ORDER", "bus ACCOUNT_CELL"), copied.firing());

    // As a row of its own in the order, after the true one: the gap is −1.
    Attack appended = new Attack(SampleBatch.witness());
    int second = appended.padding("BOUNDARY");
    int next = appended.row("BOUNDARY", r -> isSuccessor(appended, r, row));
    appended.copyRow("BOUNDARY", row, second);
    appended.set("BOUNDARY", second, "lower", appended.get("BOUNDARY", next, "lower"));
    for (int i = 0; i < 10; i++) {
      appended.set("BOUNDARY", second, "gap[" + i + "]", i == 0 ? -1 : 0);
    }
    // The forged row is initialised and taken back at once, untouched.
    for (String value : List.of("Nonce", "BalanceHi", "BalanceLo", "CodeHashHi", "CodeHashLo")) {
      appended.set(
          "BOUNDARY", second, "last" + value, appended.get("BOUNDARY", second, "first" + value));
    }
    appended.set("BOUNDARY", second, "lastTs", 0);
    assertEquals(Set.of("bus RANGE16"), appended.firing());
  }

  @Test
  void r02_twoOrdersCannotBothStartFromTheRoot() {
    Attack attack = new Attack(SampleBatch.witness());
    int first = attack.row("BOUNDARY", r -> !r.isZero("zero"));
    attack.copyRow("BOUNDARY", first, attack.padding("BOUNDARY"));
    assertTrue(attack.firing().contains("bus ACCOUNT_ORDER"));
  }

  @Test
  void r02_aShardLeftOutOrRepeatedIsNoticed() {
    WitnessSet split = SampleBatch.split();
    int perShard = 5;
    int shards = split.tables().size() / perShard;
    assertEquals(3, shards);
    for (int shard = 0; shard < shards; shard++) {
      Attack dropped = new Attack(split);
      Attack repeated = new Attack(split);
      for (int i = 0; i < perShard; i++) {
        TableWitness table = dropped.tables().remove(perShard * shard);
        repeated.tables().add(table.copy());
      }
      assertTrue(dropped.firing().contains("bus ACCOUNT_CELL"), "shard " + shard);
      assertTrue(repeated.firing().contains("bus ACCOUNT_CELL"), "shard " + shard);
    }
  }

  @Test
  void r07_aTransactionCannotTakeTheTokenOfABlock() {
    // The block's row is gone; its transaction starts from the root's token itself.
    Attack attack = new Attack(SampleBatch.oneTransfer());
    attack.clearRow("BLOCK", 0);
    attack.set("TX", 0, "ts", 0);
    Set<String> firing = attack.firing();
    assertTrue(firing.containsAll(Set.of("bus BLOCK_TOKEN", "bus TX_TOKEN")), firing::toString);
  }

  @Test
  void r07_tokensCannotRunInACircle() {
    // A transaction beside the chain whose end gives the token that its begin takes.
    Attack attack = new Attack(SampleBatch.witness());
    int circle = attack.padding("TX");
    attack.copyRow("TX", 0, circle);
    attack.set("TX", circle, "endTs", attack.get("TX", circle, "ts").minus(FrElement.of(3)));
    Set<String> firing = attack.firing();
    assertTrue(firing.containsAll(Set.of("bus TX_TOKEN", "bus FRAME_END")), firing::toString);
  }

  @Test
  void r07_aTransactionCannotBeSkippedOrRunTwice() {
    Attack skipped = new Attack(SampleBatch.witness());
    skipped.clearRow("TX", 1);
    assertTrue(skipped.firing().contains("bus TX_TOKEN"));
    Attack twice = new Attack(SampleBatch.witness());
    twice.copyRow("TX", 1, twice.padding("TX"));
    assertTrue(twice.firing().contains("bus TX_TOKEN"));
  }

  @Test
  void r09_anAccessCannotTakeAValueThatNobodyLeft() {
    // Bob's first access pretends that he owned one wei more.
    Attack attack = new Attack(SampleBatch.witness());
    int row = attack.row("ACCOUNT", r -> !r.isZero("active") && r.isZero("previousTs"));
    attack.add("ACCOUNT", row, "balanceLo", 1).add("ACCOUNT", row, "amountLo", -1);
    Set<String> firing = attack.firing();
    assertTrue(firing.contains("bus ACCOUNT_CELL"), firing::toString);
  }

  @Test
  void r09_noAccountHasAnAddressOf161Bits() {
    // An account's row with key 2^160 in place of the closing row.
    Attack attack = new Attack(SampleBatch.witness());
    int closing = attack.row("BOUNDARY", r -> !r.isZero("closing"));
    attack.set("BOUNDARY", closing, "closing", 0).set("BOUNDARY", closing, "account", 1);
    assertEquals(Set.of("bus ACCOUNT_ORDER"), attack.firing());
  }

  @Test
  void r09_transactionIdsStartAtOne() {
    Attack attack = new Attack(SampleBatch.oneTransfer());
    attack.set("TX", 0, "txId", 0).set("BLOCK", 0, "txId", 0).set("BLOCK", 0, "endTxId", 1);
    assertEquals(Set.of("bus BLOCK_TOKEN"), attack.firing());
  }

  @Test
  void r12_aRecipientWithoutTheEmptyCodeHashIsNotAbsent() {
    Attack attack = new Attack(SampleBatch.witness());
    changeCodeHash(attack, SampleBatch.NEW);
    assertEquals(Set.of("ACCOUNT.codeless lo"), attack.firing());
  }

  @Test
  void r12_aSenderWithCodeIsRefused() {
    Attack attack = new Attack(SampleBatch.witness());
    changeCodeHash(attack, ALICE);
    assertEquals(Set.of("ACCOUNT.codeless lo"), attack.firing());
  }

  @Test
  void r15_aRowThatIsNoBlockOffersNoFacts() {
    // Padding with the block's number and a larger gas limit.
    Attack attack = new Attack(SampleBatch.oneTransfer());
    int padding = attack.padding("BLOCK");
    attack.copyRow("BLOCK", 0, padding);
    for (String fork : List.of("isPRAGUE", "isOSAKA", "isBPO1", "isBPO2")) {
      attack.set("BLOCK", padding, fork, 0);
    }
    attack.set("BLOCK", padding, "fork", 0).add("BLOCK", padding, "gasLimit[0]", 1);
    attack.set("BLOCK", 0, "lookups", 0);
    attack.add("TX", 0, "blockGasLimit", 1).add("TX", 0, "gasBelowBlock[0]", 1);
    assertEquals(Set.of("bus BLOCK_FACTS"), attack.firing());
  }

  @Test
  void r17_anAccessCannotChooseItsTimestamp() {
    Attack attack = new Attack(SampleBatch.witness());
    int row = attack.row("ACCOUNT", r -> !r.isZero("active") && isLastAccess(attack, r));
    FrElement ts = attack.get("ACCOUNT", row, "ts");
    int boundary = attack.row("BOUNDARY", r -> r.get("lastTs").equals(ts));
    attack.add("ACCOUNT", row, "ts", 1).add("ACCOUNT", row, "age[0]", 1);
    attack.add("BOUNDARY", boundary, "lastTs", 1);
    assertEquals(Set.of("bus ACCOUNT_OPERATION"), attack.firing());
  }

  @Test
  void r26_theForkOfTheStatementIsThatOfEveryBlock() {
    // Prague's cap on gas limits, under Osaka's number.
    Attack attack = new Attack(SampleBatch.oneTransfer());
    for (int i = 0; i < 2; i++) {
      BusMessage token = attack.messages().removeFirst();
      assertEquals(MachineBus.BLOCK_TOKEN, token.bus());
      List<FrElement> fields = new ArrayList<>(token.fields());
      fields.set(4, FrElement.of(2));
      attack.messages().add(new BusMessage(token.bus(), token.multiplicity(), fields));
    }
    attack.set("BLOCK", 0, "fork", 2);
    assertEquals(Set.of("BLOCK.fork"), attack.firing());
  }

  @Test
  void aSenderCannotPayWhatItDoesNotHave() {
    // Enough for the gas, nothing for the value: the balance would be negative.
    TransferScript script = script(gwei(8).multiply(BigInteger.valueOf(30_000)));
    assertEquals(Set.of("ACCOUNT.balance hi"), firing(script.transfer(PLAIN)));
  }

  @Test
  void aSenderMustBeAbleToPayTheFeeCap() {
    // Enough for value and gas at the effective price, one wei too little at the cap.
    BigInteger cap = gwei(20).multiply(BigInteger.valueOf(30_000)).add(ether(1));
    assertEquals(Set.of(), firing(script(cap).transfer(PLAIN)));
    assertEquals(
        Set.of("TX.reserve hi"), firing(script(cap.subtract(BigInteger.ONE)).transfer(PLAIN)));
  }

  @Test
  void theGreatestNonceCannotBeUsed() {
    TransferScript script = script(ether(100)).account(ALICE, -1, ether(100)); // 2^64 − 1
    assertTrue(firing(script.transfer(PLAIN)).contains("bus ACCOUNT_OPERATION"));
  }

  @Test
  void aBalanceCannotOverflow() {
    BigInteger most = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    TransferScript script = script(ether(100)).account(BOB, 0, most);
    assertEquals(Set.of("ACCOUNT.balance hi"), firing(script.transfer(PLAIN)));
  }

  @Test
  void transactionsCannotUseMoreGasThanTheBlockHas() {
    TransferScript script =
        new TransferScript(2, 1)
            .account(ALICE, 0, ether(100))
            .beginBlock(1, 50_000, COINBASE, gwei(7))
            .transfer(PLAIN)
            .transfer(PLAIN);
    assertEquals(Set.of("TX.block gas limit"), firing(script));
  }

  @Test
  void theExtremesThatThePlannerAdmitsSatisfyTheTables() {
    BigInteger fee = BigInteger.TWO.pow(96).subtract(BigInteger.ONE);
    BigInteger rich = BigInteger.TWO.pow(255);
    for (BigInteger baseFee : List.of(BigInteger.ZERO, gwei(7), fee)) {
      TransferScript script =
          new TransferScript(1, 1)
              .account(ALICE, -3, rich) // nonce 2^64 − 3
              .beginBlock(1, Long.MAX_VALUE, COINBASE, baseFee)
              .transfer(new Transfer(2, ALICE, BOB, rich.shiftRight(1), 0xffffffffL, fee, fee))
              .transfer(new Transfer(0, ALICE, ALICE, ether(1), 21_000, fee, fee));
      assertEquals(Set.of(), firing(script));
    }
  }

  private static TransferScript script(BigInteger balance) {
    return new TransferScript(2, 1)
        .account(ALICE, 0, balance)
        .beginBlock(1, 30_000_000, COINBASE, gwei(7));
  }

  private static Set<String> firing(TransferScript script) {
    return new Attack(SampleBatch.witness("script", script.endBlock().end(), 4)).firing();
  }

  private static FrElement element(Address address) {
    return FrElement.of(address.toWord().toBigInteger());
  }

  private static boolean isAccount(Row row, Address address) {
    return !row.isZero("account") && row.get("key").equals(element(address));
  }

  private static boolean isSuccessor(Attack attack, Row row, int of) {
    return row.get("lower").equals(attack.get("BOUNDARY", of, "key").plus(FrElement.ONE));
  }

  private static boolean isLastAccess(Attack attack, Row row) {
    try {
      attack.row("BOUNDARY", r -> r.get("lastTs").equals(row.get("ts")));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void changeCodeHash(Attack attack, Address address) {
    for (TableWitness table : attack.tables()) {
      for (int row = 0; row < table.height(); row++) {
        Row cells = new Row(table, row);
        if (table.air().name().equals("ACCOUNT") && cells.get("address").equals(element(address))) {
          attack.add("ACCOUNT", row, "codeHashLo", 1);
        } else if (table.air().name().equals("BOUNDARY") && isAccount(cells, address)) {
          attack.add("BOUNDARY", row, "firstCodeHashLo", 1);
          attack.add("BOUNDARY", row, "lastCodeHashLo", 1);
        }
      }
    }
  }
}
