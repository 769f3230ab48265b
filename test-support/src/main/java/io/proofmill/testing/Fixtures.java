package io.proofmill.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the shared test vectors: the folder named by `PROOFMILL_FIXTURES`, or `../shared/fixtures`
/// beside the repository. A test that lacks them is skipped visibly, and fails when
/// `PROOFMILL_REQUIRE=all` (see [Requirement]).
public final class Fixtures {
  private Fixtures() {}

  /// The fixture file or folder with this path; skips (or fails) the calling test when absent.
  public static Path path(String first, String... more) {
    Path path = root().resolve(Path.of(first, more)).normalize();
    Requirement.present("fixture " + path, Files.exists(path));
    return path;
  }

  /// The root of the repository's checkout.
  public static Path repository() {
    String root = System.getProperty("proofmill.root");
    if (root != null) {
      return Path.of(root).toAbsolutePath().normalize();
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside a checkout: no mvnw above the working folder");
    }
    return folder;
  }

  private static Path root() {
    String named = System.getProperty("proofmill.fixtures", System.getenv("PROOFMILL_FIXTURES"));
    return named != null
        ? Path.of(named).toAbsolutePath().normalize()
        : repository().resolveSibling("shared/fixtures");
  }
}
