package io.proofmill.testing;

import org.junit.jupiter.api.Assumptions;

/// Something a test needs that a machine may lack: a server, a package, a device, the fixtures.
/// Lacking it skips the test visibly; with `PROOFMILL_REQUIRE=all` in the environment, as in CI, it
/// fails the test instead.
public final class Requirement {
  private Requirement() {}

  /// Goes on when `present`; else skips the calling test, or fails it when everything is required.
  public static void present(String what, boolean present) {
    if (present) {
      return;
    }
    String message = "missing: " + what;
    if ("all".equals(System.getenv("PROOFMILL_REQUIRE"))) {
      throw new AssertionError(message + " (PROOFMILL_REQUIRE=all)");
    }
    Assumptions.abort(message);
  }
}
