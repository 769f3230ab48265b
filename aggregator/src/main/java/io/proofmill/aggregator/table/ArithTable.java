package io.proofmill.aggregator.table;

import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/// Proves the gates of a straight-line program: per row [#GATES] times `check·d = qm·a·b + qa·a +
/// qb·b + qc·c + qk`, where a, b and c are read from MEMORY and d is written there. The
/// coefficients, addresses and multiplicities are fixed columns, the values are the witness.
/// Assumes of MEMORY that each address has one writer. Degree 5 (3 without buses).
///
/// Gates by their fixed columns: *compute* writes d as often as it is read (`reads`); *assert*
/// "writes" d −1 times, that is, reads it, mostly from address 0, which holds zero; *advice* has
/// `check = 0` and writes a d of the prover's choice; an unused operand reads address 0. The first
/// gate of a row may also take d from the proof's public values.
public final class ArithTable implements TableDefinition<ArithTable.Columns> {
  /// Gates per row.
  public static final int GATES = 2;

  /// The compiled table.
  public static final DefinedTable<Columns> TABLE = new ArithTable().compile();

  /// One gate.
  ///
  /// @param qm coefficient of a·b
  /// @param qa coefficient of a
  /// @param qb coefficient of b
  /// @param qc coefficient of c
  /// @param qk constant
  /// @param check 1, or 0 where d is advice
  /// @param addressA where a is read
  /// @param addressB where b is read
  /// @param addressC where c is read
  /// @param addressD where d is written
  /// @param reads how often d is read elsewhere; −1 where d itself is a read
  /// @param a determined by MEMORY
  /// @param b determined by MEMORY
  /// @param c determined by MEMORY
  /// @param d determined by the gate, advice excepted
  public record Gate(
      Column qm,
      Column qa,
      Column qb,
      Column qc,
      Column qk,
      Column check,
      Column addressA,
      Column addressB,
      Column addressC,
      Column addressD,
      Column reads,
      Column a,
      Column b,
      Column c,
      Column d) {}

  /// @param gates the row's gates
  /// @param isPublic 1 where the first gate's d is a public value, else 0
  /// @param publicIndex which one
  public record Columns(List<Gate> gates, Column isPublic, Column publicIndex) {}

  private ArithTable() {}

  @Override
  public String name() {
    return "ARITH";
  }

  @Override
  public int degree() {
    return 5;
  }

  @Override
  public int packing() {
    return 16;
  }

  @Override
  public Columns layout(TableBuilder t) {
    List<Gate> gates = new ArrayList<>();
    for (int g = 0; g < GATES; g++) {
      String in = "gate[" + g + "].";
      gates.add(
          new Gate(
              t.fixed(in + "qm"),
              t.fixed(in + "qa"),
              t.fixed(in + "qb"),
              t.fixed(in + "qc"),
              t.fixed(in + "qk"),
              t.fixed(in + "check"),
              t.fixed(in + "addressA"),
              t.fixed(in + "addressB"),
              t.fixed(in + "addressC"),
              t.fixed(in + "addressD"),
              t.fixed(in + "reads"),
              t.main(in + "a"),
              t.main(in + "b"),
              t.main(in + "c"),
              t.main(in + "d")));
    }
    return new Columns(List.copyOf(gates), t.fixed("isPublic"), t.fixed("publicIndex"));
  }

  @Override
  public void constrain(TableBuilder t, Columns columns) {
    for (int g = 0; g < GATES; g++) {
      Gate gate = columns.gates().get(g);
      String in = "gate[" + g + "].";
      Expr value =
          gate.qm()
              .times(gate.a())
              .times(gate.b())
              .plus(gate.qa().times(gate.a()))
              .plus(gate.qb().times(gate.b()))
              .plus(gate.qc().times(gate.c()))
              .plus(gate.qk());
      t.assertEqual(in + "value", gate.check().times(gate.d()), value);
      // Every row reads; padding rows read the zero at address 0.
      t.receive(in + "readA", RecursionBuses.MEMORY, t.constant(1), gate.addressA(), gate.a());
      t.receive(in + "readB", RecursionBuses.MEMORY, t.constant(1), gate.addressB(), gate.b());
      t.receive(in + "readC", RecursionBuses.MEMORY, t.constant(1), gate.addressC(), gate.c());
      t.send(in + "write", RecursionBuses.MEMORY, gate.reads(), gate.addressD(), gate.d());
    }
    t.receive(
        "public",
        Bus.PUBLIC,
        columns.isPublic(),
        columns.publicIndex(),
        columns.gates().getFirst().d());
  }
}
