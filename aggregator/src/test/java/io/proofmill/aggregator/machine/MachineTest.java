package io.proofmill.aggregator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.aggregator.table.ArithTable;
import io.proofmill.aggregator.table.EcTable;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.check.CheckReport;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.proofsystem.trace.TableWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(7);

  private static List<FrElement> scalars() {
    return List.of(FrElement.random(RANDOM), FrElement.random(RANDOM));
  }

  private static G1Point point() {
    return G1Point.GENERATOR.times(FrElement.random(RANDOM));
  }

  private static void agrees(List<FrElement> scalars, List<G1Point> points) {
    Execution execution = SampleProgram.machine().execute(scalars, points);
    List<FrElement> expected = SampleProgram.run(new OnValues(), scalars, points);
    assertEquals(expected, execution.publicValues());
    CheckReport report =
        RowChecker.check(execution.tables(), SampleProgram.publicMessages(expected));
    assertTrue(report.accepted(), report::toString);
  }

  @Test
  void aProgramComputesInTheCircuitWhatItComputesOnValues() {
    agrees(scalars(), List.of(point(), point(), point()));
  }

  @Test
  void r22InfinityIsAPointThatPacksToZerosAndAddsNothing() {
    agrees(scalars(), List.of(G1Point.INFINITY, point(), G1Point.INFINITY));
  }

  @Test
  void equalPointsMayBeSummed() {
    G1Point same = point();
    agrees(scalars(), List.of(same, same, same.negate()));
  }

  @Test
  void anAssertionThatFailsNamesItsReason() {
    Machine machine = SampleProgram.machine();
    List<FrElement> scalars = List.of(FrElement.ONE, FrElement.ZERO);
    List<G1Point> points = List.of(point(), point(), point());
    UnsatisfiedProgramException thrown =
        assertThrows(UnsatisfiedProgramException.class, () -> machine.execute(scalars, points));
    assertEquals("b is zero", thrown.getMessage());
  }

  @Test
  void aProgramThatDoesNotFitItsLayoutIsRefused() {
    MachineBuilder builder = new MachineBuilder();
    builder.permute(List.of(builder.input(), builder.input(), builder.zero()));
    builder.permute(List.of(builder.input(), builder.input(), builder.zero()));
    builder.permute(List.of(builder.input(), builder.input(), builder.zero()));
    assertThrows(ProgramTooLargeException.class, () -> builder.build(new MachineLayout(7, 1, 7)));
  }

  /// The forger publishes zeros for the sum, consistently: flag, packing, gates, public values. Of
  /// (infinity, infinity) every pairing equation holds, so this would make any proof pass.
  @Test
  void r22ASumCannotBePassedOffAsInfinity() {
    Execution execution =
        SampleProgram.machine().execute(scalars(), List.of(point(), point(), point()));
    TableWitness ec = execution.tables().get(MachineLayout.EC);
    TableWitness arith = execution.tables().get(MachineLayout.ARITH);
    int load = ec.height() - 1;
    while (ec.get(load, EcTable.TABLE.columns().isLoad()).isZero()) {
      load--;
    }
    FrElement packed = ec.get(load, EcTable.TABLE.columns().address0());
    set(ec, load, "infinity", FrElement.ONE);
    for (int i = 0; i < 3; i++) {
      set(ec, load, "port[" + i + "]", FrElement.ZERO);
    }
    List<FrElement> published = new ArrayList<>(execution.publicValues());
    for (int row = 0; row < arith.height(); row++) {
      for (ArithTable.Gate gate : ArithTable.TABLE.columns().gates()) {
        for (int i = 0; i < 3; i++) {
          if (arith.get(row, gate.addressA()).equals(packed.plus(FrElement.of(i)))) {
            arith.set(row, gate.a(), FrElement.ZERO);
            arith.set(row, gate.d(), FrElement.ZERO);
          }
        }
        if (arith.get(row, gate.addressA()).equals(packed.plus(FrElement.of(3)))) {
          arith.set(row, gate.a(), FrElement.ONE);
        }
      }
    }
    for (int i = 5; i < 8; i++) { // where SampleProgram publishes the sum
      published.set(i, FrElement.ZERO);
    }
    CheckReport report =
        RowChecker.check(execution.tables(), SampleProgram.publicMessages(published));
    assertEquals(1, report.labels().size(), report::toString);
    assertTrue(
        report.labels().iterator().next().matches("ARITH\\.gate\\[.\\]\\.value"), report::toString);
  }

  private static void set(TableWitness table, int row, String column, FrElement value) {
    for (int i = 0; i < table.air().mainColumns().size(); i++) {
      if (table.air().mainColumns().get(i).name().equals(column)) {
        table.main().get(i).set(row, value);
        return;
      }
    }
    throw new IllegalArgumentException(column);
  }
}
