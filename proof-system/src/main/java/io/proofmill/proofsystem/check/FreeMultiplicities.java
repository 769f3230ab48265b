package io.proofmill.proofsystem.check;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.ExpressionGraph;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.constraint.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds interactions whose multiplicity is a free column (the providers of lookups) and sets that
/// column so that a bus balances again, as a prover would after changing what is looked up.
///
/// Providers send on a bus of lookups (with key fields). A column is free when it occurs, at the
/// current row and linearly, in the multiplicity of one interaction, in no message, and in no
/// constraint but linearly (so that `(1 − active) · count = 0` is allowed and a boolean is not).
final class FreeMultiplicities {
  private record Provider(int table, int interaction, int column, boolean fixedMessage) {}

  private record Place(Provider provider, int row) {}

  private final RowChecker checker;
  private final Map<Integer, List<Provider>> providers = new HashMap<>();
  private final Map<Provider, Map<List<FrElement>, Integer>> fixedRows = new HashMap<>();

  FreeMultiplicities(RowChecker checker) {
    this.checker = checker;
    for (int table = 0; table < checker.tables().size(); table++) {
      Air air = checker.tables().get(table).air();
      for (int i = 0; i < air.interactions().size(); i++) {
        int column = freeColumn(air, i);
        if (column >= 0) {
          Interaction interaction = air.interactions().get(i);
          providers
              .computeIfAbsent(interaction.bus().id(), _ -> new ArrayList<>())
              .add(new Provider(table, i, column, readsFixedOnly(air.graph(), interaction)));
        }
      }
    }
  }

  /// The free column of an interaction's multiplicity, or -1.
  static int freeColumn(Air air, int interaction) {
    ExpressionGraph graph = air.graph();
    Interaction provided = air.interactions().get(interaction);
    if (provided.direction() != Interaction.Direction.SEND || provided.bus().keyFields() == 0) {
      return -1;
    }
    for (int column = 0; column < air.mainColumns().size(); column++) {
      if (air.mainColumns().get(column).usesNext()) {
        continue;
      }
      int[] degrees = degreesIn(graph, column);
      boolean free = degrees[provided.multiplicity()] == 1;
      for (int i = 0; i < air.interactions().size(); i++) {
        Interaction other = air.interactions().get(i);
        free &= i == interaction || degrees[other.multiplicity()] == 0;
        for (int node : other.message()) {
          free &= degrees[node] == 0;
        }
      }
      for (var constraint : air.constraints()) {
        free &= degrees[constraint.node()] <= 1;
      }
      if (free) {
        return column;
      }
    }
    return -1;
  }

  /// Each node's degree as a polynomial in one main column.
  private static int[] degreesIn(ExpressionGraph graph, int column) {
    int[] degrees = new int[graph.size()];
    for (int i = 0; i < degrees.length; i++) {
      degrees[i] =
          switch (graph.op(i)) {
            case MAIN -> graph.a(i) == column ? 1 : 0;
            case ADD, SUBTRACT -> Math.max(degrees[graph.a(i)], degrees[graph.b(i)]);
            case MULTIPLY -> degrees[graph.a(i)] + degrees[graph.b(i)];
            case CONSTANT, FIXED, AUX, ALPHA, BETA, SUM_SHARE, IS_FIRST, IS_LAST -> 0;
          };
    }
    return degrees;
  }

  private static boolean readsFixedOnly(ExpressionGraph graph, Interaction interaction) {
    boolean[] readsMain = new boolean[graph.size()];
    for (int i = 0; i < readsMain.length; i++) {
      readsMain[i] =
          graph.op(i) == Op.MAIN
              || graph.op(i).isArithmetic() && (readsMain[graph.a(i)] || readsMain[graph.b(i)]);
    }
    for (int node : interaction.message()) {
      if (readsMain[node]) {
        return false;
      }
    }
    return true;
  }

  boolean provides(Bus bus) {
    return providers.containsKey(bus.id());
  }

  boolean isProvider(int table, int interaction) {
    return providers.values().stream()
        .flatMap(List::stream)
        .anyMatch(p -> p.table == table && p.interaction == interaction);
  }

  /// Whether a main column is the free multiplicity of a provider.
  boolean isFree(int table, int column) {
    return providers.values().stream()
        .flatMap(List::stream)
        .anyMatch(p -> p.table == table && p.column == column);
  }

  /// Answers what can be answered; messages that nobody provides stay out of balance.
  void rebalance(Bus bus) {
    if (checker.messages().unbalanced(bus) == 0) {
      return;
    }
    for (MessageMultiset.Entry entry : new ArrayList<>(checker.messages().entries())) {
      if (entry.bus().id() == bus.id()) {
        Place place = find(entry);
        if (place != null) {
          answer(place, entry.multiplicity());
        }
      }
    }
  }

  private void answer(Place place, FrElement surplus) {
    Provider p = place.provider;
    RowEvaluator evaluator = checker.evaluator(p.table);
    FrVector cells = checker.tables().get(p.table).main().get(p.column);
    int node = evaluator.air().interactions().get(p.interaction).multiplicity();
    FrElement old = cells.get(place.row);
    FrElement[] at = new FrElement[2];
    for (int k = 0; k < 2; k++) {
      cells.setLong(place.row, k);
      evaluator.evaluate(evaluator.interactionCone(p.interaction), place.row);
      at[k] = FrElement.load(evaluator.values(), node);
    }
    cells.set(place.row, old);
    FrElement slope = at[1].minus(at[0]);
    if (!slope.isZero()) {
      checker.set(p.table, place.row, p.column, old.minus(surplus.times(slope.inverse())));
    }
  }

  private Place find(MessageMultiset.Entry entry) {
    for (Provider provider : providers.getOrDefault(entry.bus().id(), List.of())) {
      if (checker.isSuppressed(provider.table, provider.interaction)) {
        continue;
      }
      int row = provider.fixedMessage ? fixedRow(provider, entry) : scan(provider, entry);
      if (row >= 0) {
        return new Place(provider, row);
      }
    }
    return null;
  }

  private int fixedRow(Provider provider, MessageMultiset.Entry entry) {
    return fixedRows.computeIfAbsent(provider, this::indexRows).getOrDefault(entry.fields(), -1);
  }

  private Map<List<FrElement>, Integer> indexRows(Provider provider) {
    Map<List<FrElement>, Integer> rows = new HashMap<>();
    RowEvaluator evaluator = checker.evaluator(provider.table);
    List<Integer> message = evaluator.air().interactions().get(provider.interaction).message();
    for (int row = 0; row < checker.tables().get(provider.table).height(); row++) {
      evaluator.evaluate(evaluator.interactionCone(provider.interaction), row);
      List<FrElement> fields = new ArrayList<>();
      for (int node : message) {
        fields.add(FrElement.load(evaluator.values(), node));
      }
      rows.putIfAbsent(fields, row);
    }
    return rows;
  }

  private int scan(Provider provider, MessageMultiset.Entry entry) {
    RowEvaluator evaluator = checker.evaluator(provider.table);
    TableWitness table = checker.tables().get(provider.table);
    List<Integer> message = evaluator.air().interactions().get(provider.interaction).message();
    for (int row = 0; row < table.height(); row++) {
      evaluator.evaluate(evaluator.interactionCone(provider.interaction), row);
      boolean same = true;
      for (int i = 0; same && i < message.size(); i++) {
        same = Fr.equal(evaluator.values(), message.get(i), entry.limbs(), i);
      }
      if (same) {
        return row;
      }
    }
    return -1;
  }
}
