package io.proofmill.evm.run;

/// How many cases went which way. Unreadable ones are counted apart and are failures.
public record RunSummary(int passed, int failed, int unreadable, int unsupported, int skipped) {
  /// The last line of `execute` and `check`.
  public String line() {
    return passed
        + " passed, "
        + (failed + unreadable)
        + " failed, "
        + unsupported
        + " unsupported";
  }

  /// 0 all passed, 1 something failed, 2 nothing failed but something was unreadable, 3 nothing
  /// failed but something is unsupported.
  public int exitCode() {
    if (failed > 0) {
      return 1;
    }
    if (unreadable > 0) {
      return 2;
    }
    return unsupported > 0 ? 3 : 0;
  }
}
