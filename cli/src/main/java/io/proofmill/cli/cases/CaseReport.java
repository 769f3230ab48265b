package io.proofmill.cli.cases;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.proofmill.cli.OutputFile;
import io.proofmill.evm.run.CaseResult;
import io.proofmill.evm.run.CaseResult.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Tells how cases went as they end: a line on the terminal for each that did not pass and, with
/// `--json FILE`, a JSON object per line.
final class CaseReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final Path jsonFile;
  private final StringBuilder json = new StringBuilder();

  /// The contract's form of a result.
  @JsonPropertyOrder({"file", "id", "fork", "result", "reason"})
  private record Line(String file, String id, String fork, String result, String reason) {}

  /// @param jsonFile null for none
  CaseReport(PrintWriter out, Path jsonFile) {
    this.out = out;
    this.jsonFile = jsonFile;
    if (jsonFile != null) {
      OutputFile.requireWritable(jsonFile);
    }
  }

  void add(CaseResult result) {
    if (result.result() != Verdict.PASSED) {
      String id = result.id().isEmpty() ? "" : " " + result.id();
      String word = result.result().word();
      // A malformed case's reason begins with its file.
      String place = result.reason().startsWith(result.file()) ? "" : result.file() + id + ": ";
      out.println(word + ": " + place + result.reason());
    }
    if (jsonFile != null && result.result() != Verdict.SKIPPED) {
      Line line =
          new Line(
              result.file(),
              emptyToNull(result.id()),
              emptyToNull(result.fork()),
              result.result().word(),
              emptyToNull(result.reason()));
      try {
        json.append(JSON.writeValueAsString(line)).append('\n');
      } catch (IOException e) {
        throw new IllegalStateException("a record of strings cannot fail to be written", e);
      }
    }
  }

  /// Writes the JSON file.
  void finish() throws IOException {
    if (jsonFile != null) {
      OutputFile.write(jsonFile, json.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
