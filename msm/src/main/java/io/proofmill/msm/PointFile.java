package io.proofmill.msm;

import io.proofmill.algebra.G1Vector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Points on disk: a header of 64 bytes (magic, point count, SHA-256 of the label), the flat limbs
/// as they lie in memory (little-endian, Montgomery form), and the SHA-256 of all that. Written
/// under a temporary name and moved into place, so a file is whole or absent.
final class PointFile {
  private static final Logger LOG = LoggerFactory.getLogger(PointFile.class);
  private static final long MAGIC = 0x3130_7374_6e69_6f70L; // "points01"
  private static final int HEADER_BYTES = 64;
  private static final int DIGEST_BYTES = 32;
  private static final int POINT_BYTES = 8 * G1Vector.LIMBS;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private PointFile() {}

  /// The points of a file with this label and count; empty, with a logged line, when the file is
  /// not exactly that, and silently when there is none.
  static Optional<G1Vector> read(Path file, String label, int count) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    long length = HEADER_BYTES + (long) count * POINT_BYTES + DIGEST_BYTES;
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != length) {
        return refused(file, "length " + channel.size() + ", not " + length);
      }
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, arena);
      MemorySegment body = all.asSlice(0, length - DIGEST_BYTES);
      MemorySegment digest = all.asSlice(length - DIGEST_BYTES);
      if (digest.mismatch(MemorySegment.ofArray(sha256(body))) != -1) {
        return refused(file, "wrong checksum");
      }
      MemorySegment header = MemorySegment.ofArray(header(label, count));
      if (all.asSlice(0, HEADER_BYTES).mismatch(header) != -1) {
        return refused(file, "another label");
      }
      G1Vector out = G1Vector.infinity(count);
      MemorySegment.copy(all, LONG, HEADER_BYTES, out.limbs(), 0, out.limbs().length);
      return Optional.of(out);
    }
  }

  private static Optional<G1Vector> refused(Path file, String reason) {
    LOG.warn("cached points refused, computing them again: file={} reason={}", file, reason);
    return Optional.empty();
  }

  static void write(Path file, String label, G1Vector points) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary =
        Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".tmp");
    try {
      long length = HEADER_BYTES + (long) points.length() * POINT_BYTES + DIGEST_BYTES;
      try (Arena arena = Arena.ofConfined();
          FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        MemorySegment all = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena);
        MemorySegment.copy(header(label, points.length()), 0, all, ValueLayout.JAVA_BYTE, 0, 64);
        MemorySegment.copy(points.limbs(), 0, all, LONG, HEADER_BYTES, points.limbs().length);
        byte[] digest = sha256(all.asSlice(0, length - DIGEST_BYTES));
        MemorySegment.copy(
            digest, 0, all, ValueLayout.JAVA_BYTE, length - DIGEST_BYTES, DIGEST_BYTES);
        all.force();
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static byte[] header(String label, int count) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MAGIC).putLong(count);
    out.put(sha256(MemorySegment.ofArray(label.getBytes(StandardCharsets.UTF_8))));
    return out.array();
  }

  private static byte[] sha256(MemorySegment bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long step = 1 << 24;
      for (long at = 0; at < bytes.byteSize(); at += step) {
        digest.update(bytes.asSlice(at, Math.min(step, bytes.byteSize() - at)).asByteBuffer());
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
