package io.proofmill.cli.farm;

import io.proofmill.cli.CommandFailure;
import io.proofmill.cli.ExitCode;
import io.proofmill.coordinator.CoordinatorConfig;
import io.proofmill.coordinator.CoordinatorConfig.Storage;
import io.proofmill.coordinator.CoordinatorProcess;
import io.proofmill.coordinator.http.HttpConfig;
import io.proofmill.coordinator.lease.LeaseConfig;
import io.proofmill.coordinator.verify.RegistryProofChecker;
import io.proofmill.jobapi.FarmIdentity;
import io.proofmill.jobapi.cluster.ClusterSettings;
import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.ProofmillVerifier.DevelopmentSrsPolicy;
import io.proofmill.verifier.protocol.ProofSteps;
import io.proofmill.verifier.registry.Registry;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the commands that start a farm's processes have in common.
final class FarmProcesses {
  static final String CLUSTER_NAME = "proofmill";
  static final String LOOPBACK = "127.0.0.1";

  /// Under a coordinator's data folder; workers share it.
  static final String ARTIFACTS = "artifacts";

  private FarmProcesses() {}

  /// What coordinator and workers must agree on.
  static FarmIdentity identity(Bytes32 vkTreeRoot) {
    return new FarmIdentity(Long.toString(ProofSteps.PROTOCOL_VERSION), vkTreeRoot.toHex());
  }

  /// Starts a coordinator for the newest circuits in the registry. It needs no keys: it checks
  /// proofs as `verify` does, and leaves the judgement of the setup to whoever gets them.
  static CoordinatorProcess coordinator(Path data, ClusterSettings cluster, HttpConfig http)
      throws IOException {
    List<Registry.Entry> entries = Registry.builtIn().entries();
    if (entries.isEmpty()) {
      throw new CommandFailure(
          ExitCode.INTERNAL, "registry", "this build knows no vk-tree root that it could prove");
    }
    return new CoordinatorProcess(
        new CoordinatorConfig(
            identity(entries.getLast().vkTreeRoot()), data, Storage.DURABLE, LeaseConfig.DEFAULT),
        cluster,
        http,
        new RegistryProofChecker(new ProofmillVerifier(DevelopmentSrsPolicy.ALLOW)));
  }

  /// Different free ports on loopback.
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK)));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /// Closes a process when this JVM is told to end.
  static void closeAtShutdown(String name, AutoCloseable process) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    process.close();
                  } catch (Exception e) {
                    System.err.println("proofmill: " + name + ": " + e.getMessage());
                  }
                },
                "close-" + name));
  }
}
