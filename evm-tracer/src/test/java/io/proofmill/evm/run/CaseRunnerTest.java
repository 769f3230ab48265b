package io.proofmill.evm.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.evm.example.ExampleGenerator;
import io.proofmill.evm.input.Overrides;
import io.proofmill.evm.run.CaseResult.Verdict;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseRunnerTest {
  private final List<CaseResult> results = new ArrayList<>();

  /// Transfers, refused transactions and the calldata floor. What the engine does not do yet must
  /// be called unsupported, never failed.
  @Test
  void stateTestsOfTransfersPass() throws Exception {
    List<Path> folders = new ArrayList<>();
    for (String name :
        List.of(
            "stTransactionTest",
            "stEIP1559",
            "stEIP3607",
            "stZeroCallsTest",
            "stNonZeroCallsTest")) {
      folders.add(Fixtures.path("state_tests", "static", "state_tests", name));
    }
    folders.add(Fixtures.path("state_tests", "prague", "eip7623_increase_calldata_cost"));
    folders.add(Fixtures.path("state_tests", "osaka", "eip7825_transaction_gas_limit_cap"));
    RunSummary summary = run(Overrides.NONE, folders);
    assertEquals(0, summary.failed() + summary.unreadable() + summary.skipped(), failures());
    assertTrue(summary.passed() >= 30, summary.line());
    assertEquals(3, summary.exitCode());
    assertTrue(
        results.stream()
            .filter(result -> result.result() == Verdict.UNSUPPORTED)
            .allMatch(result -> result.reason().startsWith("transaction 0: not supported: ")));
  }

  @Test
  @Tag("long")
  void noStateTestFails() throws Exception {
    RunSummary summary = run(Overrides.NONE, List.of(Fixtures.path("state_tests")));
    assertEquals(0, summary.failed() + summary.unreadable() + summary.skipped(), failures());
    assertEquals(2_651, summary.passed() + summary.unsupported());
    assertTrue(summary.passed() >= 44, summary.line());
  }

  @Test
  void theSpecificationsOfBesusToolDoNotFail() throws Exception {
    RunSummary summary = run(Overrides.NONE, List.of(Fixtures.path("t8n", "besu-evmtool", "t8n")));
    assertEquals(0, summary.failed() + summary.unreadable(), failures());
    assertEquals(1, summary.passed());
    CaseResult passed =
        results.stream().filter(result -> result.result() == Verdict.PASSED).findFirst().get();
    assertTrue(passed.file().endsWith("shanghai-invalidTx.json"), passed.file());
  }

  @Test
  void foldersAreSearchedInSortedOrderAndUnknownFilesSkipped(@TempDir Path folder)
      throws Exception {
    ExampleGenerator.write(2, folder.resolve("b"));
    ExampleGenerator.write(1, folder.resolve("a").resolve("deep"));
    Files.writeString(folder.resolve("notes.txt"), "nothing");
    Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    RunSummary summary = run(Overrides.NONE, List.of(folder));
    assertEquals(
        List.of("a/deep", "b", "notes.txt", "other.json"),
        results.stream()
            .map(result -> folder.relativize(Path.of(result.file())).toString())
            .toList());
    assertEquals(new RunSummary(2, 0, 0, 0, 2), summary);
    assertEquals("2 passed, 0 failed, 0 unsupported", summary.line());
    assertEquals(0, summary.exitCode());
  }

  @Test
  void anUnknownFileThatIsNamedIsAnError(@TempDir Path folder) throws Exception {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "nothing");
    RunSummary summary = run(Overrides.NONE, List.of(notes, folder.resolve("nowhere.json")));
    assertEquals(new RunSummary(0, 0, 2, 0, 0), summary);
    assertEquals("0 passed, 2 failed, 0 unsupported", summary.line());
    assertEquals(2, summary.exitCode());
  }

  @Test
  void aBrokenCaseFailsWithItsPlaceAndARefusedOneWithItsTransaction(@TempDir Path folder)
      throws Exception {
    ExampleGenerator.write(3, folder.resolve("broken"));
    Files.writeString(folder.resolve("broken").resolve("env.json"), "{");
    ExampleGenerator.write(3, folder.resolve("refused"));
    Path txs = folder.resolve("refused").resolve("txs.json");
    Files.writeString(
        txs, Files.readString(txs).replaceFirst("\"v\" : \"0x[0-9a-f]+\"", "\"v\" : \"0x0\""));
    RunSummary summary = run(Overrides.NONE, List.of(folder));
    assertEquals(new RunSummary(0, 1, 1, 0, 0), summary);
    assertEquals(1, summary.exitCode());
    assertTrue(results.get(0).reason().contains("env.json: no JSON"), results.get(0).reason());
    assertEquals(
        "transaction 0: the signature is invalid: v names no parity", results.get(1).reason());
  }

  @Test
  void overridesReachTheCases(@TempDir Path folder) throws Exception {
    ExampleGenerator.write(3, folder);
    Overrides otherChain = new Overrides(Optional.of("Prague"), OptionalLong.of(9));
    run(otherChain, List.of(folder));
    assertEquals("Prague", results.getFirst().fork());
    assertTrue(results.getFirst().reason().contains("signed for another chain"));
  }

  private RunSummary run(Overrides overrides, List<Path> paths)
      throws IOException, InterruptedException {
    return new CaseRunner(overrides, 2).run(paths, results::add);
  }

  private String failures() {
    return results.stream()
        .filter(
            result -> result.result() == Verdict.FAILED || result.result() == Verdict.UNREADABLE)
        .toList()
        .toString();
  }
}
