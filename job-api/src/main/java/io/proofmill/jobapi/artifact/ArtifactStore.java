package io.proofmill.jobapi.artifact;

import io.proofmill.jobapi.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;

/// Bytes under the name of their SHA-256 digest. Storing the same bytes twice is harmless; nothing
/// half-written is ever visible; bytes are checked against their name when read.
public interface ArtifactStore {
  /// Stores bytes.
  ArtifactRef put(byte[] bytes) throws IOException;

  /// Stores a stream as it comes, at most `bytesMax` of it.
  ///
  /// @throws ArtifactTooLargeException when the stream is longer; nothing is stored
  /// @throws ArtifactMismatchException when the digest is not `expectedSha256`; nothing is stored
  ArtifactRef put(InputStream bytes, String expectedSha256, long bytesMax) throws IOException;

  /// The bytes of an artifact.
  ///
  /// @throws IOException when it is missing, or its bytes do not match its name
  byte[] get(ArtifactRef ref) throws IOException;

  /// The length of the artifact in bytes, or -1 when there is none.
  long length(String sha256) throws IOException;
}
