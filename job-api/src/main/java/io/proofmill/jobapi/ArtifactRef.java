package io.proofmill.jobapi;

/// Names stored bytes by their SHA-256 digest (lower-case hex) and their length.
public record ArtifactRef(String sha256, long bytes) {
  public ArtifactRef {
    Names.requireSha256(sha256);
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative, was " + bytes);
    }
  }
}
