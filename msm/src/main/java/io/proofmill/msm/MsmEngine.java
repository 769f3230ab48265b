package io.proofmill.msm;

import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import io.proofmill.device.Engine;
import io.proofmill.device.EngineCatalog;
import io.proofmill.device.Parallel;
import java.util.List;

/// Sums of multiples of points of G1. Right for every input: equal and opposite bases, infinity
/// among them, zero and repeated scalars.
public interface MsmEngine extends Engine {
  /// The engines known to this build, on every processor of the machine.
  static EngineCatalog<MsmEngine> catalog() {
    return catalog(Parallel.ALL);
  }

  /// The engines known to this build; those that run on processors use these threads.
  static EngineCatalog<MsmEngine> catalog(Parallel parallel) {
    return new EngineCatalog<MsmEngine>("MSM")
        .missing("cuda", "this build has no CUDA engine")
        .missing("native", "this build has no native engine")
        .present(CpuMsm.NAME, () -> new CpuMsm(parallel))
        .present(ReferenceMsm.NAME, ReferenceMsm::new);
  }

  /// Σ_i columns\[i]\[j] · bases\[i·n + j], all columns of the same length n. Cost follows the bit
  /// lengths of the scalars (of their magnitude, when a scalar is a small negative): small ones are
  /// cheap.
  G1Point commit(G1Vector bases, List<FrVector> columns);

  /// Σ_j scalars\[j] · bases\[basisOffset + j].
  G1Point msm(G1Vector bases, int basisOffset, FrVector scalars);

  /// Refuses columns of different lengths or more scalars than bases.
  static void checkShapes(G1Vector bases, List<FrVector> columns) {
    int length = columns.isEmpty() ? 0 : columns.getFirst().length();
    for (FrVector column : columns) {
      if (column.length() != length) {
        throw new IllegalArgumentException(
            "columns of " + length + " and " + column.length() + " scalars");
      }
    }
    checkRange(bases, 0, (long) length * columns.size());
  }

  /// Refuses a range of bases that is not there.
  static void checkRange(G1Vector bases, int basisOffset, long count) {
    if (basisOffset < 0 || count > bases.length() - (long) basisOffset) {
      throw new IllegalArgumentException(
          count + " scalars for bases " + basisOffset + " to " + bases.length());
    }
  }
}
