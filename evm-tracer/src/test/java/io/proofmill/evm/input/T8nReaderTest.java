package io.proofmill.evm.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.event.AccountValue;
import io.proofmill.evm.event.EventSink;
import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.evm.execution.BatchExecutor;
import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BatchOutcome;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Hex;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.Rlp;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.transaction.TransactionEncoding;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class T8nReaderTest {
  private static final Overrides PRAGUE_ON_MAINNET =
      new Overrides(Optional.of("Prague"), OptionalLong.of(1));

  @TempDir Path folder;
  private Map<String, String> files;

  @BeforeEach
  void takeTheExample() {
    files = new LinkedHashMap<>(ExampleGenerator.files(3));
  }

  /// Computed by hand: one wei moves, and 21,000 gas at 10 are paid, all of it the base fee.
  @Test
  void readsAFolderOfAnotherToolAndSignsItsTransactions() {
    Path transfer = Fixtures.path("t8n", "alloc-env-txs", "transfer_test");
    BatchInput input = readable(T8nReader.readFolder(transfer, PRAGUE_ON_MAINNET));
    assertEquals(Fork.PRAGUE, input.fork());
    BatchOutcome outcome = new BatchExecutor().execute(input, EventSink.NONE);
    var state = assertInstanceOf(BatchOutcome.Executed.class, outcome).result().postState();
    assertEquals(2, state.accounts().size());
    AccountValue sender = state.value(Address.of("ab7b339cc290d1fe23a070c8f1129a3b25bd4ba5"));
    assertEquals(Word.of(1_000_000_000_000L - 1 - 210_000), sender.balance());
    assertEquals(1, sender.nonce());
    AccountValue recipient = state.value(Address.of("f6b529ed38f3e7034d8544866b669691e39c2da4"));
    assertEquals(Word.of(11), recipient.balance());
  }

  @Test
  void withoutForkOrChainIdTheErrorSaysSo() {
    Path transfer = Fixtures.path("t8n", "alloc-env-txs", "transfer_test");
    unreadable(T8nReader.readFolder(transfer, Overrides.NONE), "config.json", "no fork");
    Overrides forkOnly = new Overrides(Optional.of("Osaka"), OptionalLong.empty());
    unreadable(T8nReader.readFolder(transfer, forkOnly), "config.json", "no chainId");
    files.put("config.json", "{\"fork\": \"Osaka\"}");
    fails("/config", "no chainId");
  }

  @Test
  void overridesReplaceTheConfiguration() throws IOException {
    write();
    BatchInput input = readable(T8nReader.readFolder(folder, PRAGUE_ON_MAINNET));
    assertEquals(Fork.PRAGUE, input.fork());
    assertEquals(1, input.chainId());
    Overrides unknown = new Overrides(Optional.of("Atlantis"), OptionalLong.empty());
    unreadable(T8nReader.readFolder(folder, unknown), "--fork", "no fork is called \"Atlantis\"");
  }

  @Test
  void missingAndDoubledFilesAreNamed() throws IOException {
    unreadable(
        T8nReader.readFolder(folder.resolve("nowhere"), Overrides.NONE), "nowhere", "no such");
    write();
    for (String name : List.of("alloc.json", "env.json", "txs.json")) {
      Files.move(folder.resolve(name), folder.resolve("away"));
      unreadable(T8nReader.readFolder(folder, Overrides.NONE), name, "no such file");
      Files.move(folder.resolve("away"), folder.resolve(name));
    }
    Files.writeString(folder.resolve("txs.rlp"), "\"0xc0\"");
    unreadable(T8nReader.readFolder(folder, Overrides.NONE), folder.toString(), "both");
  }

  @Test
  void transactionsAsRlpAreTheSame() throws IOException {
    BatchInput input = readable(document());
    List<byte[]> items =
        input.blocks().getFirst().transactions().stream()
            .map(TransactionEncoding::encodeInBlock)
            .toList();
    byte[] rlp = Rlp.list(items);
    write();
    Files.delete(folder.resolve("txs.json"));
    List<byte[]> forms =
        List.of(
            rlp,
            Hex.encode(rlp).getBytes(StandardCharsets.US_ASCII),
            (Hex.encode(rlp).substring(2) + "\n").getBytes(StandardCharsets.US_ASCII),
            ("\"" + Hex.encode(rlp) + "\"").getBytes(StandardCharsets.US_ASCII));
    for (byte[] form : forms) {
      Files.write(folder.resolve("txs.rlp"), form);
      BatchInput again = readable(T8nReader.readFolder(folder, Overrides.NONE));
      assertEquals(hashes(input), hashes(again));
    }
    files.put("txs.json", "\"" + Hex.encode(rlp) + "\"");
    assertEquals(hashes(input), hashes(readable(document())));
    for (String bad : List.of("", "hello", "\"0xzz\"", "\"0xc0", "0xc1", "0xc000", "0xc180")) {
      Files.writeString(folder.resolve("txs.rlp"), bad);
      unreadable(T8nReader.readFolder(folder, Overrides.NONE), "txs.rlp", "");
    }
  }

  @Test
  void malformedJsonIsNamedWithItsLine() {
    files.put("alloc.json", "{\n\"0x\": {]");
    fails("input.json", "line");
    files.put("alloc.json", "{} {}");
    fails("input.json", "no JSON");
    files.put("alloc.json", "[".repeat(100_000) + "]".repeat(100_000));
    fails("input.json", "no JSON");
    files.put("alloc.json", "[" + "[],".repeat(2_000_001) + "[]]");
    fails("input.json", "no JSON");
    files.put("alloc.json", "{\"a\": 1" + "0".repeat(10_000) + "}");
    fails("input.json", "no JSON");
    unreadable(T8nReader.readDocument("x", new byte[0], Overrides.NONE), "x", "no JSON");
    unreadable(T8nReader.readDocument("x", new byte[] {'"', -1, -2}, Overrides.NONE), "x", "");
  }

  @Test
  void duplicateKeysAreRefused() {
    files.put("config.json", "{\"fork\":\"Osaka\",\"fork\":\"Prague\",\"chainId\":1}");
    fails("input.json", "Duplicate field 'fork'");
    takeTheExample();
    String account = "\"0x00000000000000000000000000000000000000aA\":{}";
    files.put("alloc.json", "{" + account + "," + account.toLowerCase() + "}");
    fails("/alloc/0x00000000000000000000000000000000000000aa", "a second account");
    String slots = "{\"0x1\":\"0x2\",\"0x01\":\"0x3\"}";
    files.put("alloc.json", "{\"" + "11".repeat(20) + "\":{\"storage\":" + slots + "}}");
    fails("/alloc/" + "11".repeat(20) + "/storage/0x01", "a second value");
  }

  @Test
  void everyBadFieldIsNamedByItsPointer() {
    bad("config.json", "\"Osaka\"", "\"Atlantis\"", "/config/fork", "no fork is called");
    bad("config.json", "\"Osaka\"", "7", "/config/fork", "a string expected");
    bad("config.json", "7357", "-1", "/config/chainId", "not a number from 0");
    bad("config.json", "7357", "1.5", "/config/chainId", "a number expected");
    bad("config.json", "7357", "\"0x8000000000000000\"", "/config/chainId", "2^63");
    bad("config.json", ": 0", ": 5", "/config/reward", "Osaka has no block reward");
    bad("config.json", "\"reward\"", "\"rewards\"", "/config/rewards", "unknown field");
    bad("env.json", "currentCoinbase", "coinbase", "/env/coinbase", "unknown field");
    bad("env.json", "\"0xf4241\"", "\"block one\"", "/env/currentNumber", "a number expected");
    bad("env.json", "\"0xf4241\"", "[]", "/env/currentNumber", "found a list");
    bad("env.json", "0x2255100", "0x8000000000000000", "/env/currentGasLimit", "2^63");
    bad("env.json", "\"0x0\",", "\"0x\",", "/env/currentDifficulty", "");
    bad("env.json", "[ ]", "[ {} ]", "/env/withdrawals/0/index", "missing");
    bad("txs.json", "\"0xc350\"", "\"0x10000000000000000\"", "/txs/0/gas", "2^64");
    bad("txs.json", "\"nonce\"", "\"nonces\"", "/txs/0/nonces", "unknown field");
    bad("txs.json", "\"type\" : \"0x0\"", "\"type\" : \"0x5\"", "/txs/0/type", "type 5");
    bad("txs.json", "\"gasPrice\"", "\"maxFeePerGas\"", "/txs/0/maxFeePerGas", "not a field");
    bad("txs.json", "\"input\" : \"0x\"", "\"input\" : \"0x0\"", "/txs/0/input", "hexadecimal");
    bad("txs.json", "\"to\" : \"0x", "\"to\" : \"0x00", "/txs/0/to", "20 bytes expected");
    bad("txs.json", "\"chainId\" : \"0x1cbd\"", "\"chainId\" : \"0x1\"", "/txs/0/chainId", "holds");
    bad("txs.json", "\"r\"", "\"hash\":\"0x" + "00".repeat(32) + "\",\"r\"", "/txs/0/hash", "");
    bad("txs.json", "\"r\"", "\"sender\":\"0x" + "00".repeat(20) + "\",\"r\"", "/txs/0/sender", "");
    bad(
        "txs.json",
        "\"r\"",
        "\"secretKey\":\"0x" + "00".repeat(32) + "\",\"r\"",
        "/txs/0/secretKey",
        "not a private key");
    bad(
        "txs.json",
        "\"input\"",
        "\"data\":\"0x00\",\"input\"",
        "/txs/0/input",
        "differs from data");
    bad("alloc.json", "\"nonce\" : \"0x0\"", "\"nonce\" : \"-1\"", "/nonce", "a number expected");
    bad(
        "alloc.json",
        "\"0x2a\"",
        "\"0x" + "11".repeat(33) + "\"",
        "/storage/0x0",
        "32 hexadecimal");
    bad(
        "alloc.json",
        "0x60005460010160005500",
        "0x" + "00".repeat(24_577),
        "/code",
        "at most 24576");
    bad("alloc.json", "\"balance\"", "\"balances\"", "/balances", "unknown field");
  }

  @Test
  void missingFieldsAreNamed() {
    for (String field :
        List.of("currentCoinbase", "currentNumber", "currentTimestamp", "currentGasLimit")) {
      takeTheExample();
      files.computeIfPresent(
          "env.json", (name, text) -> text.replaceAll("\"" + field + "\".*\n", ""));
      fails("/env/" + field, "missing");
    }
    for (String field : List.of("nonce", "gasPrice", "gas", "value", "v", "r")) {
      takeTheExample();
      files.computeIfPresent(
          "txs.json", (name, text) -> text.replaceFirst("\"" + field + "\" : .*\n", ""));
      fails("/txs/0/" + field, "missing");
    }
    takeTheExample();
    files.computeIfPresent(
        "env.json", (name, text) -> text.replaceAll("\"currentBaseFee\".*\n", ""));
    fails("/env", "no currentBaseFee");
    files.remove("alloc.json");
    fails("/alloc", "missing");
  }

  /// Elasticity 2, denominator 8: at twice the target the fee rises by an eighth.
  @Test
  void theBaseFeeFollowsFromTheParent() {
    String parent =
        "\"parentBaseFee\":\"80\",\"parentGasUsed\":\"2000\",\"parentGasLimit\":\"2000\",\n";
    files.computeIfPresent(
        "env.json", (name, text) -> text.replaceAll("\"currentBaseFee\".*\n", parent));
    BatchInput input = readable(document());
    assertEquals(Word.of(90), input.blocks().getFirst().environment().baseFeePerGas());
  }

  @Test
  void theParentHashIsFoundOrZero() {
    BatchInput input = readable(document());
    assertFalse(input.parentHash().equals(Hash32.ZERO));
    String hash = "0x" + "ab".repeat(32);
    files.computeIfPresent(
        "env.json",
        (name, text) ->
            text.replaceAll(
                "\"previousHash\".*\n",
                "\"blockHashes\":{\"1000000\":\""
                    + hash
                    + "\",\"0x1\":\""
                    + "00".repeat(32)
                    + "\"},\n"));
    assertEquals(Hash32.of(hash), readable(document()).parentHash());
    files.computeIfPresent("env.json", (name, text) -> text.replaceAll("\"blockHashes\".*\n", ""));
    assertEquals(Hash32.ZERO, readable(document()).parentHash());
  }

  @Test
  void anInvalidSignatureIsReadAndLeftToTheExecution() {
    files.computeIfPresent(
        "txs.json",
        (name, text) -> text.replaceFirst("\"s\" : \"0x[0-9a-f]+\"", "\"s\" : \"0x0\""));
    BatchOutcome outcome = new BatchExecutor().execute(readable(document()), EventSink.NONE);
    var refusal = assertInstanceOf(BatchOutcome.InvalidTransaction.class, outcome);
    assertEquals("transaction 0: the signature is invalid: s is zero", refusal.message());
  }

  @Test
  void changedInputsAreReadOrRefusedInOneLine() {
    fuzz(1_500);
  }

  @Test
  @Tag("long")
  void manyChangedInputsAreReadOrRefusedInOneLine() {
    fuzz(120_000);
  }

  /// Random edits of a valid document: bytes changed, pieces cut out, doubled or swapped. The
  /// reader answers, and whatever it accepts the engine answers too.
  private void fuzz(int rounds) {
    byte[] valid = join(files);
    SplittableRandom random = new SplittableRandom(8);
    int accepted = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] bytes = valid.clone();
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        bytes = Edits.edit(bytes, random);
      }
      switch (T8nReader.readDocument("fuzz", bytes, Overrides.NONE)) {
        case ReadResult.Readable<BatchInput> readable -> {
          accepted++;
          if (random.nextInt(20) == 0) {
            BatchOutcome outcome = new BatchExecutor().execute(readable.value(), EventSink.NONE);
            if (outcome instanceof BatchOutcome.Refused refused) {
              assertOneLine(refused.message());
            }
          }
        }
        case ReadResult.Unreadable<BatchInput> unreadable ->
            assertOneLine(unreadable.error().message());
      }
    }
    assertTrue(accepted > rounds / 50, "accepted " + accepted);
  }

  private void bad(String file, String from, String to, String place, String reason) {
    takeTheExample();
    String text = files.get(file);
    assertTrue(text.contains(from), file + " has no " + from);
    int at = text.indexOf(from);
    files.put(file, text.substring(0, at) + to + text.substring(at + from.length()));
    fails(place, reason);
  }

  private void fails(String place, String reason) {
    unreadable(document(), place, reason);
  }

  private ReadResult<BatchInput> document() {
    return T8nReader.readDocument("input.json", join(files), Overrides.NONE);
  }

  private static byte[] join(Map<String, String> files) {
    StringBuilder document = new StringBuilder();
    files.forEach((name, text) ->
        document
            .append(document.isEmpty() ? "{" : ",")
            .append("\"" + name.substring(0, name.indexOf('.')) + "\":")
            .append(text));
    return document.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write() throws IOException {
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static List<Hash32> hashes(BatchInput input) {
    return input.blocks().getFirst().transactions().stream().map(Transaction::hash).toList();
  }

  private static BatchInput readable(ReadResult<BatchInput> result) {
    return switch (result) {
      case ReadResult.Readable<BatchInput> readable -> readable.value();
      case ReadResult.Unreadable<BatchInput> unreadable ->
          throw new AssertionError(unreadable.error().message());
    };
  }

  private static void unreadable(ReadResult<BatchInput> result, String place, String reason) {
    InputError error = assertInstanceOf(ReadResult.Unreadable.class, result).error();
    assertTrue(error.place().contains(place), error.message());
    assertTrue(error.reason().contains(reason), error.message());
    assertOneLine(error.message());
  }

  private static void assertOneLine(String message) {
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    assertTrue(message.length() < 1_000, message);
  }
}
