package io.proofmill.cli.farm;

import io.proofmill.cli.ExitCode;
import io.proofmill.coordinator.CoordinatorProcess;
import io.proofmill.coordinator.http.HttpConfig;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.jobapi.cluster.ClusterSettings.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `proofmill coordinator`: takes jobs over HTTP and hands their tasks to workers, until stopped.
@Command(name = "coordinator", description = "Runs a coordinator: HTTP API, jobs, leases.")
public final class CoordinatorCommand implements Callable<Integer> {
  private static final long BODY_BYTES_MAX = 32L << 20;
  private static final long INPUT_BYTES_MAX = 512L << 20;
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "farm-data",
      description = "folder of jobs and artifacts (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = FarmProcesses.LOOPBACK,
      description = "address of HTTP API and cluster (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "port of the HTTP API, 0 for a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--cluster-port",
      paramLabel = "P",
      defaultValue = "5701",
      description = "port that workers join at (default: ${DEFAULT-VALUE})")
  private int clusterPort;

  @Option(
      names = "--member",
      paramLabel = "HOST:PORT",
      description = "cluster port of another coordinator; may be repeated")
  private List<String> members = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(members);
    all.add(host + ":" + clusterPort);
    CoordinatorProcess process =
        FarmProcesses.coordinator(
            data,
            new ClusterSettings(
                FarmProcesses.CLUSTER_NAME, host, clusterPort, all, Role.DATA_MEMBER),
            new HttpConfig(host, port, BODY_BYTES_MAX, INPUT_BYTES_MAX, BODY_TIMEOUT));
    FarmProcesses.closeAtShutdown("coordinator", process);
    spec.commandLine()
        .getOut()
        .println("coordinator at http://%s:%d".formatted(host, process.httpPort()));
    Thread.currentThread().join(); // until the process is told to end
    return ExitCode.DONE.code();
  }
}
