package io.proofmill.verifier.constraint;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Interaction.Direction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The symbolic builder in which a table is written once. Labels are unique within a table; a
/// constraint or message of too high a degree is refused where it is written.
public final class TableBuilder {
  private final String name;
  private final int maxDegree;
  private final int packing;
  private final ExpressionGraph.Builder graph = new ExpressionGraph.Builder();
  private final List<String> fixedNames = new ArrayList<>();
  private final List<String> mainNames = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Interaction> interactions = new ArrayList<>();
  private final Set<String> labels = new HashSet<>();

  TableBuilder(String name, int maxDegree, int packing) {
    if (maxDegree != 2 && maxDegree != 3 && maxDegree != 5) {
      throw new IllegalArgumentException(name + ": degree must be 2, 3 or 5, not " + maxDegree);
    }
    if (packing < 1 || packing > 16 || Integer.bitCount(packing) != 1) {
      throw new IllegalArgumentException(name + ": packing must be 1, 2, 4, 8 or 16");
    }
    this.name = name;
    this.maxDegree = maxDegree;
    this.packing = packing;
  }

  /// Declares a preprocessed column; its values are part of the verifying key.
  public Column fixed(String columnName) {
    return declare(columnName, Op.FIXED, fixedNames);
  }

  /// Declares a witness column.
  public Column main(String columnName) {
    return declare(columnName, Op.MAIN, mainNames);
  }

  /// Declares `count` witness columns `name[0] …`.
  public Column[] main(String columnName, int count) {
    Column[] columns = new Column[count];
    for (int i = 0; i < count; i++) {
      columns[i] = main(columnName + "[" + i + "]");
    }
    return columns;
  }

  /// Declares `count` preprocessed columns `name[0] …`.
  public Column[] fixed(String columnName, int count) {
    Column[] columns = new Column[count];
    for (int i = 0; i < count; i++) {
      columns[i] = fixed(columnName + "[" + i + "]");
    }
    return columns;
  }

  public Expr constant(long value) {
    return graph.constant(FrElement.of(value));
  }

  public Expr constant(BigInteger value) {
    return graph.constant(FrElement.of(value));
  }

  public Expr constant(FrElement value) {
    return graph.constant(value);
  }

  /// 1 in the first row, 0 in the others.
  public Expr isFirst() {
    return graph.special(Op.IS_FIRST);
  }

  /// 1 in the last row, 0 in the others.
  public Expr isLast() {
    return graph.special(Op.IS_LAST);
  }

  /// 0 in the last row, 1 in the others: a factor for constraints between neighbouring rows.
  public Expr isTransition() {
    return isLast().not();
  }

  /// In every row, `value = 0`.
  public void assertZero(String label, Expr value) {
    checkLabel(label);
    if (value.degree() > maxDegree) {
      throw new IllegalArgumentException(
          name + "." + label + ": degree " + value.degree() + " exceeds " + maxDegree);
    }
    if (value.degree() == 0) {
      throw new IllegalArgumentException(name + "." + label + ": constrains no column");
    }
    constraints.add(new Constraint(label, value.node));
  }

  /// In every row, `left = right`.
  public void assertEqual(String label, Expr left, Expr right) {
    assertZero(label, left.minus(right));
  }

  /// In every row, `value ∈ {0, 1}`.
  public void assertBool(String label, Expr value) {
    assertZero(label, value.times(value.minus(1)));
  }

  /// In every row, puts `message` on the bus `multiplicity` times.
  public void send(String label, Bus bus, Expr multiplicity, Expr... message) {
    interact(label, bus, Direction.SEND, multiplicity, message);
  }

  /// In every row, takes `message` from the bus `multiplicity` times.
  public void receive(String label, Bus bus, Expr multiplicity, Expr... message) {
    interact(label, bus, Direction.RECEIVE, multiplicity.negate(), message);
  }

  /// In every row (padding included), `0 ≤ value < 2^16`.
  public void range16(String label, Expr value) {
    receive(label, Bus.RANGE16, constant(1), value);
  }

  private void interact(
      String label, Bus bus, Direction direction, Expr signedMultiplicity, Expr... message) {
    checkLabel(label);
    if (message.length != bus.arity()) {
      throw new IllegalArgumentException(
          String.format(
              "%s.%s: bus %s has %d fields, the message %d",
              name, label, bus.name(), bus.arity(), message.length));
    }
    List<Integer> nodes = new ArrayList<>();
    for (Expr field : message) {
      nodes.add(field.node);
    }
    interactions.add(new Interaction(label, bus, direction, signedMultiplicity.node, nodes));
  }

  Air build() {
    LogUp logUp = new LogUp(name, maxDegree, graph, interactions);
    logUp.compile();
    return new Air(
        name,
        maxDegree,
        packing,
        infos(fixedNames, Op.FIXED),
        infos(mainNames, Op.MAIN),
        infos(logUp.auxNames(), Op.AUX),
        graph.build(),
        constraints,
        logUp.constraints(),
        interactions,
        logUp.batches());
  }

  private List<Air.ColumnInfo> infos(List<String> names, Op kind) {
    List<Air.ColumnInfo> infos = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      infos.add(new Air.ColumnInfo(names.get(i), graph.hasColumn(kind, i, 1)));
    }
    return infos;
  }

  private Column declare(String columnName, Op kind, List<String> names) {
    if (fixedNames.contains(columnName) || mainNames.contains(columnName)) {
      throw new IllegalArgumentException(name + ": two columns named " + columnName);
    }
    names.add(columnName);
    return new Column(graph, columnName, kind, names.size() - 1);
  }

  private void checkLabel(String label) {
    if (!labels.add(label)) {
      throw new IllegalArgumentException(name + ": two labels named " + label);
    }
  }
}
