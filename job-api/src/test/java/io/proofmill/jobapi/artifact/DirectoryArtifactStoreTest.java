package io.proofmill.jobapi.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.jobapi.ArtifactRef;
import io.proofmill.jobapi.artifact.DirectoryArtifactStore.Durability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactStoreTest {
  // SHA-256("abc"), FIPS 180-2 appendix B.1.
  private static final String ABC_SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private DirectoryArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    store = new DirectoryArtifactStore(folder, Durability.FORCED);
  }

  @Test
  void bytesAreStoredUnderTheirDigestAndReadBack() throws IOException {
    ArtifactRef ref = store.put(ABC);
    assertEquals(new ArtifactRef(ABC_SHA256, 3), ref);
    assertEquals(ref, store.put(ABC));
    assertArrayEquals(ABC, store.get(ref));
    assertEquals(3, store.length(ABC_SHA256));
    assertTrue(incomingIsEmpty());
  }

  @Test
  void aMissingArtifactIsSaidToBeMissing() throws IOException {
    ArtifactRef ref = new ArtifactRef("00".repeat(32), 1);
    assertEquals(-1, store.length(ref.sha256()));
    IOException e = assertThrows(IOException.class, () -> store.get(ref));
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
  }

  @Test
  void aDamagedFileIsRefusedAndRepairedByTheNextPut() throws IOException {
    ArtifactRef ref = store.put(ABC);
    Path file = folder.resolve("ba").resolve(ABC_SHA256);
    Files.writeString(file, "abd");
    assertThrows(ArtifactMismatchException.class, () -> store.get(ref));
    store.put(ABC);
    assertArrayEquals(ABC, store.get(ref));
  }

  @Test
  void aStreamWithAnotherDigestOrTooManyBytesLeavesNothing() throws IOException {
    assertThrows(
        ArtifactMismatchException.class,
        () -> store.put(new ByteArrayInputStream(new byte[3]), ABC_SHA256, 100));
    assertThrows(
        ArtifactTooLargeException.class,
        () -> store.put(new ByteArrayInputStream(ABC), ABC_SHA256, 2));
    assertEquals(-1, store.length(ABC_SHA256));
    assertTrue(incomingIsEmpty());
    store.put(new ByteArrayInputStream(ABC), ABC_SHA256, 3);
    assertEquals(3, store.length(ABC_SHA256));
  }

  @Test
  void aStreamThatBreaksLeavesNothing() {
    InputStream broken =
        new InputStream() {
          private int left = 2;

          @Override
          public int read() throws IOException {
            if (left-- == 0) {
              throw new IOException("connection reset");
            }
            return 'a';
          }
        };
    assertThrows(IOException.class, () -> store.put(broken, ABC_SHA256, 100));
    assertTrue(incomingIsEmpty());
  }

  @Test
  void abandonedPartialFilesAreRemovedWhenAStoreIsOpened() throws IOException {
    Path old = Files.writeString(folder.resolve("incoming").resolve("old"), "x");
    Path fresh = Files.writeString(folder.resolve("incoming").resolve("fresh"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    new DirectoryArtifactStore(folder, Durability.FORCED);
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(fresh));
  }

  @Test
  void aDigestThatIsAPathIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> store.length("../../../etc/passwd"));
  }

  private boolean incomingIsEmpty() {
    try (Stream<Path> files = Files.list(folder.resolve("incoming"))) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
