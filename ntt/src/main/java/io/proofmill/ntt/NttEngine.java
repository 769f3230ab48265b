package io.proofmill.ntt;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.device.Engine;
import io.proofmill.device.EngineCatalog;
import io.proofmill.device.Parallel;
import java.util.List;

/// Number-theoretic transforms over Fr, in place. Lengths are powers of two up to 2^28; both sides
/// are in natural order: coefficients of 1, X, X², … and values at 1, ω, ω², … for ω =
/// `Fr.rootOfUnity(log length)`.
public interface NttEngine extends Engine {
  /// The engines known to this build, on every processor of the machine.
  static EngineCatalog<NttEngine> catalog() {
    return catalog(Parallel.ALL);
  }

  /// The engines known to this build; those that run on processors use these threads.
  static EngineCatalog<NttEngine> catalog(Parallel parallel) {
    return new EngineCatalog<NttEngine>("NTT")
        .missing("cuda", "this build has no CUDA engine")
        .missing("native", "this build has no native engine")
        .missing("opencl", "this build has no OpenCL engine")
        .present(CpuNtt.NAME, () -> new CpuNtt(parallel))
        .present(ReferenceNtt.NAME, ReferenceNtt::new);
  }

  /// Coefficients to values.
  void forward(FrVector vector);

  /// Values to coefficients.
  void inverse(FrVector vector);

  /// Coefficients to values at shift, shift·ω, shift·ω², …
  void cosetForward(FrVector vector, FrElement shift);

  /// Values at shift, shift·ω, … to coefficients. The shift is not zero.
  void cosetInverse(FrVector vector, FrElement shift);

  /// [#forward(FrVector)] on each vector; an engine may work on several at once.
  default void forward(List<FrVector> vectors) {
    vectors.forEach(this::forward);
  }

  /// [#inverse(FrVector)] on each vector.
  default void inverse(List<FrVector> vectors) {
    vectors.forEach(this::inverse);
  }

  /// [#cosetForward(FrVector, FrElement)] on each vector.
  default void cosetForward(List<FrVector> vectors, FrElement shift) {
    vectors.forEach(vector -> cosetForward(vector, shift));
  }

  /// [#cosetInverse(FrVector, FrElement)] on each vector.
  default void cosetInverse(List<FrVector> vectors, FrElement shift) {
    vectors.forEach(vector -> cosetInverse(vector, shift));
  }
}
