package io.proofmill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// What this program is and where it runs: version, commit, machine. Benchmark records carry the
/// last two.
public final class BuildFacts {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private BuildFacts() {}

  /// The Maven version.
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = BuildFacts.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /// The commit of the checkout that the launcher runs from, `-dirty` when it has been edited;
  /// `unknown` outside a checkout. The property `proofmill.commit` overrides it.
  public static String commit() {
    String given = System.getProperty("proofmill.commit");
    if (given != null) {
      return given;
    }
    String root = System.getProperty("proofmill.root");
    return root == null ? "unknown" : describeCheckout(Path.of(root));
  }

  static String describeCheckout(Path root) {
    List<String> command =
        List.of("git", "-C", root.toString(), "describe", "--always", "--dirty", "--abbrev=12");
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String line = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = git.waitFor(10, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 && !line.isEmpty() ? line : "unknown";
    } catch (IOException _) {
      return "unknown"; // no git on this machine
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  /// Processor, number of cores, operating system and JVM, in one line.
  public static String machine() {
    return "%s, %d cores, %s %s, JDK %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version());
  }

  private static String processor() {
    if (!Files.isReadable(CPU_INFO)) {
      return System.getProperty("os.arch");
    }
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
