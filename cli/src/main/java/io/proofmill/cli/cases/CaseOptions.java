package io.proofmill.cli.cases;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What `execute` and `check` are given.
final class CaseOptions {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "t8n folders, t8n specifications, state tests, or folders of these")
  List<Path> paths;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write one JSON object per case per line")
  private Path jsonFile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  int threads;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many files at a time (default: ${DEFAULT-VALUE})")
  void setThreads(int threads) {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads: at least 1 expected, not " + threads);
    }
    this.threads = threads;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  CaseReport report() {
    return new CaseReport(out(), jsonFile);
  }
}
