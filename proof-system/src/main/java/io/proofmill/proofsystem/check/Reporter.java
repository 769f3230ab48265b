package io.proofmill.proofsystem.check;

import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.constraint.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts failures into words. Evaluates rows again; only used when something failed.
final class Reporter {
  /// Rows named for one unbalanced message.
  private static final int CONTRIBUTORS = 6;

  private final RowChecker checker;

  Reporter(RowChecker checker) {
    this.checker = checker;
  }

  /// `row 3: value -1 with a=1, b'=2` where ' marks the next row.
  String constraint(int table, int constraint, int row) {
    RowEvaluator evaluator = checker.evaluator(table);
    evaluator.evaluate(evaluator.whole(), row);
    int root = evaluator.constraintNode(constraint);
    StringBuilder out = new StringBuilder();
    out.append("row ").append(row).append(" of ").append(checker.tables().get(table).height());
    out.append(": value ").append(Display.of(FrElement.load(evaluator.values(), root)));
    String separator = " with ";
    Air air = evaluator.air();
    for (int node : leaves(air.graph(), root)) {
      out.append(separator)
          .append(leafName(air, node))
          .append('=')
          .append(Display.of(FrElement.load(evaluator.values(), node)));
      separator = ", ";
    }
    return out.toString();
  }

  private static List<Integer> leaves(ExpressionGraph graph, int root) {
    boolean[] needed = new boolean[root + 1];
    needed[root] = true;
    List<Integer> leaves = new ArrayList<>();
    for (int i = root; i >= 0; i--) {
      if (needed[i] && graph.op(i).isArithmetic()) {
        needed[graph.a(i)] = true;
        needed[graph.b(i)] = true;
      } else if (needed[i] && graph.op(i) != Op.CONSTANT) {
        leaves.addFirst(i);
      }
    }
    return leaves;
  }

  private static String leafName(Air air, int node) {
    ExpressionGraph graph = air.graph();
    return switch (graph.op(node)) {
      case FIXED -> air.fixedColumns().get(graph.a(node)).name() + mark(graph.b(node));
      case MAIN -> air.mainColumns().get(graph.a(node)).name() + mark(graph.b(node));
      case IS_FIRST -> "isFirst";
      case IS_LAST -> "isLast";
      case AUX, ALPHA, BETA, SUM_SHARE, CONSTANT, ADD, SUBTRACT, MULTIPLY ->
          graph.op(node).toString();
    };
  }

  private static String mark(int rotation) {
    return rotation == 0 ? "" : "'";
  }

  static int compare(RowChecker.Surplus left, RowChecker.Surplus right) {
    int order = Integer.compare(left.bus().id(), right.bus().id());
    for (int i = 0; order == 0 && i < left.fields().size(); i++) {
      order = left.fields().get(i).toBigInteger().compareTo(right.fields().get(i).toBigInteger());
    }
    return order;
  }

  /// The unbalanced messages of a bus with the rows that put them there.
  List<String> messages(Bus bus, int limit) {
    Map<List<FrElement>, List<String>> contributors = new LinkedHashMap<>();
    Map<List<FrElement>, FrElement> multiplicities = new LinkedHashMap<>();
    for (RowChecker.Surplus surplus : checker.surplus()) {
      if (surplus.bus().id() == bus.id() && contributors.size() < limit) {
        contributors.put(surplus.fields(), new ArrayList<>());
        multiplicities.put(surplus.fields(), surplus.multiplicity());
      }
    }
    for (BusMessage message : checker.extraMessages()) {
      List<String> rows = contributors.get(message.fields());
      if (message.bus().id() == bus.id() && rows != null) {
        rows.add("from outside: " + signed(message.multiplicity()));
      }
    }
    for (int table = 0; table < checker.tables().size(); table++) {
      collect(bus, table, contributors);
    }
    List<String> texts = new ArrayList<>();
    for (Map.Entry<List<FrElement>, List<String>> entry : contributors.entrySet()) {
      StringBuilder out = new StringBuilder();
      out.append(signed(multiplicities.get(entry.getKey()))).append(" × ").append(bus.name());
      out.append('(');
      for (int i = 0; i < bus.arity(); i++) {
        out.append(i == 0 ? "" : ", ")
            .append(bus.fields().get(i))
            .append('=')
            .append(Display.of(entry.getKey().get(i)));
      }
      out.append(')');
      List<String> rows = entry.getValue();
      for (int i = 0; i < Math.min(rows.size(), CONTRIBUTORS); i++) {
        out.append('\n').append(rows.get(i));
      }
      if (rows.size() > CONTRIBUTORS) {
        out.append("\nand ").append(rows.size() - CONTRIBUTORS).append(" more");
      }
      texts.add(out.toString());
    }
    return texts;
  }

  private void collect(Bus bus, int table, Map<List<FrElement>, List<String>> contributors) {
    RowEvaluator evaluator = checker.evaluator(table);
    TableWitness witness = checker.tables().get(table);
    for (int i = 0; i < evaluator.air().interactions().size(); i++) {
      Interaction interaction = evaluator.air().interactions().get(i);
      if (interaction.bus().id() != bus.id() || checker.isSuppressed(table, i)) {
        continue;
      }
      for (int row = 0; row < witness.height(); row++) {
        evaluator.evaluate(evaluator.interactionCone(i), row);
        MessageMultiset.Entry entry = checker.messages().find(interaction, evaluator.values());
        FrElement m = FrElement.load(evaluator.values(), interaction.multiplicity());
        List<String> rows = entry == null || m.isZero() ? null : contributors.get(entry.fields());
        if (rows != null) {
          rows.add(
              evaluator.air().name()
                  + "."
                  + interaction.label()
                  + " row "
                  + row
                  + ": "
                  + signed(m));
        }
      }
    }
  }

  private static String signed(FrElement multiplicity) {
    String text = Display.of(multiplicity);
    return text.startsWith("-") ? text : "+" + text;
  }
}
