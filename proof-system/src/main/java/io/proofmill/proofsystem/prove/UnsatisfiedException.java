package io.proofmill.proofsystem.prove;

import io.proofmill.proofsystem.check.CheckReport;

/// A witness that does not satisfy its tables: there is no proof of it. Names what fails.
public final class UnsatisfiedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CheckReport report;

  UnsatisfiedException(String reason, CheckReport report) {
    super(reason + "\n" + report);
    this.report = report;
  }

  /// The labels that fail, with rows and values.
  public CheckReport report() {
    return report;
  }
}
