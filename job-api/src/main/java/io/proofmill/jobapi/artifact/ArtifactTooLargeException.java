package io.proofmill.jobapi.artifact;

import java.io.IOException;

/// Offered bytes are longer than allowed.
public final class ArtifactTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  public ArtifactTooLargeException(long bytesMax) {
    super("longer than " + bytesMax + " bytes");
  }
}
