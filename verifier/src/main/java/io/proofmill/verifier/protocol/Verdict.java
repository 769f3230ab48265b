package io.proofmill.verifier.protocol;

/// The outcome of a verification. Bad input is an outcome, not an exception.
public sealed interface Verdict {
  /// The proof is valid.
  record Accepted() implements Verdict {}

  /// The proof is not valid, for this reason.
  record Rejected(String reason) implements Verdict {}

  static Verdict accepted() {
    return new Accepted();
  }

  static Verdict rejected(String reason) {
    return new Rejected(reason);
  }

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
