package io.proofmill.evm.input;

import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BlockEnvironment;
import io.proofmill.evm.execution.BlockInput;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Word;
import java.math.BigInteger;
import java.util.List;

/// Reads Besu's specifications of its own `t8n`: `{cli: [...], stdin: {alloc, env, txs}, stdout:
/// {alloc, body, result}}`.
final class T8nSpecReader {
  private static final String FORK = "--state.fork=";
  private static final String CHAIN_ID = "--state.chainid=";
  private static final String REWARD = "--state.reward=";

  private T8nSpecReader() {}

  /// A specification: the input, and what must come out.
  record Spec(BatchInput input, T8nExpectation expected) {}

  static boolean recognizes(JsonPlace document) throws InputException {
    if (!document.isObject()
        || document.find("cli").isEmpty()
        || document.find("stdin").isEmpty()
        || document.find("stdout").isEmpty()) {
      return false;
    }
    List<JsonPlace> cli = document.get("cli").items();
    return !cli.isEmpty() && cli.getFirst().isText() && cli.getFirst().text().equals("t8n");
  }

  static Spec read(JsonPlace document) throws InputException {
    JsonPlace cli = document.get("cli");
    Fork fork =
        Fork.ofName(option(cli, FORK))
            .orElseThrow(() -> cli.error("no fork of this name is known"));
    long chainId = number(cli, option(cli, CHAIN_ID)).limb0();
    // Besu pays no reward since Paris whatever the command line says.
    Word reward = fork.rules().proofOfStake() ? Word.ZERO : number(cli, option(cli, REWARD));
    BatchInput input =
        T8nReader.read(
            new T8nReader.Config(fork, chainId, reward),
            document.get("stdin"),
            Numerals.HEXADECIMAL);
    return new Spec(
        withoutZeroGasLimit(input), T8nExpectation.read(document.get("stdout").get("result")));
  }

  /// Besu's tool holds no transaction to a block gas limit of zero, and its specifications have
  /// one.
  private static BatchInput withoutZeroGasLimit(BatchInput input) {
    BlockInput block = input.blocks().getFirst();
    BlockEnvironment env = block.environment();
    if (env.gasLimit() != 0) {
      return input;
    }
    BlockEnvironment unlimited =
        new BlockEnvironment(
            env.number(),
            env.timestamp(),
            Long.MAX_VALUE,
            env.coinbase(),
            env.difficulty(),
            env.prevRandao(),
            env.baseFeePerGas(),
            env.excessBlobGas(),
            env.parentBeaconBlockRoot());
    return new BatchInput(
        input.fork(),
        input.chainId(),
        input.parentHash(),
        input.preState(),
        List.of(
            new BlockInput(unlimited, block.transactions(), block.withdrawals(), block.reward())));
  }

  private static String option(JsonPlace cli, String name) throws InputException {
    for (JsonPlace item : cli.items()) {
      if (item.text().startsWith(name)) {
        return item.text().substring(name.length());
      }
    }
    // The tool's defaults.
    return name.equals(FORK) ? "Paris" : name.equals(CHAIN_ID) ? "1" : "0";
  }

  private static Word number(JsonPlace cli, String digits) throws InputException {
    if (!digits.matches("[0-9]{1,19}")) {
      throw cli.error("not a number: " + Text.quoted(digits));
    }
    return Word.of(new BigInteger(digits));
  }
}
