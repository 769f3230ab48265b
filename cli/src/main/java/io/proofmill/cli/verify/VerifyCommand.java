package io.proofmill.cli.verify;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.verify.StatementText.Field;
import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.ProofmillVerifier.DevelopmentSrsPolicy;
import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFileCodec;
import io.proofmill.verifier.file.ProofFileCodec.Decoded;
import io.proofmill.verifier.protocol.Verdict;
import io.proofmill.verifier.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill verify`: checks a proof file and prints the statement that it proves. Uses the
/// `verifier` module alone.
@Command(name = "verify", description = "Checks a proof and prints its statement.")
public final class VerifyCommand implements Callable<Integer> {
  private final Registry registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the proof file")
  private Path file;

  @Option(
      names = "--allow-dev-srs",
      description = "accept the development setup, with which anybody can forge proofs")
  private boolean allowDevelopmentSrs;

  @Option(
      names = "--expect",
      paramLabel = "FIELD=VALUE",
      description = "reject the proof unless the statement has this value; may be repeated")
  private Map<String, String> expectations = Map.of();

  public VerifyCommand() {
    this(Registry.builtIn());
  }

  VerifyCommand(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() throws IOException {
    Map<Field, String> expected = parseExpectations();
    ProofFile proof =
        switch (ProofFileCodec.read(readBounded())) {
          case Decoded.Read(ProofFile read) -> read;
          case Decoded.Malformed(String reason) ->
              throw new CommandFailure(ExitCode.UNREADABLE, file.toString(), reason);
        };

    ProofmillVerifier verifier =
        new ProofmillVerifier(
            registry,
            allowDevelopmentSrs ? DevelopmentSrsPolicy.ALLOW : DevelopmentSrsPolicy.REFUSE);
    long start = System.nanoTime();
    switch (verifier.verify(proof)) {
      case Verdict.Accepted() -> {}
      case Verdict.Rejected(String reason) -> throw rejected(reason);
    }
    long millis = (System.nanoTime() - start) / 1_000_000;

    for (var entry : expected.entrySet()) {
      Field field = entry.getKey();
      if (!field.matches(proof.statement(), entry.getValue())) {
        throw rejected(
            "/statement/%s: %s expected, the proof says %s"
                .formatted(field.jsonName(), entry.getValue(), field.show(proof.statement())));
      }
    }

    PrintWriter out = spec.commandLine().getOut();
    out.println("accepted: " + file + " (" + millis + " ms)");
    StatementText.lines(proof.statement(), proof.assumptions()).forEach(out::println);
    if (allowDevelopmentSrs
        && registry.find(proof.statement().vkTreeRoot()).orElseThrow().developmentSrs()) {
      out.println("  development setup: anybody can forge such a proof");
    }
    return ExitCode.DONE.code();
  }

  private CommandFailure rejected(String reason) {
    return new CommandFailure(ExitCode.REJECTED, file.toString(), reason);
  }

  /// Reads at most one byte more than the codec takes, whatever the file's size.
  private byte[] readBounded() throws IOException {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(ExitCode.UNREADABLE, file.toString(), "is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ProofFileCodec.MAX_BYTES + 1);
    }
  }

  private Map<Field, String> parseExpectations() {
    Map<Field, String> expected = new EnumMap<>(Field.class);
    expectations.forEach((name, value) -> {
      Field field =
          Field.ofName(name)
              .orElseThrow(() -> usage("--expect: the statement has no field " + name));
      try {
        field.parse(value);
      } catch (IllegalArgumentException e) {
        throw usage("--expect: " + e.getMessage());
      }
      expected.put(field, value);
    });
    return expected;
  }

  private ParameterException usage(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }
}
