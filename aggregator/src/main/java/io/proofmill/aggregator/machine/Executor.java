package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.table.ArithTable;
import io.proofmill.aggregator.table.EcRows;
import io.proofmill.aggregator.table.EcTable;
import io.proofmill.aggregator.table.Poseidon2Table;
import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.Poseidon2;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.proofsystem.trace.TableWitness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One run of a program: computes every value in the program's order and fills the tables.
final class Executor {
  private final Machine machine;
  private final List<FrElement> scalars;
  private final List<G1Point> inputs;
  private final FrElement[] memory;
  private final FrElement[] publicValues;
  private final EcRows.Point[][] points;
  private final int[][] pointReads;
  private final TableWitness arith;
  private final TableWitness poseidon2;
  private final TableWitness ec;
  private final EcRows ecRows;
  private int poseidon2Row;
  private int ecRow;

  Executor(Machine machine, List<FrElement> scalars, List<G1Point> inputs) {
    this.machine = machine;
    this.scalars = scalars;
    this.inputs = inputs;
    this.memory = new FrElement[machine.addresses()];
    this.publicValues = new FrElement[machine.publicValues()];
    this.points = new EcRows.Point[machine.points()][];
    this.pointReads = new int[machine.points()][];
    MachineLayout layout = machine.layout();
    this.arith =
        new TableWitness(ArithTable.TABLE.air(), layout.logArith(), columns(MachineLayout.ARITH));
    this.poseidon2 =
        new TableWitness(
            Poseidon2Table.TABLE.air(), layout.logPoseidon2(), columns(MachineLayout.POSEIDON2));
    this.ec = new TableWitness(EcTable.TABLE.air(), layout.logEc(), columns(MachineLayout.EC));
    this.ecRows = new EcRows(ec);
  }

  private List<FrVector> columns(int table) {
    return machine.fixedColumns().get(table).columns();
  }

  Execution run() {
    for (Step step : machine.steps()) {
      execute(step);
    }
    fillArith();
    fillPadding();
    fillUses();
    ecRows.finish();
    TableWitness range16 = Range16Table.witness(List.of(arith, poseidon2, ec));
    return new Execution(List.of(arith, poseidon2, ec, range16), Arrays.asList(publicValues));
  }

  private void execute(Step step) {
    switch (step) {
      case Step.Compute s -> memory[s.address()] = s.gate().evaluate(memory);
      case Step.AssertZero s -> {
        if (!s.gate().evaluate(memory).isZero()) {
          throw new UnsatisfiedProgramException(s.reason());
        }
      }
      case Step.Advice s -> memory[s.address()] = scalars.get(s.input());
      case Step.Inverse s -> {
        if (memory[s.of()].isZero()) {
          throw new UnsatisfiedProgramException(s.reason());
        }
        memory[s.address()] = memory[s.of()].inverse();
      }
      case Step.Publish s -> publicValues[s.index()] = s.gate().evaluate(memory);
      case Step.Permute s -> {
        FrElement[] in = {memory[s.in0()], memory[s.in1()], memory[s.in2()]};
        Poseidon2Table.fill(poseidon2, poseidon2Row++, in);
        FrElement[] out = Poseidon2.permute(in);
        System.arraycopy(out, 0, memory, s.address(), out.length);
      }
      case Step.Ec s -> execute(ecRow++, s);
    }
  }

  private void execute(int row, Step.Ec step) {
    switch (step) {
      case Step.Load s -> {
        G1Point value =
            switch (s.source()) {
              case Step.PointSource.Input input -> inputs.get(input.input());
              case Step.PointSource.Constant constant -> constant.point();
              case Step.PointSource.Computed _ -> points[s.point()][0].toG1();
            };
        List<FrElement> written = ecRows.load(row, value);
        for (int i = 0; i < written.size(); i++) {
          memory[s.address() + i] = written.get(i);
        }
        G1Point represented = value.isInfinity() ? G1Point.GENERATOR : value;
        write(s.point(), 0, EcRows.Point.of(represented));
      }
      case Step.Canon s -> ecRows.canon(row, read(s.point(), 0));
      case Step.Split s -> memory[s.address()] = ecRows.split(row, memory[s.of()]);
      case Step.Twice s -> {
        read(s.a(), 0);
        write(s.c(), 0, ecRows.twice(row, read(s.a(), 0)));
      }
      case Step.Add s -> {
        ecRows.entry(row, s.entryB());
        write(s.c(), s.entryC(), ecRows.add(row, read(s.a(), 0), read(s.b(), s.entryB()), 1));
      }
      case Step.AddDigit s -> {
        BigInteger scalar = memory[s.scalar()].toBigInteger();
        BigInteger next = scalar.shiftRight(s.window() * EcTable.WINDOW_BITS);
        BigInteger previous = next.shiftRight(EcTable.WINDOW_BITS);
        int digit = next.intValue() & (2 * EcTable.ENTRIES - 1);
        int sign = digit >= EcTable.ENTRIES ? 1 : 0;
        int entry = sign == 1 ? digit - EcTable.ENTRIES : EcTable.ENTRIES - 1 - digit;
        FrElement nextValue = FrElement.of(next);
        ecRows.digit(row, entry, FrElement.of(previous), nextValue);
        memory[s.next()] = nextValue;
        write(s.c(), 0, ecRows.add(row, read(s.a(), 0), read(s.b(), entry), sign));
      }
      case Step.AddFinal s -> {
        EcRows.Point sum = ecRows.add(row, read(s.a(), 0), read(s.b(), 0), 1);
        write(s.c(), 0, sum);
        read(s.c(), 0); // the row takes what the LOAD of this point will write
      }
    }
  }

  private EcRows.Point read(int point, int entry) {
    pointReads[point][entry]++;
    return points[point][entry];
  }

  private void write(int point, int entry, EcRows.Point value) {
    if (points[point] == null || points[point].length <= entry) {
      int size = entry == 0 ? 1 : EcTable.ENTRIES;
      points[point] =
          points[point] == null ? new EcRows.Point[size] : Arrays.copyOf(points[point], size);
      pointReads[point] =
          pointReads[point] == null ? new int[size] : Arrays.copyOf(pointReads[point], size);
    }
    points[point][entry] = value;
  }

  private void fillArith() {
    ArithTable.Columns c = ArithTable.TABLE.columns();
    for (int place = 0; place < machine.gates().size(); place++) {
      int row = place / ArithTable.GATES;
      ArithTable.Gate cells = c.gates().get(place % ArithTable.GATES);
      Step step = machine.gates().get(place);
      Gate gate = Machine.gateOf(step);
      arith.set(row, cells.a(), memory[gate.a()]);
      arith.set(row, cells.b(), memory[gate.b()]);
      arith.set(row, cells.c(), memory[gate.c()]);
      FrElement d =
          switch (step) {
            case Step.Compute s -> memory[s.address()];
            case Step.Advice s -> memory[s.address()];
            case Step.Inverse s -> memory[s.address()];
            case Step.Publish s -> publicValues[s.index()];
            case null, default -> FrElement.ZERO;
          };
      arith.set(row, cells.d(), d);
    }
  }

  /// Padding rows of POSEIDON2 permute zeros; those of the other tables are zero.
  private void fillPadding() {
    if (poseidon2Row == poseidon2.height()) {
      return;
    }
    FrElement[] zeros = {FrElement.ZERO, FrElement.ZERO, FrElement.ZERO};
    Poseidon2Table.fill(poseidon2, poseidon2Row, zeros);
    for (FrVector column : poseidon2.main()) {
      for (int row = poseidon2Row + 1; row < poseidon2.height(); row++) {
        Fr.copy(column.limbs(), poseidon2Row, column.limbs(), row);
      }
    }
  }

  private void fillUses() {
    int row = 0;
    List<Step.Ec> rows = new ArrayList<>();
    for (Step step : machine.steps()) {
      if (step instanceof Step.Ec s) {
        rows.add(s);
      }
    }
    for (Step.Ec step : rows) {
      long uses =
          switch (step) {
            case Step.Load s -> pointReads[s.point()][0];
            case Step.Twice s -> pointReads[s.c()][0];
            case Step.Add s -> pointReads[s.c()][s.entryC()];
            case Step.AddDigit s -> pointReads[s.c()][0];
            case Step.AddFinal _ -> -1;
            case Step.Canon _, Step.Split _ -> 0;
          };
      ecRows.uses(row++, uses);
    }
  }
}
