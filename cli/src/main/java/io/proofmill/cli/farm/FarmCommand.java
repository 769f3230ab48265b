package io.proofmill.cli.farm;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.ProofmillCommand;
import io.proofmill.coordinator.CoordinatorProcess;
import io.proofmill.coordinator.http.HttpConfig;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.jobapi.cluster.ClusterSettings.Role;
import io.proofmill.worker.WorkerLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `proofmill farm`: a coordinator in this process and workers in JVMs of their own, on this
/// machine, clustered on loopback. The workers end with this process, however it ends.
@Command(name = "farm", description = "Runs a coordinator and workers on this machine.")
public final class FarmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many workers (default: ${DEFAULT-VALUE})")
  private int workers;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "port of the HTTP API, 0 for a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "farm-data",
      description = "folder of jobs and artifacts (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--worker-heap",
      paramLabel = "SIZE",
      defaultValue = "4g",
      description = "heap of each worker's JVM (default: ${DEFAULT-VALUE})")
  private String workerHeap;

  @Option(
      names = "--engine",
      paramLabel = "E",
      defaultValue = "auto",
      description = "compute engine of the workers (default: ${DEFAULT-VALUE})")
  private String engine;

  @Option(names = "--cache", paramLabel = "DIR", description = "the workers' folder for bases")
  private Path cache;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (workers < 1) {
      throw new ParameterException(
          spec.commandLine(), "--workers: at least 1 expected, not " + workers);
    }
    int clusterPort = FarmProcesses.freePorts(1).getFirst();
    String member = FarmProcesses.LOOPBACK + ":" + clusterPort;
    CoordinatorProcess coordinator =
        FarmProcesses.coordinator(
            data,
            new ClusterSettings(
                FarmProcesses.CLUSTER_NAME,
                FarmProcesses.LOOPBACK,
                clusterPort,
                List.of(member),
                Role.DATA_MEMBER),
            HttpConfig.loopback(port));
    WorkerLauncher launcher = new WorkerLauncher();
    AtomicBoolean stopping = new AtomicBoolean();
    FarmProcesses.closeAtShutdown(
        "farm",
        () -> {
          stopping.set(true);
          launcher.close();
          coordinator.close();
        });
    List<CompletableFuture<Process>> ends = new ArrayList<>();
    for (int i = 1; i <= workers; i++) {
      ends.add(launcher.start(List.of("-Xmx" + workerHeap), workerCommand(i, member)).onExit());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "farm at http://%s:%d with %d workers; jobs in %s"
            .formatted(FarmProcesses.LOOPBACK, coordinator.httpPort(), workers, data));
    out.println("stop it with Ctrl-C");
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for the workers failed", e.getCause());
    }
    if (stopping.get()) {
      return ExitCode.INTERRUPTED.code();
    }
    throw new CommandFailure(ExitCode.INTERNAL, "farm", "every worker has ended");
  }

  private List<String> workerCommand(int index, String member) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProofmillCommand.class.getName(),
                "worker",
                "--with-launcher",
                "--name",
                "worker-" + index,
                "--data",
                data.toString(),
                "--member",
                member,
                "--engine",
                engine));
    if (cache != null) {
      command.addAll(List.of("--cache", cache.toString()));
    }
    return command;
  }
}
