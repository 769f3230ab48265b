package io.proofmill.jobapi;

import java.util.regex.Pattern;

/// The form of names on the wire: tasks, artifacts, workers and aggregation nodes.
public final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Names() {}

  /// Returns `name`, or throws `IllegalArgumentException` naming `what`.
  public static String requireName(String what, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(what + " must match " + NAME + ", was " + quoted(name));
    }
    return name;
  }

  /// Returns `sha256`, or throws `IllegalArgumentException` when it is not 64 lower-case hex
  /// digits.
  public static String requireSha256(String sha256) {
    if (!isSha256(sha256)) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hex digits, was " + quoted(sha256));
    }
    return sha256;
  }

  /// Whether the text is a SHA-256 digest in lower-case hex.
  public static boolean isSha256(String text) {
    return text != null && SHA256.matcher(text).matches();
  }

  private static String quoted(String text) {
    if (text == null) {
      return "absent";
    }
    return "'" + (text.length() <= 120 ? text : text.substring(0, 120) + "…") + "'";
  }
}
