package io.proofmill.cli.farm;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.cli.prove.ProvingOptions;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.jobapi.cluster.ClusterSettings.Role;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.worker.WorkerConfig;
import io.proofmill.worker.WorkerLauncher;
import io.proofmill.worker.WorkerProcess;
import io.proofmill.worker.pipeline.ProvingSetup;
import io.proofmill.worker.pipeline.ProvingTaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmill worker`: leases tasks from a coordinator and does them, until stopped. An engine that
/// is named and missing keeps it from starting.
@Command(name = "worker", description = "Runs a worker for a coordinator.")
public final class WorkerCommand implements Callable<Integer> {
  @Mixin private ProvingOptions provingOptions;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "farm-data",
      description = "the coordinator's data folder, shared (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = FarmProcesses.LOOPBACK,
      description = "address of this process in the cluster (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--cluster-port",
      paramLabel = "P",
      description = "port of this process in the cluster (default: a free one)")
  private Integer clusterPort;

  @Option(
      names = "--member",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5701",
      description = "cluster port of a coordinator; may be repeated (default: ${DEFAULT-VALUE})")
  private List<String> members;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "worker",
      description = "begins the worker's id")
  private String name;

  /// Given by `proofmill farm`: end when the farm's process has gone.
  @Option(names = "--with-launcher", hidden = true)
  private boolean withLauncher;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (withLauncher) {
      WorkerLauncher.exitWithLauncher(System.in);
    }
    ProvingSetup setup = provingOptions.open();
    Registry.Entry circuits = setup.requireRegistered(Registry.builtIn());
    int port = clusterPort != null ? clusterPort : FarmProcesses.freePorts(1).getFirst();
    List<String> all = new ArrayList<>(members);
    all.add(host + ":" + port);
    WorkerProcess process =
        new WorkerProcess(
            new WorkerConfig(
                name + "-" + UUID.randomUUID(),
                FarmProcesses.identity(circuits.vkTreeRoot()),
                provingOptions.engine(),
                1),
            new ClusterSettings(FarmProcesses.CLUSTER_NAME, host, port, all, Role.LITE_MEMBER),
            data.resolve(FarmProcesses.ARTIFACTS),
            _ -> new ProvingTaskRunner(setup));
    FarmProcesses.closeAtShutdown("worker", process);
    String refusal = process.awaitEnd();
    if (refusal != null) {
      throw new CommandFailure(ExitCode.REJECTED, "coordinator", refusal);
    }
    return ExitCode.DONE.code();
  }
}
