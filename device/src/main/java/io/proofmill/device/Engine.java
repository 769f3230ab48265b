package io.proofmill.device;

/// One way to compute a kernel: plain Java, a native library, a GPU. All engines of a kernel give
/// the same results on the same inputs.
public interface Engine {
  /// The name by which the engine is chosen: `reference`, `cpu`, `native`, `cuda` or `opencl`.
  String name();
}
