package io.proofmill.evm.input;

import io.proofmill.evm.execution.BatchInput;
import io.proofmill.evm.execution.BlockInput;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.RlpException;
import io.proofmill.evm.state.WorldState;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.transaction.TransactionEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads state-test fixtures: `{id: {env, pre, transaction, post: {fork: [...]}, config}}`. The
/// transaction is taken from its bytes in the post entry.
final class StateTestReader {
  private StateTestReader() {}

  /// Whether a document looks like one.
  static boolean recognizes(JsonPlace document) throws InputException {
    if (!document.isObject() || document.fields().isEmpty()) {
      return false;
    }
    JsonPlace first = document.fields().getFirst().getValue();
    return first.isObject()
        && first.find("pre").isPresent()
        && first.find("post").isPresent()
        && first.find("transaction").isPresent();
  }

  /// The cases of a document, in its order, of forks that are known here.
  static List<StateTestCase> read(JsonPlace document) throws InputException {
    List<StateTestCase> cases = new ArrayList<>();
    for (var test : document.fields()) {
      JsonPlace at = test.getValue();
      for (var fork : at.get("post").fields()) {
        for (JsonPlace post : fork.getValue().items()) {
          cases.add(read(test.getKey(), fork.getKey(), at, post));
        }
      }
    }
    return cases;
  }

  private static StateTestCase read(String id, String forkName, JsonPlace test, JsonPlace post)
      throws InputException {
    Fork fork =
        Fork.ofName(forkName)
            .orElseThrow(() -> post.error("no fork is called " + Text.quoted(forkName)));
    Optional<JsonPlace> expected = post.find("expectException");
    Hash32 root = post.get("hash").hash();
    Optional<String> exception =
        expected.isPresent() ? Optional.of(expected.get().text()) : Optional.empty();
    Transaction transaction;
    try {
      transaction = TransactionEncoding.decode(post.get("txbytes").bytes(InputFile.MAX_BYTES));
    } catch (RlpException e) {
      return new StateTestCase(
          id, forkName, Optional.empty(), Optional.of(e.getMessage()), root, exception);
    }
    EnvironmentJson environment = EnvironmentJson.read(test.get("env"), fork.rules());
    BlockInput block =
        new BlockInput(environment.block(), List.of(transaction), List.of(), Word.ZERO);
    BatchInput input =
        new BatchInput(
            fork,
            test.get("config").get("chainid").positiveLong(),
            environment.parentHash(),
            WorldState.of(AllocJson.read(test.get("pre"))),
            List.of(block));
    return new StateTestCase(id, forkName, Optional.of(input), Optional.empty(), root, exception);
  }
}
