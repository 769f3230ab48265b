package io.proofmill.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What one run of the `proofmill` command line printed and how it ended.
public record CommandLineRun(int exitCode, String out, String err) {
  public static CommandLineRun of(String... args) {
    return ofRoot(new ProofmillCommand(), args);
  }

  /// The same with another root command.
  static CommandLineRun ofRoot(Object root, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        ProofmillCommand.run(root, new PrintWriter(out), new PrintWriter(err), false, args);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }
}
