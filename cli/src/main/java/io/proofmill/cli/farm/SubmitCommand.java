package io.proofmill.cli.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.input.InputOptions;
import io.proofmill.cli.input.ShardOptions;
import io.proofmill.cli.input.T8nDocument;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.ProofStatus;
import io.proofmill.jobapi.http.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmill submit`: gives a batch to a farm and prints the job's id.
@Command(name = "submit", description = "Submits a batch to a farm; prints the job's id.")
public final class SubmitCommand implements Callable<Integer> {
  /// A longer input is uploaded first.
  private static final int INLINE_BYTES_MAX = 8 << 20;

  @Spec private CommandSpec spec;
  @Mixin private ClientOptions client;
  @Mixin private InputOptions inputOptions;
  @Mixin private ShardOptions shardOptions;

  @Parameters(paramLabel = "INPUT", description = "a t8n folder")
  private Path input;

  @Option(names = "--priority", paramLabel = "N", description = "-100 to 100, higher goes first")
  private Integer priority;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "when the job expires, such as 2026-01-31T12:00:00Z")
  private String deadline;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "free text to find the job by; may be repeated")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "submitting again with the same key gives the same job")
  private String idempotencyKey;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode document = T8nDocument.of(input, inputOptions.read(input), inputOptions.overrides());
    OptionalInt maxLogHeight = shardOptions.maxLogHeight(input);
    ProofStatus job =
        client.talk(farm -> {
          byte[] bytes = StrictJson.encodeBytes(document);
          ObjectNode given = document;
          if (bytes.length > INLINE_BYTES_MAX) {
            given = StrictJson.object().put("sha256", farm.putInput(bytes));
          }
          return farm.submit(request(given, maxLogHeight), Optional.ofNullable(idempotencyKey));
        });
    spec.commandLine().getOut().println(job.id());
    return ExitCode.DONE.code();
  }

  private SubmitRequest request(ObjectNode given, OptionalInt maxLogHeight) {
    try {
      return new SubmitRequest(
          given,
          priority,
          deadline,
          labels.isEmpty() ? null : labels,
          ShardOptions.jobParameters(maxLogHeight));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
