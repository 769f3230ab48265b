package io.proofmill.cli.bench;

import io.proofmill.device.EngineCatalog;
import io.proofmill.device.Parallel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options of the benchmarks of a kernel: what computes, on how many threads.
final class KernelOptions {
  @Option(
      names = "--engine",
      paramLabel = "E",
      defaultValue = EngineCatalog.AUTO,
      description = "reference, cpu, native, cuda, opencl, or auto: the best one present")
  String engine;

  int threads;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "processor threads (default: ${DEFAULT-VALUE})")
  void setThreads(int threads) {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads: at least 1 expected, not " + threads);
    }
    this.threads = threads;
  }

  Parallel parallel() {
    return Parallel.threads(threads);
  }
}
