package io.proofmill.evm.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.evm.crypto.Secp256k1;
import io.proofmill.evm.input.T8nReader;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Hex;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.transaction.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes the `eth-transfers` example: a block of N signed value transfers, the same for every call
/// with the same N. Six senders take turns with twelve kinds of transfer: types 0 (with and without
/// a chain id) and 2, to accounts that exist, to new ones, to other senders, to the coinbase, to
/// oneself, of nothing to nobody, with tips that are zero, whole, or cut by the fee cap, and with
/// gas limits that leave a refund or none.
public final class ExampleGenerator {
  /// More would pass the block size of EIP-7934.
  public static final int MAX_TRANSACTIONS = 50_000;

  /// How many transfers the committed example has.
  public static final int COMMITTED_TRANSACTIONS = 24;

  public static final long CHAIN_ID = 7_357;
  public static final int SENDERS = 6;

  private static final String FORK = "Osaka";
  private static final int FRIENDS = 4;
  private static final int KINDS = 12;
  private static final long GWEI = 1_000_000_000L;
  private static final long BASE_FEE = 7 * GWEI;
  private static final long TRANSFER_GAS = 21_000;
  private static final long MOST_GAS = 100_000;
  private static final long USUAL_BLOCK_GAS = 36_000_000;

  /// More than any one transfer here can cost, in wei: 0.02 ether.
  private static final long MOST_COST = 20_000_000L * GWEI;

  private final int count;
  private final long[] nonces = new long[SENDERS];

  private ExampleGenerator(int count) {
    this.count = count;
    for (int sender = 0; sender < SENDERS; sender++) {
      nonces[sender] = firstNonce(sender);
    }
  }

  /// The example's files by name, for `1 ≤ transactions ≤ MAX_TRANSACTIONS`.
  public static Map<String, String> files(int transactions) {
    if (transactions < 1 || transactions > MAX_TRANSACTIONS) {
      throw new IllegalArgumentException(
          "from 1 to " + MAX_TRANSACTIONS + " transactions, not " + transactions);
    }
    ExampleGenerator generator = new ExampleGenerator(transactions);
    Map<String, String> files = new LinkedHashMap<>();
    files.put(T8nReader.ALLOC, text(generator.alloc()));
    files.put(T8nReader.ENV, text(generator.env()));
    files.put(T8nReader.TXS_JSON, text(generator.transactions()));
    files.put(T8nReader.CONFIG, text(config()));
    return files;
  }

  /// Writes the example's files into a folder, which is made when it is not there.
  public static void write(int transactions, Path folder) throws IOException {
    Map<String, String> files = files(transactions);
    Files.createDirectories(folder);
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /// The private key of a sender; public, so worth nothing on any real chain.
  public static Word key(int sender) {
    return name("sender " + sender).toWord();
  }

  public static Address sender(int sender) {
    return Secp256k1.addressOf(key(sender));
  }

  /// The nonce that a sender starts with.
  public static long firstNonce(int sender) {
    return 3L * sender;
  }

  public static Address coinbase() {
    return named("coinbase");
  }

  private static Address friend(int index) {
    return named("friend " + index);
  }

  private List<Transaction> transfers() {
    List<Transaction> transfers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      transfers.add(transfer(i));
    }
    return transfers;
  }

  /// Transfer `i` is of kind `i mod 12`. The twelve kinds and the six senders would always meet in
  /// the same way if the senders did not shift by one every round.
  private Transaction transfer(int i) {
    int sender = (5 * i + i / KINDS) % SENDERS;
    long value = (1_000 + 37L * i) * 1_000_000L;
    Address friend = friend(i % FRIENDS);
    Address fresh = named("new account " + i);
    return switch (i % KINDS) {
      case 0 -> legacy(sender, friend, value, 10 * GWEI, 50_000);
      case 1 -> dynamic(sender, fresh, value, 2 * GWEI, 30 * GWEI, TRANSFER_GAS);
      case 2 -> dynamic(sender, sender(sender), value, GWEI, 20 * GWEI, 30_000);
      case 3 -> legacy(sender, coinbase(), value, 9 * GWEI, TRANSFER_GAS);
      case 4 -> dynamic(sender, sender((sender + 1) % SENDERS), value, GWEI, 15 * GWEI, 40_000);
      case 5 -> unprotected(sender, friend, value, 12 * GWEI, 25_000);
      case 6 -> dynamic(sender, fresh, 0, GWEI, 20 * GWEI, 22_000);
      // The tip is cut: base fee and priority fee pass the fee cap.
      case 7 -> dynamic(sender, friend, value, 5 * GWEI, BASE_FEE + 1_234_567_891L, 60_000);
      // Nothing is left for the coinbase.
      case 8 -> legacy(sender, fresh, value, BASE_FEE, TRANSFER_GAS);
      case 9 -> dynamic(sender, friend, value, 0, BASE_FEE, 21_001);
      case 10 -> dynamic(sender, friend, value + 1, 3 * GWEI, 3 * GWEI + BASE_FEE, TRANSFER_GAS);
      case 11 -> legacy(sender, friend, value, 8 * GWEI + 1, MOST_GAS);
      default -> throw new IllegalStateException("kind of transfer " + i);
    };
  }

  private Transaction legacy(int sender, Address to, long value, long price, long gas) {
    return sign(0, OptionalLong.of(CHAIN_ID), sender, to, value, price, price, gas);
  }

  /// A legacy transaction from before EIP-155, good on every chain.
  private Transaction unprotected(int sender, Address to, long value, long price, long gas) {
    return sign(0, OptionalLong.empty(), sender, to, value, price, price, gas);
  }

  private Transaction dynamic(int sender, Address to, long value, long tip, long feeCap, long gas) {
    return sign(2, OptionalLong.of(CHAIN_ID), sender, to, value, tip, feeCap, gas);
  }

  private Transaction sign(
      int type,
      OptionalLong chainId,
      int sender,
      Address to,
      long value,
      long tip,
      long feeCap,
      long gas) {
    return new Transaction(
            type,
            chainId,
            nonces[sender]++,
            Word.of(tip),
            Word.of(feeCap),
            gas,
            Optional.of(to),
            Word.of(value),
            new byte[0],
            List.of(),
            Word.ZERO,
            List.of(),
            List.of(),
            Word.ZERO,
            Word.ZERO,
            Word.ZERO)
        .sign(key(sender));
  }

  private ArrayNode transactions() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Transaction tx : transfers()) {
      ObjectNode json = list.addObject();
      json.put("type", hex(tx.type()));
      if (tx.chainId().isPresent()) {
        json.put("chainId", hex(tx.chainId().getAsLong()));
      }
      json.put("nonce", hex(tx.nonce()));
      if (tx.type() == Transaction.LEGACY) {
        json.put("gasPrice", tx.maxFeePerGas().toString());
      } else {
        json.put("maxPriorityFeePerGas", tx.maxPriorityFeePerGas().toString());
        json.put("maxFeePerGas", tx.maxFeePerGas().toString());
      }
      json.put("gas", hex(tx.gasLimit()));
      json.put("to", tx.to().orElseThrow().toString());
      json.put("value", tx.value().toString());
      json.put("input", Hex.encode(tx.data()));
      json.put("v", tx.v().toString());
      json.put("r", tx.r().toString());
      json.put("s", tx.s().toString());
    }
    return list;
  }

  private ObjectNode alloc() {
    ObjectNode accounts = JsonNodeFactory.instance.objectNode();
    Word reserve = Word.of(MOST_COST).times(count);
    for (int i = 0; i < SENDERS; i++) {
      ObjectNode account = accounts.putObject(sender(i).toString());
      Word balance = Word.of(1_000_000_000L * GWEI + 12_345L * i).plus(reserve);
      account.put("nonce", hex(firstNonce(i))).put("balance", balance.toString());
    }
    for (int i = 0; i < FRIENDS; i++) {
      accounts.putObject(friend(i).toString()).put("balance", hex(1 + i * GWEI));
    }
    // A contract that no transfer touches: the tries hold more than what is proven.
    ObjectNode contract = accounts.putObject(named("contract").toString());
    contract.put("nonce", "0x1").put("balance", "0x0").put("code", "0x60005460010160005500");
    contract.putObject("storage").put("0x0", "0x2a");
    return accounts;
  }

  private ObjectNode env() {
    long gas = count * TRANSFER_GAS + MOST_GAS;
    ObjectNode env = JsonNodeFactory.instance.objectNode();
    env.put("currentCoinbase", coinbase().toString());
    env.put("currentNumber", "0xf4241");
    env.put("currentTimestamp", "0x6b49d200");
    env.put("currentGasLimit", hex(Math.max(USUAL_BLOCK_GAS, gas)));
    env.put("currentBaseFee", hex(BASE_FEE));
    env.put("currentDifficulty", "0x0");
    env.put("currentRandom", name("random").toString());
    env.put("currentExcessBlobGas", "0x0");
    env.put("parentBeaconBlockRoot", name("beacon root").toString());
    env.put("previousHash", name("parent").toString());
    env.putArray("withdrawals");
    return env;
  }

  private static ObjectNode config() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("fork", FORK)
        .put("chainId", CHAIN_ID)
        .put("reward", 0);
  }

  private static Hash32 name(String what) {
    return Hash32.keccak(("proofmill example: " + what).getBytes(StandardCharsets.UTF_8));
  }

  private static Address named(String what) {
    return Address.of(name(what).toWord());
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static String text(JsonNode json) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try {
      return new ObjectMapper()
              .writer(
                  new DefaultPrettyPrinter()
                      .withObjectIndenter(indenter)
                      .withArrayIndenter(indenter))
              .writeValueAsString(json)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own JSON", e);
    }
  }
}
