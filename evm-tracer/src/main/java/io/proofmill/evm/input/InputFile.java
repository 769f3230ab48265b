package io.proofmill.evm.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads files of bounded length.
final class InputFile {
  /// Room for the state of a large block; a larger file is refused before it fills the memory.
  static final int MAX_BYTES = 64 << 20;

  private InputFile() {}

  static byte[] read(Path file) throws InputException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new InputException(file.toString(), "longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "no such file");
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + Text.line(e.getMessage()));
    }
  }
}
