package io.proofmill.aggregator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.check.CheckReport;
import io.proofmill.proofsystem.check.RowChecker;
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
    List<FrElement> expected = SampleProgram.run(new SampleProgram.OnValues(), scalars, points);
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
}
