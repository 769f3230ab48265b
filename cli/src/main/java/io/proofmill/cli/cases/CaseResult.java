package io.proofmill.cli.cases;

import com.fasterxml.jackson.annotation.JsonValue;

/// What came of one case; one line of `--json FILE`.
///
/// @param file where the case is
/// @param id its name there
/// @param fork null when the case is unreadable
/// @param reason null when it passed
public record CaseResult(String file, String id, String fork, Result result, String reason) {
  /// How a case ended.
  public enum Result {
    PASSED("passed"),
    FAILED("failed"),
    UNSUPPORTED("unsupported");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    @JsonValue
    public String text() {
      return text;
    }
  }
}
