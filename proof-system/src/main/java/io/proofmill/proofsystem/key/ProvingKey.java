package io.proofmill.proofsystem.key;

import io.proofmill.algebra.FrVector;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.List;

/// All that a prover needs besides the witness; a function of the shape, the fixed columns and the
/// SRS. Immutable: vectors are shared and not written.
public final class ProvingKey {
  private final VerifyingKey verifyingKey;
  private final List<TableKey> tables;

  /// One table's part.
  ///
  /// @param fixedValues the preprocessed columns' values on the table's rows
  /// @param fixedCoefficients the same columns' coefficients
  /// @param selectorCoefficients of the polynomials that are 1 in the first, and in the last row
  /// @param programs the table's compiled expressions
  public record TableKey(
      List<FrVector> fixedValues,
      List<FrVector> fixedCoefficients,
      List<FrVector> selectorCoefficients,
      TablePrograms programs) {
    public TableKey {
      fixedValues = List.copyOf(fixedValues);
      fixedCoefficients = List.copyOf(fixedCoefficients);
      selectorCoefficients = List.copyOf(selectorCoefficients);
    }
  }

  ProvingKey(VerifyingKey verifyingKey, List<TableKey> tables) {
    this.verifyingKey = verifyingKey;
    this.tables = List.copyOf(tables);
  }

  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  public ProofShape shape() {
    return verifyingKey.shape();
  }

  public TableKey table(int index) {
    return tables.get(index);
  }
}
