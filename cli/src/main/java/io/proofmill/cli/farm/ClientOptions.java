package io.proofmill.cli.farm;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.jobapi.http.FarmClient;
import io.proofmill.jobapi.http.ProblemException;
import io.proofmill.jobapi.http.ProofStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which farm to talk to.
final class ClientOptions {
  private static final String DEFAULT_URL = "http://127.0.0.1:8080";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the coordinator (default: $PROOFMILL_URL, else " + DEFAULT_URL + ")")
  private String url;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /// A request or several.
  interface Conversation<T> {
    T with(FarmClient client) throws IOException, InterruptedException;
  }

  /// Talks to the farm.
  ///
  /// @throws CommandFailure when it cannot be reached or answers with a problem
  <T> T talk(Conversation<T> conversation) throws IOException, InterruptedException {
    URI uri = uri();
    try (FarmClient client = new FarmClient(uri)) {
      return conversation.with(client);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new CommandFailure(
          ExitCode.UNREADABLE, uri.toString(), "no coordinator can be reached there", e);
    } catch (ProblemException e) {
      ExitCode code = e.problem().status() >= 500 ? ExitCode.INTERNAL : ExitCode.UNREADABLE;
      throw new CommandFailure(code, uri.toString(), e.getMessage(), e);
    }
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /// Prints a job, a field per line.
  void print(ProofStatus job) {
    PrintWriter out = out();
    out.println("job      " + job.id());
    out.println("state    " + job.state());
    out.println("phase    " + job.phase());
    out.println("tasks    " + job.tasks().done() + "/" + job.tasks().total());
    out.println("created  " + job.createdAt());
    if (job.finishedAt() != null) {
      out.println("ended    " + job.finishedAt());
    }
    if (job.failure() != null) {
      out.println("failure  " + job.failure().category() + ": " + job.failure().reason());
    }
  }

  private URI uri() {
    String environment = System.getenv("PROOFMILL_URL");
    String text =
        Objects.requireNonNullElse(url, Objects.requireNonNullElse(environment, DEFAULT_URL));
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--url: '" + text + "' is no URL", e);
    }
    if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
      throw new ParameterException(spec.commandLine(), "--url: '" + text + "' is no http URL");
    }
    return uri;
  }
}
