package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.table.ArithTable;
import io.proofmill.aggregator.table.EcTable;
import io.proofmill.aggregator.table.Poseidon2Table;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.verifier.protocol.ProofShape;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import java.util.List;

/// The heights of the machine's tables. Programs of one layout and one number of public values have
/// keys that differ in fixed commitments alone.
///
/// @param logArith height of ARITH, logarithm to base 2
/// @param logPoseidon2 height of POSEIDON2
/// @param logEc height of EC
public record MachineLayout(int logArith, int logPoseidon2, int logEc) {
  static final int ARITH = 0;
  static final int POSEIDON2 = 1;
  static final int EC = 2;

  /// The form of every proof of this layout: a closed proof over the machine's four tables.
  public ProofShape shape(int publicValues) {
    return new ProofShape(
        List.of(
            new TableShape(ArithTable.TABLE.air(), logArith),
            new TableShape(Poseidon2Table.TABLE.air(), logPoseidon2),
            new TableShape(EcTable.TABLE.air(), logEc),
            new TableShape(Range16Table.air(), Range16Table.LOG_HEIGHT)),
        publicValues,
        Binding.CLOSED);
  }
}
