package io.proofmill.evm.run;

/// How one case went.
///
/// @param file where the case stands
/// @param id of the case in its file; empty when the file is one case
/// @param fork by name; empty when the case was not readable
/// @param reason one line; empty for a case that passed
public record CaseResult(String file, String id, String fork, Verdict result, String reason) {
  public enum Verdict {
    PASSED,
    FAILED,
    UNSUPPORTED,
    /// Malformed; counts as failed.
    UNREADABLE,
    /// Of no known kind and found in a folder; counts as nothing.
    SKIPPED;

    /// The word in `--json` output; the contract knows three.
    public String word() {
      return switch (this) {
        case PASSED -> "passed";
        case FAILED, UNREADABLE -> "failed";
        case UNSUPPORTED -> "unsupported";
        case SKIPPED -> "skipped";
      };
    }
  }
}
