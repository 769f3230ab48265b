package io.proofmill.cli.farm;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.OutputFile;
import io.proofmill.cli.TerminalProgress;
import io.proofmill.cli.prove.JobFailures;
import io.proofmill.cli.prove.JobProgress;
import io.proofmill.jobapi.JobState;
import io.proofmill.jobapi.StrictJson;
import io.proofmill.jobapi.http.FarmClient;
import io.proofmill.jobapi.http.ProofStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands about one job of a farm.
public final class JobCommands {
  private JobCommands() {}

  /// `proofmill status`.
  @Command(name = "status", description = "Shows a job of a farm.")
  public static final class Status implements Callable<Integer> {
    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "JOB")
    private String id;

    @Option(names = "--json", description = "print the coordinator's JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ProofStatus job = client.talk(farm -> farm.status(id));
      if (json) {
        client.out().println(StrictJson.encode(job));
      } else {
        client.print(job);
      }
      return ExitCode.DONE.code();
    }
  }

  /// `proofmill watch`.
  @Command(name = "watch", description = "Waits for a job of a farm; ends as the job ends.")
  public static final class Watch implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "JOB")
    private String id;

    @Option(names = "--quiet", description = "show no progress")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ProofStatus job = client.talk(this::follow);
      if (job.state() != JobState.SUCCEEDED) {
        throw JobFailures.of(job);
      }
      client.print(job);
      return ExitCode.DONE.code();
    }

    private ProofStatus follow(FarmClient farm) throws IOException, InterruptedException {
      try (TerminalProgress terminal = TerminalProgress.open(quiet)) {
        JobProgress progress = new JobProgress(terminal);
        while (true) {
          ProofStatus job = farm.status(id, LOOK_EVERY);
          progress.show(farm.tasks(id));
          if (job.state().isTerminal()) {
            return job;
          }
        }
      }
    }
  }

  /// `proofmill cancel`.
  @Command(name = "cancel", description = "Stops a job of a farm.")
  public static final class Cancel implements Callable<Integer> {
    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "JOB")
    private String id;

    @Override
    public Integer call() throws IOException, InterruptedException {
      client.print(client.talk(farm -> farm.cancel(id)));
      return ExitCode.DONE.code();
    }
  }

  /// `proofmill fetch`.
  @Command(name = "fetch", description = "Writes the proof of a job that succeeded.")
  public static final class Fetch implements Callable<Integer> {
    @Mixin private ClientOptions client;

    @Parameters(paramLabel = "JOB")
    private String id;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        required = true,
        description = "where to write the proof")
    private Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
      OutputFile.requireWritable(output);
      ProofStatus job = client.talk(farm -> farm.status(id));
      if (!job.state().isTerminal()) {
        throw new CommandFailure(
            ExitCode.REJECTED, id, "the job has not ended yet, it is " + job.state());
      }
      if (job.state() != JobState.SUCCEEDED) {
        throw JobFailures.of(job);
      }
      byte[] proof = client.talk(farm -> farm.proof(id));
      OutputFile.write(output, proof);
      client.out().println("fetched: " + output + " (" + proof.length + " bytes)");
      return ExitCode.DONE.code();
    }
  }
}
