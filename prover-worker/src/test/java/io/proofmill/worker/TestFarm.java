package io.proofmill.worker;

import io.proofmill.coordinator.CoordinatorConfig;
import io.proofmill.coordinator.CoordinatorProcess;
import io.proofmill.coordinator.http.HttpConfig;
import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.jobapi.cluster.ClusterSettings.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The processes of a farm of hashing workers, and their main methods.
final class TestFarm {
  static final FarmIdentity IDENTITY = new FarmIdentity("proofmill/1", "0xroot");
  static final int SHARDS = 6;

  private static final LeaseConfig LEASES =
      new LeaseConfig(Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(2));

  private TestFarm() {}

  /// Different free ports on loopback.
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  static CoordinatorProcess coordinator(Path directory, List<Integer> ports, int httpPort)
      throws IOException {
    return new CoordinatorProcess(
        new CoordinatorConfig(IDENTITY, directory, CoordinatorConfig.Storage.DURABLE, LEASES),
        cluster(ports, 0, Role.DATA_MEMBER),
        HttpConfig.loopback(httpPort),
        new HashChecker(SHARDS));
  }

  static ClusterSettings cluster(List<Integer> ports, int index, Role role) {
    return new ClusterSettings(
        "test-" + ports.getFirst(),
        "127.0.0.1",
        ports.get(index),
        ports.stream().map(port -> "127.0.0.1:" + port).toList(),
        role);
  }

  /// Command line of worker `index` (from 1; 0 is the coordinator).
  static List<String> workerCommand(Path directory, List<Integer> ports, int index) {
    return command(WorkerMain.class, directory, ports, "" + index);
  }

  /// Command line of a coordinator process.
  static List<String> coordinatorCommand(Path directory, List<Integer> ports, int httpPort) {
    return command(CoordinatorMain.class, directory, ports, "" + httpPort);
  }

  private static List<String> command(
      Class<?> main, Path directory, List<Integer> ports, String argument) {
    List<String> command = new ArrayList<>(List.of(main.getName(), directory.toString(), argument));
    ports.forEach(port -> command.add("" + port));
    return command;
  }

  private static List<Integer> ports(String[] args) {
    List<Integer> ports = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      ports.add(Integer.valueOf(args[i]));
    }
    return ports;
  }

  /// A worker process.
  static final class WorkerMain {
    public static void main(String[] args) throws Exception {
      WorkerLauncher.exitWithLauncher(System.in);
      int index = Integer.parseInt(args[1]);
      WorkerProcess worker =
          new WorkerProcess(
              new WorkerConfig("worker-" + index, IDENTITY, "test", 1),
              cluster(ports(args), index, Role.LITE_MEMBER),
              Path.of(args[0], "artifacts"),
              engine -> new HashingRunner());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                try {
                  worker.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
      worker.awaitEnd();
    }
  }

  /// A coordinator process.
  static final class CoordinatorMain {
    public static void main(String[] args) throws Exception {
      WorkerLauncher.exitWithLauncher(System.in);
      // Lives until it is killed.
      try (CoordinatorProcess process =
          coordinator(Path.of(args[0]), ports(args), Integer.parseInt(args[1]))) {
        System.err.println("http port " + process.httpPort());
        Thread.currentThread().join();
      }
    }
  }
}
