package io.proofmill.cli.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecuteCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void anExampleExecutes() {
    Path good = example("good", 5);
    CommandLineRun run = CommandLineRun.of("execute", good.toString());
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("1 passed, 0 failed, 0 unsupported", run.out().strip());
  }

  @Test
  void casesAreFoundBelowAFolderInOrderAndReportedOneByOne() throws IOException {
    Path cases = folder.resolve("cases");
    Files.createDirectories(cases);
    example("cases/a", 3);
    // The second transfer again: its nonce has been used.
    changeTransactions(example("cases/b", 3), txs -> txs.add(txs.get(1)));
    Path c = example("cases/c/deep", 1);
    setCode(c);
    Files.writeString(cases.resolve("notes.txt"), "not a case");
    Path json = folder.resolve("results.jsonl");

    CommandLineRun run = CommandLineRun.of("execute", cases.toString(), "--json", json.toString());

    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("skipped: " + cases.resolve("notes.txt")), run.out());
    assertTrue(run.out().endsWith("1 passed, 1 failed, 1 unsupported" + System.lineSeparator()));
    List<String> lines = Files.readAllLines(json);
    assertEquals(
        List.of("cases/a", "cases/b", "cases/c/deep"),
        lines.stream().map(l -> folder.relativize(Path.of(field(l, "file"))).toString()).toList());
    assertEquals(
        List.of("passed", "failed", "unsupported"),
        lines.stream().map(l -> field(l, "result")).toList());
    assertTrue(field(lines.get(1), "reason").contains("transaction 3"), lines.get(1));
    assertTrue(field(lines.get(2), "reason").contains("transaction 0"), lines.get(2));
  }

  @Test
  void unsupportedAloneEndsWith3() throws IOException {
    Path batch = example("code", 1);
    setCode(batch);
    CommandLineRun run = CommandLineRun.of("execute", batch.toString());
    assertEquals(3, run.exitCode(), run.out());
  }

  @Test
  void anUnknownKindNamedDirectlyIsAnError() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "not a case");
    assertEquals(2, CommandLineRun.of("execute", file.toString()).exitCode());
    assertEquals(2, CommandLineRun.of("execute", folder.resolve("x").toString()).exitCode());
  }

  @Test
  void aMalformedCaseFailsAndNamesThePlace() throws IOException {
    Path batch = example("bad", 1);
    Files.writeString(batch.resolve("env.json"), "{\"currentNumber\": \"0xzz\"}");
    CommandLineRun run = CommandLineRun.of("execute", batch.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.out().contains("env.json /currentNumber"), run.out());
  }

  @Test
  void checkHoldsTheExampleToEveryConstraint() throws IOException {
    Path good = example("good", 5);
    CommandLineRun run = CommandLineRun.of("check", good.toString());
    assertEquals(0, run.exitCode(), run.out() + run.err());
    assertEquals("1 passed, 0 failed, 0 unsupported", run.out().strip());
    setCode(good);
    assertEquals(3, CommandLineRun.of("check", good.toString()).exitCode());
  }

  @Test
  void traceShowsEachTableAndTheShards() throws IOException {
    Path good = example("good", 5);
    Path json = folder.resolve("trace.json");
    CommandLineRun run = CommandLineRun.of("trace", good.toString(), "--json", json.toString());
    assertEquals(0, run.exitCode(), run.err());
    // Five accesses a transfer.
    assertTrue(run.out().lines().anyMatch(line -> line.matches("ACCOUNT +25 +32 .*")), run.out());
    assertEquals(1, JSON.readTree(json.toFile()).get("shards").asInt());
    // 40 accesses do not fit the 32 rows that the batch's own file then allows.
    Path larger = example("larger", 8);
    Files.writeString(larger.resolve("prove.json"), "{\"maxLogHeight\": 5}");
    assertTrue(CommandLineRun.of("trace", larger.toString()).out().contains("2 shards"));
    run = CommandLineRun.of("trace", larger.toString(), "--max-log-height", "8");
    assertTrue(run.out().contains("1 shards"), run.out());
    assertEquals(
        64, CommandLineRun.of("trace", good.toString(), "--max-log-height", "1").exitCode());
    Files.writeString(larger.resolve("prove.json"), "{\"maxLogHeight\": \"5\"}");
    assertEquals(2, CommandLineRun.of("trace", larger.toString()).exitCode());
  }

  @Test
  void anExampleIsWrittenOnlyIntoANewOrEmptyFolder() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken);
    Files.writeString(taken.resolve("mine.txt"), "mine");
    CommandLineRun run =
        CommandLineRun.of("example", "eth", "--transactions", "1", "--out", taken.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().endsWith("taken: is not empty" + System.lineSeparator()), run.err());
    assertEquals(
        64,
        CommandLineRun.of(
                "example", "eth", "--transactions", "0", "--out", folder.resolve("n").toString())
            .exitCode());
  }

  private Path example(String name, int transactions) {
    Path out = folder.resolve(name);
    CommandLineRun run =
        CommandLineRun.of(
            "example", "eth", "--transactions", "" + transactions, "--out", out.toString());
    assertEquals(0, run.exitCode(), run.err());
    return out;
  }

  private interface Change {
    void apply(ArrayNode transactions);
  }

  private static void changeTransactions(Path batch, Change change) throws IOException {
    Path file = batch.resolve("txs.json");
    ArrayNode transactions = (ArrayNode) JSON.readTree(file.toFile());
    change.apply(transactions);
    Files.write(file, JSON.writeValueAsBytes(transactions));
  }

  /// Puts code at the target of the first transfer.
  private static void setCode(Path batch) throws IOException {
    JsonNode to = JSON.readTree(batch.resolve("txs.json").toFile()).get(0).get("to");
    Path file = batch.resolve("alloc.json");
    ObjectNode alloc = (ObjectNode) JSON.readTree(file.toFile());
    alloc.putObject(to.asText()).put("balance", "0x1").put("code", "0x00");
    Files.write(file, JSON.writeValueAsBytes(alloc));
  }

  private static String field(String line, String name) {
    try {
      return JSON.readTree(line).get(name).asText();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
