import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs google-java-format over every source of the repository, or below the folders named after
/// the mode. Mode `check` lists the files that differ and exits 1; mode `write` rewrites them.
class Format {
  public static void main(String[] args) throws IOException {
    boolean write =
        switch (args.length > 0 ? args[0] : "") {
          case "check" -> false;
          case "write" -> true;
          default -> throw new IllegalArgumentException("usage: Format check|write [PATH...]");
        };
    List<Path> roots =
        args.length == 1
            ? List.of(Path.of(""))
            : Arrays.stream(args).skip(1).map(Path::of).toList();
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      files.addAll(sources(root));
    }
    List<String> problems = files.parallelStream().map(file -> format(file, write)).toList();
    problems = problems.stream().filter(problem -> !problem.isEmpty()).sorted().toList();
    problems.forEach(System.out::println);
    if (problems.stream().anyMatch(problem -> problem.startsWith("error"))) {
      System.exit(1);
    }
    if (!write && !problems.isEmpty()) {
      System.out.println(problems.size() + " files need formatting: run scripts/format");
      System.exit(1);
    }
  }

  private static String format(Path file, boolean write) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (source.equals(formatted)) {
        return "";
      }
      if (write) {
        Files.writeString(file, formatted);
        return "formatted: " + file;
      }
      return "not formatted: " + file;
    } catch (IOException | FormatterException e) {
      return "error: " + file + ": " + e.getMessage();
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = name.equals("target") || name.startsWith(".") && !name.isEmpty();
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
