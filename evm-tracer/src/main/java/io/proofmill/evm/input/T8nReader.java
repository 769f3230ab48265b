package io.proofmill.evm.input;

import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BlockInput;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.RlpException;
import io.proofmill.evm.state.Account;
import io.proofmill.evm.state.WorldState;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.transaction.TransactionEncoding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the inputs of the `t8n` tool: accounts before (`alloc`), block environment (`env`),
/// transactions (`txs`, as JSON or RLP), and what the tool takes from its command line (`config`).
public final class T8nReader {
  public static final String ALLOC = "alloc.json";
  public static final String ENV = "env.json";
  public static final String TXS_JSON = "txs.json";
  public static final String TXS_RLP = "txs.rlp";
  public static final String CONFIG = "config.json";

  private T8nReader() {}

  /// Whether a folder looks like a case: it has alloc, env and transactions.
  public static boolean isCase(Path folder) {
    return Files.isRegularFile(folder.resolve(ALLOC))
        && Files.isRegularFile(folder.resolve(ENV))
        && (Files.isRegularFile(folder.resolve(TXS_JSON))
            || Files.isRegularFile(folder.resolve(TXS_RLP)));
  }

  /// Reads a folder of `alloc.json`, `env.json`, `txs.json` or `txs.rlp`, and `config.json`, which
  /// the overrides may replace.
  public static ReadResult<BatchInput> readFolder(Path folder, Overrides overrides) {
    try {
      if (!Files.isDirectory(folder)) {
        throw new InputException(folder.toString(), "no such folder");
      }
      Path configFile = folder.resolve(CONFIG);
      Config config =
          Config.read(
              Files.exists(configFile) ? parse(configFile) : JsonPlace.nothing(CONFIG), overrides);
      JsonPlace alloc = parse(folder.resolve(ALLOC));
      JsonPlace env = parse(folder.resolve(ENV));
      Path json = folder.resolve(TXS_JSON);
      Path rlp = folder.resolve(TXS_RLP);
      if (Files.exists(json) && Files.exists(rlp)) {
        throw new InputException(folder.toString(), "both txs.json and txs.rlp");
      }
      List<Transaction> transactions =
          Files.exists(rlp)
              ? transactionsRlp(rlp.toString(), InputFile.read(rlp))
              : transactions(parse(json), config.chainId());
      return new ReadResult.Readable<>(assemble(config, AllocJson.read(alloc), env, transactions));
    } catch (InputException e) {
      return new ReadResult.Unreadable<>(e.error());
    }
  }

  /// Reads one document `{"alloc", "env", "txs", "config"}`, as requests carry it.
  ///
  /// @param name of the document in error places
  public static ReadResult<BatchInput> readDocument(String name, byte[] json, Overrides overrides) {
    try {
      JsonPlace document = JsonPlace.parse(name, json);
      document.onlyFields(Set.of("alloc", "env", "txs", "config"));
      Optional<JsonPlace> config = document.find("config");
      return new ReadResult.Readable<>(
          read(
              Config.read(config.orElse(JsonPlace.nothing(name + " /config")), overrides),
              document,
              Numerals.DECIMAL));
    } catch (InputException e) {
      return new ReadResult.Unreadable<>(e.error());
    }
  }

  /// Reads `alloc`, `env` and `txs` of an object.
  static BatchInput read(Config config, JsonPlace object, Numerals numerals) throws InputException {
    List<Transaction> transactions =
        object.find("txs").isPresent()
            ? transactions(object.get("txs"), config.chainId())
            : List.of();
    Map<Address, Account> accounts = AllocJson.read(object.get("alloc"), numerals);
    return assemble(config, accounts, object.get("env"), transactions);
  }

  private static BatchInput assemble(
      Config config, Map<Address, Account> accounts, JsonPlace env, List<Transaction> transactions)
      throws InputException {
    EnvironmentJson environment = EnvironmentJson.read(env, config.fork().rules());
    BlockInput block =
        new BlockInput(
            environment.block(), transactions, environment.withdrawals(), config.reward());
    return new BatchInput(
        config.fork(),
        config.chainId(),
        environment.parentHash(),
        WorldState.of(accounts),
        List.of(block));
  }

  /// Fork, chain id and reward.
  record Config(Fork fork, long chainId, Word reward) {
    static Config read(JsonPlace config, Overrides overrides) throws InputException {
      boolean there = !config.isNull();
      if (there) {
        config.onlyFields(Set.of("fork", "chainId", "reward"));
      }
      if (overrides.fork().isEmpty() && !(there && config.find("fork").isPresent())) {
        throw config.error("no fork: give it here or with --fork");
      }
      if (overrides.chainId().isEmpty() && !(there && config.find("chainId").isPresent())) {
        throw config.error("no chainId: give it here or with --chain-id");
      }
      Fork fork = fork(config, overrides);
      long chainId =
          overrides.chainId().isPresent()
              ? overrides.chainId().getAsLong()
              : config.get("chainId").positiveLong();
      Optional<JsonPlace> reward = there ? config.find("reward") : Optional.empty();
      // −1 is how the tool is told that there is none.
      if (reward.isEmpty() || reward.get().integer().equals(BigInteger.ONE.negate())) {
        return new Config(fork, chainId, Word.ZERO);
      }
      Word amount = reward.get().word();
      if (fork.rules().proofOfStake() && !amount.isZero()) {
        throw reward.get().error(fork + " has no block reward");
      }
      return new Config(fork, chainId, amount);
    }

    private static Fork fork(JsonPlace config, Overrides overrides) throws InputException {
      if (overrides.fork().isPresent()) {
        String name = overrides.fork().get();
        return Fork.ofName(name)
            .orElseThrow(
                () -> new InputException("--fork", "no fork is called " + Text.quoted(name)));
      }
      JsonPlace at = config.get("fork");
      String name = at.text();
      return Fork.ofName(name)
          .orElseThrow(() -> at.error("no fork is called " + Text.quoted(name)));
    }
  }

  private static JsonPlace parse(Path file) throws InputException {
    return JsonPlace.parse(file.toString(), InputFile.read(file));
  }

  /// A list of objects, or the hexadecimal RLP of the list; null is no transactions.
  static List<Transaction> transactions(JsonPlace txs, long chainId) throws InputException {
    if (txs.isNull()) {
      return List.of();
    }
    if (txs.isText()) {
      return decode(txs, txs.bytes(InputFile.MAX_BYTES));
    }
    List<Transaction> transactions = new ArrayList<>();
    for (JsonPlace item : txs.items()) {
      transactions.add(TransactionJson.read(item, chainId));
    }
    return transactions;
  }

  /// RLP as bytes, as hexadecimal digits, or as those in quotes.
  private static List<Transaction> transactionsRlp(String file, byte[] content)
      throws InputException {
    JsonPlace at = JsonPlace.nothing(file);
    if (content.length == 0) {
      throw at.error("empty");
    }
    // A list starts with 0xc0 or above, text with an ASCII character.
    if (content[0] < 0) {
      return decode(at, content);
    }
    if (content[0] == '"') {
      return decode(at, JsonPlace.parse(file, content).bytes(InputFile.MAX_BYTES));
    }
    String digits = new String(content, StandardCharsets.US_ASCII).strip();
    try {
      return decode(
          at, HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits));
    } catch (IllegalArgumentException e) {
      throw at.error("neither RLP nor hexadecimal digits");
    }
  }

  private static List<Transaction> decode(JsonPlace at, byte[] rlp) throws InputException {
    try {
      return TransactionEncoding.decodeList(rlp);
    } catch (RlpException e) {
      throw at.error("no RLP of transactions: " + Text.line(e.getMessage()));
    }
  }
}
