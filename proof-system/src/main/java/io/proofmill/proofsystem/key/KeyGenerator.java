package io.proofmill.proofsystem.key;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.key.ProvingKey.TableKey;
import io.proofmill.verifier.protocol.ColumnGroup;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Generates keys: commits to the fixed columns. Deterministic, nothing is secret.
public final class KeyGenerator {
  private KeyGenerator() {}

  /// @param fixed each table's preprocessed columns; shared, not copied
  public static ProvingKey generate(ProofShape shape, List<List<FrVector>> fixed, Engines engines) {
    check(shape, fixed, engines);
    List<G1Point> commitments = new ArrayList<>();
    for (ColumnGroup group : shape.groups(Phase.FIXED)) {
      List<FrVector> columns = fixed.get(group.table());
      commitments.add(
          engines
              .commitments()
              .commitEvaluations(
                  shape.tables().get(group.table()).logHeight(),
                  group.t(),
                  group.columns().stream().map(columns::get).toList()));
    }
    return provingKey(
        new VerifyingKey(engines.commitments().srs().id(), shape, commitments), fixed, engines);
  }

  /// A proving key for a verifying key that was generated before, without committing again. Fixed
  /// columns that are not the verifying key's show when a proof of them fails.
  public static ProvingKey restore(
      VerifyingKey verifyingKey, List<List<FrVector>> fixed, Engines engines) {
    check(verifyingKey.shape(), fixed, engines);
    if (!Arrays.equals(verifyingKey.srsId(), engines.commitments().srs().id())) {
      throw new IllegalArgumentException("the verifying key is of another SRS");
    }
    return provingKey(verifyingKey, fixed, engines);
  }

  private static ProvingKey provingKey(
      VerifyingKey verifyingKey, List<List<FrVector>> fixed, Engines engines) {
    ProofShape shape = verifyingKey.shape();
    List<TableKey> tables = new ArrayList<>();
    for (int i = 0; i < shape.tables().size(); i++) {
      TableShape table = shape.tables().get(i);
      List<FrVector> coefficients = fixed.get(i).stream().map(FrVector::copy).toList();
      engines.ntt().inverse(coefficients);
      tables.add(
          new TableKey(
              fixed.get(i),
              coefficients,
              List.of(
                  lagrange(table.logHeight(), FrElement.ONE),
                  lagrange(table.logHeight(), Fr.rootOfUnity(table.logHeight()))),
              TablePrograms.compile(table.air())));
    }
    return new ProvingKey(verifyingKey, tables);
  }

  private static void check(ProofShape shape, List<List<FrVector>> fixed, Engines engines) {
    if (fixed.size() != shape.tables().size()) {
      throw new IllegalArgumentException(
          shape.tables().size() + " tables, but fixed columns of " + fixed.size());
    }
    for (int i = 0; i < fixed.size(); i++) {
      TableShape table = shape.tables().get(i);
      if (fixed.get(i).size() != table.air().fixedColumns().size()) {
        throw new IllegalArgumentException(
            String.format(
                "%s has %d fixed columns, not %d",
                table.air().name(), table.air().fixedColumns().size(), fixed.get(i).size()));
      }
      for (FrVector column : fixed.get(i)) {
        if (column.length() != 1 << table.logHeight()) {
          throw new IllegalArgumentException(
              String.format(
                  "%s: fixed column of %d rows in a table of 2^%d",
                  table.air().name(), column.length(), table.logHeight()));
        }
      }
    }
    if (shape.maxPackedLength() > engines.commitments().srs().size()) {
      throw new IllegalArgumentException(
          String.format(
              "packed columns of length %d need a larger SRS than %d powers",
              shape.maxPackedLength(), engines.commitments().srs().size()));
    }
  }

  /// Coefficients of the polynomial that is 1 at ω^row and 0 at the domain's other points: `(1/n)
  /// Σ_k ω^(−row·k) X^k`, given `step = ω^(−row)`. For the last row `ω^(−row) = ω`.
  private static FrVector lagrange(int logHeight, FrElement step) {
    int height = 1 << logHeight;
    FrVector coefficients = FrVector.zero(height);
    FrElement value = FrElement.of(height).inverse();
    for (int k = 0; k < height; k++) {
      coefficients.set(k, value);
      value = value.times(step);
    }
    return coefficients;
  }
}
