package io.proofmill.worker;

import io.proofmill.jobapi.cluster.ClusterSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts worker JVMs on this machine and ends them. Each worker holds the reading end of a pipe
/// from this process: when this process dies, however it dies, its workers see the end of the pipe
/// and exit.
public final class WorkerLauncher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerLauncher.class);
  private static final int STOP_SECONDS = 20;

  /// Keeps the carries of field arithmetic conditional moves, as in the launcher `proofmill`.
  private static final String BRANCHLESS_CARRIES = "-XX:BlockLayoutMinDiamondPercentage=0";

  private final List<Process> processes = new ArrayList<>();

  /// Starts one JVM of this process's own Java with this process's class path.
  ///
  /// @param jvmOptions e.g. `-Xmx4g`
  /// @param command main class and its arguments
  public synchronized Process start(List<String> jvmOptions, List<String> command)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ClusterSettings.JVM_FLAGS);
    line.add(BRANCHLESS_CARRIES);
    line.addAll(jvmOptions);
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.addAll(command);
    Process process =
        new ProcessBuilder(line)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    process
        .onExit()
        .thenAccept(
            ended -> LOG.info("worker exited: pid={} status={}", ended.pid(), ended.exitValue()));
    LOG.info("worker launched: pid={}", process.pid());
    return process;
  }

  /// The processes started, dead ones included.
  public synchronized List<Process> processes() {
    return List.copyOf(processes);
  }

  /// For a worker's main: ends this JVM, through its shutdown hooks, when the launcher has gone.
  public static void exitWithLauncher(InputStream pipe) {
    Thread.ofPlatform()
        .daemon()
        .name("launcher-watch")
        .start(() -> {
          try {
            while (pipe.read() >= 0) {
              // Nothing is ever said; only the end matters.
            }
          } catch (IOException e) {
            LOG.debug("launcher pipe broken: cause=\"{}\"", e.getMessage());
          }
          LOG.info("launcher gone: exiting");
          System.exit(0);
        });
  }

  /// Asks all workers to stop, waits, and ends by force those that do not.
  @Override
  public void close() {
    for (Process process : processes()) {
      process.destroy();
    }
    for (Process process : processes()) {
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("worker killed: pid={} waitedSeconds={}", process.pid(), STOP_SECONDS);
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
