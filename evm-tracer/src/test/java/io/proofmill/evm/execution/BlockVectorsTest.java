package io.proofmill.evm.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.evm.TestJson;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Hex;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.RlpException;
import io.proofmill.evm.rlp.RlpReader;
import io.proofmill.evm.transaction.Transaction;
import io.proofmill.evm.transaction.TransactionEncoding;
import io.proofmill.evm.trie.Trie;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Headers, transactions roots and receipts roots of the blocks in the fixtures, rebuilt from their
/// fields.
class BlockVectorsTest {
  private int headers;
  private int transactionRoots;
  private int receiptRoots;

  @Test
  void headersAndRootsAreThoseOfTheFixtures() throws IOException, RlpException {
    for (String fork : List.of("prague", "osaka")) {
      try (Stream<Path> files = Files.walk(Fixtures.path("blockchain_tests", fork))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
          check(file);
        }
      }
    }
    assertTrue(
        headers > 20 && transactionRoots > 100 && receiptRoots > 50,
        headers + " headers, " + transactionRoots + " and " + receiptRoots + " roots");
  }

  private void check(Path file) throws RlpException {
    for (JsonNode test : TestJson.read(file)) {
      Optional<Fork> fork = Fork.ofName(test.get("network").textValue());
      for (JsonNode block : test.get("blocks")) {
        if (fork.isPresent() && block.has("blockHeader") && !block.has("expectException")) {
          JsonNode header = block.get("blockHeader");
          byte[] rlp = Hex.decode(block.get("rlp").textValue());
          List<Transaction> transactions = transactions(rlp);
          checkHeader(header, fork.get());
          assertEquals(
              hash(header, "transactionsTrie"),
              Trie.orderedRoot(transactions.stream().map(TransactionEncoding::encode).toList()));
          transactionRoots++;
          checkReceipt(header, transactions);
        }
      }
    }
  }

  private static List<Transaction> transactions(byte[] block) throws RlpException {
    RlpReader items = new RlpReader(block).list("block");
    items.list("header");
    return TransactionEncoding.decodeList(items.encoded("transactions"));
  }

  /// Blocks without extra data, blobs, withdrawals and requests are such as we synthesize.
  private void checkHeader(JsonNode header, Fork fork) {
    boolean ours =
        header.get("extraData").textValue().equals("0x")
            && number(header, "blobGasUsed") == 0
            && hash(header, "withdrawalsRoot").equals(Trie.EMPTY_ROOT)
            && header
                .get("requestsHash")
                .textValue()
                .equals("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    if (!ours) {
      return;
    }
    BlockEnvironment environment =
        new BlockEnvironment(
            number(header, "number"),
            number(header, "timestamp"),
            number(header, "gasLimit"),
            Address.of(header.get("coinbase").textValue()),
            Word.of(number(header, "difficulty")),
            hash(header, "mixHash"),
            Word.of(number(header, "baseFeePerGas")),
            number(header, "excessBlobGas"),
            hash(header, "parentBeaconBlockRoot"));
    BlockHeader rebuilt =
        new BlockHeader(
            environment,
            hash(header, "parentHash"),
            hash(header, "stateRoot"),
            hash(header, "transactionsTrie"),
            hash(header, "receiptTrie"),
            Hex.decode(header.get("bloom").textValue()),
            number(header, "gasUsed"));
    assertEquals(hash(header, "hash"), rebuilt.hash(fork.rules()));
    headers++;
  }

  /// The receipt of an only transaction without logs is known but for its status.
  private void checkReceipt(JsonNode header, List<Transaction> transactions) {
    byte[] bloom = Hex.decode(header.get("bloom").textValue());
    if (transactions.size() != 1 || !Arrays.equals(bloom, new byte[Receipt.BLOOM_BYTES])) {
      return;
    }
    Transaction tx = transactions.getFirst();
    long gas = number(header, "gasUsed");
    List<Hash32> possible =
        Stream.of(true, false)
            .map(status -> new Receipt(tx.type(), tx.hash(), status, gas, gas, bloom).encode())
            .map(receipt -> Trie.orderedRoot(List.of(receipt)))
            .toList();
    assertTrue(possible.contains(hash(header, "receiptTrie")), header.toString());
    receiptRoots++;
  }

  private static Hash32 hash(JsonNode header, String field) {
    return Hash32.of(header.get(field).textValue());
  }

  private static long number(JsonNode header, String field) {
    return Long.decode(header.get(field).textValue());
  }
}
