package io.proofmill.aggregator.machine;

import io.proofmill.aggregator.table.ArithTable;
import io.proofmill.aggregator.table.EcTable;
import io.proofmill.aggregator.table.Poseidon2Table;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.verifier.protocol.PackedPoint;
import io.proofmill.verifier.protocol.ProofShape;
import java.util.ArrayList;
import java.util.List;

/// A finished program: its steps placed in table rows, and with them the fixed columns, which are
/// all that distinguishes it from other programs of its layout.
public final class Machine {
  private final MachineLayout layout;
  private final List<Step> steps;
  private final int addresses;
  private final int points;
  private final int scalarInputs;
  private final int pointInputs;
  private final int publicValues;
  private final List<FixedColumns> fixed;

  /// The steps that are gates, by place: gate g of row i is number `i·GATES + g`; null is padding.
  private final List<Step> gates;

  private final List<Step.Permute> permutations = new ArrayList<>();
  private final List<Step.Ec> ecRows = new ArrayList<>();

  Machine(
      MachineLayout layout,
      List<Step> steps,
      int addresses,
      int points,
      int scalarInputs,
      int pointInputs,
      int publicValues) {
    this.layout = layout;
    this.addresses = addresses;
    this.points = points;
    this.scalarInputs = scalarInputs;
    this.pointInputs = pointInputs;
    this.publicValues = publicValues;
    int[] reads = countReads(steps, addresses);
    this.steps = new ArrayList<>(steps);
    this.steps.addAll(balancingReads(steps, reads));
    this.gates = placeGates();
    for (Step step : steps) {
      if (step instanceof Step.Permute permute) {
        permutations.add(permute);
      } else if (step instanceof Step.Ec ec) {
        ecRows.add(ec);
      }
    }
    requireFits("ARITH", gates.size(), ArithTable.GATES << layout.logArith());
    requireFits("POSEIDON2", permutations.size(), 1 << layout.logPoseidon2());
    requireFits("EC", ecRows.size(), 1 << layout.logEc());
    while (gates.size() < ArithTable.GATES << layout.logArith()) {
      gates.add(null);
    }
    countZeroReads(reads);
    this.fixed =
        List.of(
            arithColumns(reads),
            poseidon2Columns(reads),
            ecColumns(reads),
            new FixedColumns(Range16Table.fixedColumns()));
  }

  /// A table's preprocessed columns.
  public record FixedColumns(List<FrVector> columns) {
    public FixedColumns {
      columns = List.copyOf(columns);
    }
  }

  /// How much of each table a program uses.
  public record Usage(int gates, int permutations, int ecRows) {}

  public ProofShape shape() {
    return layout.shape(publicValues);
  }

  public MachineLayout layout() {
    return layout;
  }

  /// The fixed columns of the shape's tables, in order.
  public List<FixedColumns> fixedColumns() {
    return fixed;
  }

  public Usage usage() {
    int used = (int) gates.stream().filter(g -> g != null).count();
    return new Usage(used, permutations.size(), ecRows.size());
  }

  public int scalarInputs() {
    return scalarInputs;
  }

  public int pointInputs() {
    return pointInputs;
  }

  /// Runs the program on inputs and fills its tables.
  ///
  /// @throws UnsatisfiedProgramException if an assertion of the program fails
  public Execution execute(List<FrElement> scalars, List<G1Point> pointValues) {
    if (scalars.size() != scalarInputs || pointValues.size() != pointInputs) {
      throw new IllegalArgumentException(
          String.format(
              "the program takes %d scalars and %d points, not %d and %d",
              scalarInputs, pointInputs, scalars.size(), pointValues.size()));
    }
    return new Executor(this, scalars, pointValues).run();
  }

  List<Step> steps() {
    return steps;
  }

  List<Step> gates() {
    return gates;
  }

  int addresses() {
    return addresses;
  }

  int points() {
    return points;
  }

  int publicValues() {
    return publicValues;
  }

  private static void requireFits(String table, int used, int capacity) {
    if (used > capacity) {
      throw new ProgramTooLargeException(table, used, capacity);
    }
  }

  // Reads of each address, apart from those of address 0, which are counted once all is placed.

  private static int[] countReads(List<Step> steps, int addresses) {
    int[] reads = new int[addresses];
    for (Step step : steps) {
      switch (step) {
        case Step.Compute s -> countReads(s.gate(), reads);
        case Step.AssertZero s -> countReads(s.gate(), reads);
        case Step.Publish s -> countReads(s.gate(), reads);
        case Step.Permute s -> {
          reads[s.in0()]++;
          reads[s.in1()]++;
          reads[s.in2()]++;
        }
        case Step.Split s -> reads[s.of()]++;
        case Step.AddDigit s -> {
          reads[s.previous()]++;
          if (s.window() == 0) {
            reads[s.next()]++;
          }
        }
        case Step.Advice _,
            Step.Inverse _,
            Step.Load _,
            Step.Canon _,
            Step.Twice _,
            Step.Add _,
            Step.AddFinal _ -> {}
      }
    }
    return reads;
  }

  private static void countReads(Gate gate, int[] reads) {
    reads[gate.a()]++;
    reads[gate.b()]++;
    reads[gate.c()]++;
  }

  /// The three packed elements of a point have one multiplicity; gates that read for nothing make
  /// it so.
  private static List<Step> balancingReads(List<Step> steps, int[] reads) {
    List<Step> added = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Load load) {
        int most = 0;
        for (int i = 0; i < PackedPoint.ELEMENTS; i++) {
          most = Math.max(most, reads[load.address() + i]);
        }
        for (int i = 0; i < PackedPoint.ELEMENTS; i++) {
          int address = load.address() + i;
          while (reads[address] < most) {
            Gate nothing = Gate.NOTHING.reading(address);
            added.add(new Step.AssertZero(nothing, "a read for nothing"));
            countReads(nothing, reads);
          }
        }
      }
    }
    return added;
  }

  /// Public values need a row's first gate and come first; the other gates fill what is left.
  private List<Step> placeGates() {
    List<Step> publics = new ArrayList<>();
    List<Step> others = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Publish _ -> publics.add(step);
        case Step.Compute _, Step.AssertZero _, Step.Advice _, Step.Inverse _ -> others.add(step);
        case Step.Permute _, Step.Ec _ -> {}
      }
    }
    List<Step> placed = new ArrayList<>();
    int next = 0;
    while (!publics.isEmpty() || next < others.size()) {
      boolean first = placed.size() % ArithTable.GATES == 0;
      if (first && !publics.isEmpty()) {
        placed.add(publics.removeFirst());
      } else {
        placed.add(next < others.size() ? others.get(next) : null);
        next++;
      }
    }
    return placed;
  }

  static Gate gateOf(Step step) {
    return switch (step) {
      case Step.Compute s -> s.gate();
      case Step.AssertZero s -> s.gate();
      case Step.Publish s -> s.gate();
      case null, default -> Gate.NOTHING;
    };
  }

  private void countZeroReads(int[] reads) {
    reads[MachineBuilder.ZERO_ADDRESS] = 0;
    for (Step step : gates) {
      Gate gate = gateOf(step);
      for (int address : new int[] {gate.a(), gate.b(), gate.c()}) {
        reads[MachineBuilder.ZERO_ADDRESS] += address == MachineBuilder.ZERO_ADDRESS ? 1 : 0;
      }
      reads[MachineBuilder.ZERO_ADDRESS] += step instanceof Step.AssertZero ? 1 : 0;
    }
    for (Step.Permute p : permutations) {
      for (int address : new int[] {p.in0(), p.in1(), p.in2()}) {
        reads[MachineBuilder.ZERO_ADDRESS] += address == MachineBuilder.ZERO_ADDRESS ? 1 : 0;
      }
    }
    for (Step.Ec row : ecRows) {
      if (row instanceof Step.AddDigit digit && digit.previous() == MachineBuilder.ZERO_ADDRESS) {
        reads[MachineBuilder.ZERO_ADDRESS]++;
      }
    }
  }

  // Fixed columns.

  private FixedColumns arithColumns(int[] reads) {
    FixedWriter w = new FixedWriter(ArithTable.TABLE.air(), layout.logArith());
    ArithTable.Columns c = ArithTable.TABLE.columns();
    for (int place = 0; place < gates.size(); place++) {
      int row = place / ArithTable.GATES;
      ArithTable.Gate cells = c.gates().get(place % ArithTable.GATES);
      Step step = gates.get(place);
      Gate gate = gateOf(step);
      w.set(row, cells.qm(), gate.qm());
      w.set(row, cells.qa(), gate.qa());
      w.set(row, cells.qb(), gate.qb());
      w.set(row, cells.qc(), gate.qc());
      w.set(row, cells.qk(), gate.qk());
      w.set(row, cells.addressA(), gate.a());
      w.set(row, cells.addressB(), gate.b());
      w.set(row, cells.addressC(), gate.c());
      boolean advice = step instanceof Step.Advice || step instanceof Step.Inverse;
      w.set(row, cells.check(), advice ? 0 : 1);
      int written =
          switch (step) {
            case Step.Compute s -> s.address();
            case Step.Advice s -> s.address();
            case Step.Inverse s -> s.address();
            case null, default -> -1;
          };
      if (written >= 0) {
        w.set(row, cells.addressD(), written);
        w.set(row, cells.reads(), reads[written]);
      } else if (step instanceof Step.AssertZero) {
        w.set(row, cells.addressD(), MachineBuilder.ZERO_ADDRESS);
        w.set(row, cells.reads(), -1);
      }
      if (step instanceof Step.Publish publish) {
        w.set(row, c.isPublic(), 1);
        w.set(row, c.publicIndex(), publish.index());
      }
    }
    return w.columns();
  }

  private FixedColumns poseidon2Columns(int[] reads) {
    FixedWriter w = new FixedWriter(Poseidon2Table.TABLE.air(), layout.logPoseidon2());
    Poseidon2Table.Columns c = Poseidon2Table.TABLE.columns();
    for (int row = 0; row < permutations.size(); row++) {
      Step.Permute p = permutations.get(row);
      w.set(row, c.active(), 1);
      w.set(row, c.addressIn()[0], p.in0());
      w.set(row, c.addressIn()[1], p.in1());
      w.set(row, c.addressIn()[2], p.in2());
      w.set(row, c.addressOut(), p.address());
      for (int lane = 0; lane < 3; lane++) {
        w.set(row, c.reads()[lane], reads[p.address() + lane]);
      }
    }
    return w.columns();
  }

  private FixedColumns ecColumns(int[] reads) {
    FixedWriter w = new FixedWriter(EcTable.TABLE.air(), layout.logEc());
    EcFixedRows rows = new EcFixedRows(w);
    for (int row = 0; row < ecRows.size(); row++) {
      rows.write(row, ecRows.get(row), reads);
    }
    return w.columns();
  }
}
