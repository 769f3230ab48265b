package io.proofmill.evm.execution;

import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.input.ReadResult;
import io.proofmill.evm.input.T8nReader;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes batches for tests.
public final class Batches {
  private Batches() {}

  /// The generated example of this many transactions, read back.
  public static BatchInput example(int transactions) {
    return readable(ExampleGenerator.files(transactions));
  }

  /// The batch of these files.
  public static BatchInput readable(Map<String, String> files) {
    return switch (read(files, Overrides.NONE)) {
      case ReadResult.Readable<BatchInput> readable -> readable.value();
      case ReadResult.Unreadable<BatchInput> unreadable ->
          throw new AssertionError(unreadable.error().message());
    };
  }

  /// Reads these files as one document.
  public static ReadResult<BatchInput> read(Map<String, String> files, Overrides overrides) {
    StringBuilder document = new StringBuilder("{");
    files.forEach((name, text) ->
        document
            .append(document.length() > 1 ? "," : "")
            .append('"')
            .append(name, 0, name.indexOf('.'))
            .append("\":")
            .append(text));
    byte[] json = document.append('}').toString().getBytes(StandardCharsets.UTF_8);
    return T8nReader.readDocument("input.json", json, overrides);
  }

  /// A legacy transaction, to be signed; chain id −1 is none.
  static Transaction legacy(
      long chainId, long nonce, Word price, long gas, Address to, Word value, byte[] data) {
    OptionalLong chain = chainId < 0 ? OptionalLong.empty() : OptionalLong.of(chainId);
    return transaction(0, chain, nonce, price, price, gas, Optional.of(to), value, data);
  }

  /// A transaction, to be signed.
  static Transaction transaction(
      int type,
      OptionalLong chainId,
      long nonce,
      Word tip,
      Word feeCap,
      long gas,
      Optional<Address> to,
      Word value,
      byte[] data) {
    return new Transaction(
        type, chainId, nonce, tip, feeCap, gas, to, value, data, List.of(), Word.ZERO, List.of(),
        List.of(), Word.ZERO, Word.ZERO, Word.ZERO);
  }

  static Transaction withNonce(Transaction tx, long nonce) {
    return transaction(
        tx.type(),
        tx.chainId(),
        nonce,
        tx.maxPriorityFeePerGas(),
        tx.maxFeePerGas(),
        tx.gasLimit(),
        tx.to(),
        tx.value(),
        tx.data());
  }

  /// The environment without what came after Istanbul.
  static BlockEnvironment istanbul(BlockEnvironment env) {
    return new BlockEnvironment(
        env.number(),
        env.timestamp(),
        env.gasLimit(),
        env.coinbase(),
        Word.ZERO,
        Hash32.ZERO,
        Word.ZERO,
        0,
        Hash32.ZERO);
  }
}
