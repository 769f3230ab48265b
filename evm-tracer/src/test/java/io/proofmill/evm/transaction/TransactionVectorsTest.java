package io.proofmill.evm.transaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.evm.TestJson;
import io.proofmill.evm.crypto.Recovery;
import io.proofmill.evm.crypto.Secp256k1;
import io.proofmill.evm.crypto.SignatureFault;
import io.proofmill.evm.execution.IntrinsicGas;
import io.proofmill.evm.execution.TransactionCheck;
import io.proofmill.evm.fork.Fork;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Hex;
import io.proofmill.evm.primitive.Word;
import io.proofmill.evm.rlp.RlpException;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The transaction tests of ethereum/tests: each says for each fork whether the bytes are a valid
/// transaction, and then its hash and sender.
class TransactionVectorsTest {
  private static final long MAINNET = 1;

  /// Their answers are older than Prague; nothing that they ask has changed since, but the floor.
  private static final Map<String, Fork> FORKS =
      Map.of(
          "Istanbul", Fork.ISTANBUL,
          "Berlin", Fork.BERLIN,
          "London", Fork.LONDON,
          "Paris", Fork.PARIS,
          "Shanghai", Fork.SHANGHAI,
          "Cancun", Fork.CANCUN,
          "Prague", Fork.PRAGUE);

  @Test
  void everyVectorIsJudgedAsPublished() throws IOException {
    int valid = 0;
    int invalid = 0;
    for (Path file : files()) {
      for (var test : TestJson.read(file).properties()) {
        JsonNode bytes = test.getValue().get("txbytes");
        for (var result : test.getValue().get("result").properties()) {
          Fork fork = FORKS.get(result.getKey());
          if (fork == null) {
            continue;
          }
          String name = file.getFileName() + " " + result.getKey();
          JsonNode expected = result.getValue();
          Optional<Transaction> found = judge(bytes.textValue(), fork);
          assertEquals(expected.has("exception"), found.isEmpty(), name + " " + expected);
          if (found.isPresent()) {
            Transaction tx = found.get();
            assertEquals(expected.get("hash").textValue(), tx.hash().toString(), name);
            String sender = ((Recovery.Signer) tx.recoverSender()).address().toString();
            assertEquals(expected.get("sender").textValue(), sender, name);
            long gas = Long.decode(expected.get("intrinsicGas").textValue());
            assertEquals(gas, IntrinsicGas.of(tx, fork.rules()).gas(), name);
            assertEquals(bytes.textValue(), Hex.encode(TransactionEncoding.encode(tx)), name);
            valid++;
          } else {
            invalid++;
          }
        }
      }
    }
    assertTrue(valid > 100 && invalid > 200, valid + " valid, " + invalid + " invalid");
  }

  /// The second one has a high s, which EIP-2 forbids since.
  @Test
  void signedTransactionsAreThePublishedOnes() throws RlpException {
    JsonNode vectors = TestJson.fixture("misc", "BasicTests", "txtest.json");
    List<Recovery> senders = new ArrayList<>();
    for (JsonNode vector : vectors) {
      byte[] signed = Hex.decode(vector.get("signed").textValue());
      Transaction tx = TransactionEncoding.decode(signed);
      assertArrayEquals(signed, TransactionEncoding.encode(tx));
      assertEquals(vector.get("nonce").longValue(), tx.nonce());
      assertEquals(vector.get("gasprice").bigIntegerValue(), tx.maxFeePerGas().toBigInteger());
      assertEquals(vector.get("startgas").longValue(), tx.gasLimit());
      assertEquals(vector.get("value").bigIntegerValue(), tx.value().toBigInteger());
      senders.add(tx.recoverSender());
      Word key = Word.fromBytes(Hex.decode(vector.get("key").textValue()));
      Recovery signer = new Recovery.Signer(Secp256k1.addressOf(key));
      assertEquals(signer, tx.sign(key).recoverSender());
    }
    String first =
        TestJson.fixture("misc", "BasicTests", "keyaddrtest.json").get(0).get("addr").textValue();
    assertEquals(
        List.of(
            new Recovery.Signer(Address.of(first)),
            new Recovery.Refused(SignatureFault.S_TOO_LARGE)),
        senders);
  }

  @Test
  void changedBytesAreReadCanonicallyOrRefused() throws IOException {
    fuzz(5_000);
  }

  @Test
  @Tag("long")
  void manyChangedBytesAreReadCanonicallyOrRefused() throws IOException {
    fuzz(200_000);
  }

  private static void fuzz(int rounds) throws IOException {
    List<byte[]> seeds =
        files().stream()
            .flatMap(file -> TestJson.read(file).properties().stream())
            .map(test -> test.getValue().get("txbytes").textValue())
            .filter(text -> text.length() > 2 && text.length() < 2_000)
            .map(Hex::decode)
            .toList();
    SplittableRandom random = new SplittableRandom(6);
    int accepted = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertArrayEquals(bytes, TransactionEncoding.encode(TransactionEncoding.decode(bytes)));
        accepted++;
      } catch (RlpException e) {
        assertTrue(!e.reason().isEmpty());
      }
    }
    assertTrue(accepted > rounds / 10, "accepted " + accepted);
  }

  /// The transaction, when it is one that a block of the fork may hold as far as it says itself.
  private static Optional<Transaction> judge(String hex, Fork fork) {
    try {
      Transaction tx = TransactionEncoding.decode(Hex.decode(hex));
      boolean good =
          TransactionCheck.alone(tx, fork.rules(), MAINNET).isEmpty()
              && tx.recoverSender() instanceof Recovery.Signer;
      return good ? Optional.of(tx) : Optional.empty();
    } catch (RlpException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Fixtures.path("misc", "TransactionTests"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
