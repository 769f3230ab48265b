package io.proofmill.coordinator.verify;

/// Checks a final proof before its job may succeed. Implemented on the `verifier` module.
public interface ProofChecker {
  /// What is checked: the proof file, TRACE's plan and the submitted input.
  record FinalProof(byte[] proofFile, byte[] plan, byte[] input) {}

  /// The outcome of a check.
  sealed interface Verdict {
    /// The proof is valid.
    record Accepted() implements Verdict {}

    /// The proof is not valid, for a reason of one line.
    record Rejected(String reason) implements Verdict {}
  }

  /// Checks a proof. A malformed one is rejected, never an exception.
  Verdict check(FinalProof proof);
}
