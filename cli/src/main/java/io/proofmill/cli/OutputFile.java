package io.proofmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes result files so that they are there whole or not at all.
public final class OutputFile {
  private OutputFile() {}

  /// Fails now, before hours of work, when `file` could not be written later.
  public static void requireWritable(Path file) {
    Path folder = folderOf(file);
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.UNREADABLE, file.toString(), "the folder " + folder + " does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailure(ExitCode.UNREADABLE, file.toString(), "is a folder");
    }
    if (!Files.isWritable(folder)) {
      throw new CommandFailure(
          ExitCode.UNREADABLE, file.toString(), "the folder " + folder + " is not writable");
    }
  }

  /// Replaces `file` by `content` atomically.
  public static void write(Path file, byte[] content) throws IOException {
    requireWritable(file);
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".partial";
    Path partial = folderOf(file).resolve(name);
    try {
      Files.write(partial, content);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }
}
