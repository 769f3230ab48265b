package io.proofmill.jobapi.http;

import java.io.IOException;

/// The coordinator answered with a problem.
public final class ProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()));
    this.problem = problem;
  }

  /// What was answered.
  public Problem problem() {
    return problem;
  }
}
