package io.proofmill.cli.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Batches that `prove` refuses before it makes any key: one line naming the place, the exit code
/// of the contract, and no file left behind.
class ProveCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Path batch;

  @BeforeEach
  void makeBatch() {
    batch = folder.resolve("batch");
    CommandLineRun run =
        CommandLineRun.of("example", "eth", "--transactions", "3", "--out", batch.toString());
    assertEquals(0, run.exitCode(), run.err());
  }

  @Test
  void malformedJsonIsUnreadable() throws IOException {
    Files.writeString(batch.resolve("alloc.json"), "{");
    refused(2, "alloc.json");
  }

  @Test
  void anAbsentFileIsUnreadable() throws IOException {
    Files.delete(batch.resolve("env.json"));
    refused(2, "env.json");
  }

  @Test
  void anUnknownForkIsUnreadable() {
    refused(2, "--fork: no fork is called", "--fork", "Atlantis");
  }

  @Test
  void aForkThatCannotBeProvenIsUnsupported() {
    refused(3, "not supported", "--fork", "London");
  }

  @Test
  void aRepeatedTransactionIsRefusedAtItsPlace() throws IOException {
    ArrayNode transactions = (ArrayNode) JSON.readTree(batch.resolve("txs.json").toFile());
    transactions.add(transactions.get(0));
    Files.write(batch.resolve("txs.json"), JSON.writeValueAsBytes(transactions));
    refused(1, "transaction 3");
  }

  @Test
  void aSenderWithoutMoneyIsRefused() throws IOException {
    Path file = batch.resolve("alloc.json");
    ObjectNode alloc = (ObjectNode) JSON.readTree(file.toFile());
    alloc.properties().forEach(account -> ((ObjectNode) account.getValue()).put("balance", "0x0"));
    Files.write(file, JSON.writeValueAsBytes(alloc));
    refused(1, "transaction 0");
  }

  @Test
  void codeAtTheTargetIsUnsupported() throws IOException {
    String to = JSON.readTree(batch.resolve("txs.json").toFile()).get(0).get("to").asText();
    Path file = batch.resolve("alloc.json");
    ObjectNode alloc = (ObjectNode) JSON.readTree(file.toFile());
    alloc.putObject(to).put("balance", "0x1").put("code", "0x00");
    Files.write(file, JSON.writeValueAsBytes(alloc));
    refused(3, "transaction 0");
  }

  @Test
  void aMissingEngineIsWrongUsage() {
    refused(64, "--engine: ", "--engine", "abacus");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldAtOnce() {
    Path output = folder.resolve("no/such/folder/proof.json");
    CommandLineRun run = CommandLineRun.of("prove", batch.toString(), "-o", output.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("does not exist"), run.err());
  }

  private void refused(int exitCode, String place, String... options) {
    Path output = folder.resolve("proof.json");
    String[] args = new String[options.length + 4];
    args[0] = "prove";
    args[1] = batch.toString();
    args[2] = "-o";
    args[3] = output.toString();
    System.arraycopy(options, 0, args, 4, options.length);
    CommandLineRun run = CommandLineRun.of(args);
    assertEquals(exitCode, run.exitCode(), run.err());
    assertTrue(run.err().contains(place), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals("", run.out());
    assertFalse(Files.exists(output));
  }
}
