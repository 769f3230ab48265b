package io.proofmill.jobapi.artifact;

import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// An artifact store on a directory, shared by all processes that see it.
///
/// `<first two hex digits>/<sha256>` holds the bytes. A file is written under `incoming/`, forced
/// to disk, and then moved to its name in one step.
public final class DirectoryArtifactStore implements ArtifactStore {
  private static final Duration ABANDONED_AFTER = Duration.ofHours(6);

  private final Path root;
  private final Path incoming;
  private final Durability durability;

  /// Whether `put` waits for the disk.
  public enum Durability {
    /// A stored artifact survives a power cut.
    FORCED,
    /// For stores that live no longer than their process.
    CACHED
  }

  public DirectoryArtifactStore(Path root, Durability durability) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve("incoming");
    this.durability = durability;
    Files.createDirectories(incoming);
    removeAbandoned(Instant.now().minus(ABANDONED_AFTER));
  }

  /// The directory.
  public Path root() {
    return root;
  }

  @Override
  public ArtifactRef put(byte[] bytes) throws IOException {
    String sha256 = HexFormat.of().formatHex(sha256().digest(bytes));
    ArtifactRef ref = new ArtifactRef(sha256, bytes.length);
    if (isIntact(ref)) {
      return ref;
    }
    return put(new ByteArrayInputStream(bytes), sha256, bytes.length);
  }

  @Override
  public ArtifactRef put(InputStream bytes, String expectedSha256, long bytesMax)
      throws IOException {
    Names.requireSha256(expectedSha256);
    Path partial = incoming.resolve(UUID.randomUUID().toString());
    try {
      long length = copy(bytes, partial, expectedSha256, bytesMax);
      Path target = path(expectedSha256);
      Files.createDirectories(target.getParent());
      move(partial, target);
      return new ArtifactRef(expectedSha256, length);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  @Override
  public byte[] get(ArtifactRef ref) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path(ref.sha256()));
    } catch (NoSuchFileException e) {
      throw new IOException("artifact " + ref.sha256() + " is missing", e);
    }
    String sha256 = HexFormat.of().formatHex(sha256().digest(bytes));
    if (bytes.length != ref.bytes() || !sha256.equals(ref.sha256())) {
      throw new ArtifactMismatchException(
          "artifact "
              + ref.sha256()
              + " is damaged: holds "
              + bytes.length
              + " bytes of "
              + sha256);
    }
    return bytes;
  }

  @Override
  public long length(String sha256) throws IOException {
    try {
      return Files.size(path(sha256));
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  // A copy that is there but damaged is written again.
  private boolean isIntact(ArtifactRef ref) throws IOException {
    if (length(ref.sha256()) != ref.bytes()) {
      return false;
    }
    try {
      return get(ref).length == ref.bytes();
    } catch (ArtifactMismatchException e) {
      return false;
    }
  }

  private long copy(InputStream from, Path to, String expectedSha256, long bytesMax)
      throws IOException {
    MessageDigest digest = sha256();
    long length = 0;
    try (FileChannel channel =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = java.nio.channels.Channels.newOutputStream(channel)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        length += read;
        if (length > bytesMax) {
          throw new ArtifactTooLargeException(bytesMax);
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      if (!sha256.equals(expectedSha256)) {
        throw new ArtifactMismatchException(
            "bytes have digest " + sha256 + ", expected " + expectedSha256);
      }
      if (durability == Durability.FORCED) {
        channel.force(true);
      }
    }
    return length;
  }

  private void move(Path partial, Path target) throws IOException {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the artifact directory " + root + " cannot move files atomically", e);
    }
    if (durability == Durability.FORCED) {
      // The new name itself must reach the disk (fsync of the directory; POSIX only).
      try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private Path path(String sha256) {
    Names.requireSha256(sha256);
    return root.resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private void removeAbandoned(Instant before) throws IOException {
    List<Path> partials;
    try (Stream<Path> files = Files.list(incoming)) {
      partials = files.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path partial : partials) {
      try {
        if (Files.getLastModifiedTime(partial).toInstant().isBefore(before)) {
          Files.deleteIfExists(partial);
        }
      } catch (NoSuchFileException e) {
        // Its writer just moved or removed it.
        continue;
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
