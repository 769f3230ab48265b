package io.proofmill.msm;

import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Accumulator;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.G1Vector;
import java.util.List;

/// Double and add over all scalars at once, from the highest bit down. Short, never fast.
final class ReferenceMsm implements MsmEngine {
  static final String NAME = "reference";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public G1Point msm(G1Vector bases, int basisOffset, FrVector scalars) {
    MsmEngine.checkRange(bases, basisOffset, scalars.length());
    long[][] integers = new long[scalars.length()][];
    for (int j = 0; j < scalars.length(); j++) {
      integers[j] = scalars.get(j).toLimbs();
    }
    G1Accumulator sum = new G1Accumulator();
    for (int bit = 255; bit >= 0; bit--) {
      sum.twice();
      for (int j = 0; j < integers.length; j++) {
        if ((integers[j][bit >> 6] >>> (bit & 63) & 1) != 0) {
          sum.add(bases, basisOffset + j);
        }
      }
    }
    return sum.toAffine();
  }

  @Override
  public G1Point commit(G1Vector bases, List<FrVector> columns) {
    MsmEngine.checkShapes(bases, columns);
    G1Point sum = G1Point.INFINITY;
    for (int i = 0; i < columns.size(); i++) {
      FrVector column = columns.get(i);
      sum = sum.plus(msm(bases, i * column.length(), column));
    }
    return sum;
  }
}
