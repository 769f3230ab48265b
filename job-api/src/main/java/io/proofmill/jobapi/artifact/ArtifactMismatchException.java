package io.proofmill.jobapi.artifact;

import java.io.IOException;

/// Stored or offered bytes do not match their name.
public final class ArtifactMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  public ArtifactMismatchException(String message) {
    super(message);
  }
}
