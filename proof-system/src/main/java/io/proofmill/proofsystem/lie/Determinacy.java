package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.check.RowChecker;
import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Constraint;
import io.proofmill.verifier.constraint.Interaction;
import io.proofmill.verifier.constraint.Op;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Derives from a table's constraints alone which columns are determined (SOUNDNESS.md, item 1).
///
/// A cell is determined when, in every row, some equation gives it: it is the only unknown, or one
/// of the ranged parts of a sum, of a constraint, of a field of a message that arrives whole, or of
/// the output of a lookup whose keys are determined; and the equation's coefficient is not zero.
/// Coefficients may vary by row (`active · (c − a) = 0`, `(1 − active) · c = 0`): what is shown is
/// that the coefficients of a cell's equations are never all zero, because a combination of them
/// and of the table's constraints is the constant 1. Columns that follow from the row before (or
/// after) are determined by induction from the first (or last) row.
///
/// What cannot be derived is argued in a ledger, and taken as determined in the other columns'
/// derivations.
public final class Determinacy {
  /// @param derivations how each derived column is determined
  /// @param argued the ledger's arguments for columns that were not derived
  /// @param blanks columns that are neither derived nor argued
  /// @param superfluous arguments for columns that are derived, or that do not exist
  /// @param loose interactions whose multiplicity reads a column that is not boolean by constraint,
  ///   other than the free multiplicity of a lookup's provider
  public record Report(
      String table,
      int columns,
      Map<String, String> derivations,
      Map<String, String> argued,
      List<String> blanks,
      List<String> superfluous,
      List<String> loose,
      List<String> notInert) {
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      out.append(
          String.format(
              "determined: %d of %d columns, argued %d",
              derivations.size() + argued.size(), columns, argued.size()));
      blanks.forEach(c -> out.append("\n  blank: ").append(c));
      notInert.forEach(c -> out.append("\n  padding is not inert: ").append(c));
      loose.forEach(c -> out.append("\n  multiplicity not boolean: ").append(c));
      superfluous.forEach(c -> out.append("\n  argument not needed: ").append(c));
      return out.toString();
    }
  }

  private record Range(BigInteger max, Polynomial gate, Set<Cell> conditions) {}

  /// A way in which a cell may be determined: where `coefficient` is not zero.
  private record Way(Equation equation, Polynomial coefficient) {}

  private enum Direction {
    FORWARD(-1, Cell.FIRST),
    BACKWARD(1, Cell.LAST);

    /// The offset of the row that is known before.
    private final int known;

    private final Cell base;

    Direction(int known, Cell base) {
      this.known = known;
      this.base = base;
    }
  }

  private final Air air;
  private final Equation.Expressions expressions;
  private final List<Equation> equations = new ArrayList<>();
  private final Map<Integer, List<Range>> ranges = new HashMap<>();
  private final List<Polynomial> vanishing = new ArrayList<>();

  /// A flag that is 1 in the rows looked at, or null.
  private Cell given;

  /// By main column: the equations that mention it.
  private final Map<Integer, List<Equation>> mentions = new HashMap<>();

  private Determinacy(Air air, Map<Bus, Long> rangeBuses) {
    this.air = air;
    this.expressions = new Equation.Expressions(air.graph());
    for (Constraint constraint : air.constraints()) {
      equations.add(
          new Equation(
              expressions,
              "constraint " + constraint.label(),
              constraint.node(),
              Polynomial.ONE,
              Set.of()));
      Polynomial p = expressions.polynomial(constraint.node());
      if (p != null) {
        vanishing.add(p);
        findRoots(p);
      }
    }
    for (Interaction interaction : air.interactions()) {
      if (interaction.direction() == Interaction.Direction.RECEIVE) {
        addArrivals(interaction);
      }
    }
    rangeBuses.forEach((bus, max) -> findRanges(bus, BigInteger.valueOf(max)));
    for (Equation equation : equations) {
      for (Cell cell : equation.cells()) {
        if (cell.kind() == Op.MAIN) {
          List<Equation> list = mentions.computeIfAbsent(cell.column(), _ -> new ArrayList<>());
          if (list.isEmpty() || list.getLast() != equation) {
            list.add(equation);
          }
        }
      }
    }
  }

  /// @param ledger by column name: why the column is determined although the pass cannot see it
  public static Report of(Air air, Map<String, String> ledger) {
    return of(air, ledger, Map.of(Bus.RANGE16, 0xffffL));
  }

  /// @param ranges buses of one field on which only `0 … max` is provided
  public static Report of(Air air, Map<String, String> ledger, Map<Bus, Long> ranges) {
    return of(air, ledger, ranges, Set.of());
  }

  /// @param flags names of boolean columns: rows in which all of them are 0 are padding, which the
  ///   pass proves to be inert; the other columns need to be determined only in rows with a flag
  public static Report of(
      Air air, Map<String, String> ledger, Map<Bus, Long> ranges, Set<String> flags) {
    Determinacy pass = new Determinacy(air, ranges);
    Map<String, Integer> index = new LinkedHashMap<>();
    for (int i = 0; i < air.mainColumns().size(); i++) {
      index.put(air.mainColumns().get(i).name(), i);
    }
    List<String> superfluous = new ArrayList<>();
    Set<Integer> paddingFlags = new TreeSet<>();
    flags.forEach(f -> paddingFlags.add(index.get(f)));
    Map<Integer, String> derivations = pass.derive(Set.of(), paddingFlags);
    Set<Integer> argued = new TreeSet<>();
    for (String name : ledger.keySet()) {
      Integer column = index.get(name);
      if (column == null) {
        superfluous.add(name + " (no such column)");
      } else if (derivations.containsKey(column)) {
        superfluous.add(name + " (" + derivations.get(column) + ")");
      } else if (ledger.get(name).isBlank()) {
        superfluous.add(name + " (an empty argument)");
      } else {
        argued.add(column);
      }
    }
    derivations = pass.derive(argued, paddingFlags);
    Map<String, String> derived = new LinkedHashMap<>();
    Map<String, String> arguments = new LinkedHashMap<>();
    List<String> blanks = new ArrayList<>();
    for (Map.Entry<String, Integer> column : index.entrySet()) {
      if (argued.contains(column.getValue())) {
        arguments.put(column.getKey(), ledger.get(column.getKey()));
      } else if (derivations.containsKey(column.getValue())) {
        derived.put(column.getKey(), derivations.get(column.getValue()));
      } else {
        blanks.add(column.getKey());
      }
    }
    return new Report(
        air.name(),
        index.size(),
        derived,
        arguments,
        blanks,
        superfluous,
        pass.loose(),
        pass.notInert(paddingFlags));
  }

  private List<String> loose() {
    List<String> loose = new ArrayList<>();
    for (int i = 0; i < air.interactions().size(); i++) {
      Interaction interaction = air.interactions().get(i);
      if (!RowChecker.hasFreeMultiplicity(air, i)
          && !expressions.cells(interaction.multiplicity()).stream().allMatch(this::isBoolean)) {
        loose.add(interaction.label());
      }
    }
    return loose;
  }

  private boolean isBoolean(Cell cell) {
    return cell.kind() != Op.MAIN
        || ranges.getOrDefault(cell.column(), List.of()).stream()
            .anyMatch(r -> isConstant(r) && r.max.compareTo(BigInteger.ONE) <= 0);
  }

  private void addArrivals(Interaction interaction) {
    Bus bus = interaction.bus();
    Polynomial gate = expressions.polynomial(interaction.multiplicity());
    if (gate == null) {
      return;
    }
    Set<Cell> conditions = new TreeSet<>(expressions.cells(interaction.multiplicity()));
    for (int key = 0; key < bus.keyFields(); key++) {
      conditions.addAll(expressions.cells(interaction.message().get(key)));
    }
    for (int i = bus.keyFields(); i < bus.arity(); i++) {
      equations.add(
          new Equation(
              expressions,
              (bus.keyFields() == 0 ? "arrives by " : "looked up by ")
                  + interaction.label()
                  + " ("
                  + bus.fields().get(i)
                  + ")",
              interaction.message().get(i),
              gate,
              conditions));
    }
  }

  /// A constraint on one cell whose roots are all small integers ranges that cell.
  private void findRoots(Polynomial p) {
    Set<Cell> cells = new HashSet<>();
    int degree = 0;
    for (List<Cell> monomial : p.terms().keySet()) {
      cells.addAll(monomial);
      degree = Math.max(degree, monomial.size());
    }
    if (cells.size() != 1 || cells.iterator().next().kind() != Op.MAIN) {
      return;
    }
    int roots = 0;
    int max = 0;
    for (int x = 0; x < 64; x++) {
      FrElement value = FrElement.ZERO;
      for (Map.Entry<List<Cell>, FrElement> term : p.terms().entrySet()) {
        value = value.plus(FrElement.of(x).pow(term.getKey().size()).times(term.getValue()));
      }
      if (value.isZero()) {
        roots++;
        max = x;
      }
    }
    if (roots == degree) {
      addRange(
          cells.iterator().next().column(),
          new Range(BigInteger.valueOf(max), Polynomial.ONE, Set.of()));
    }
  }

  private void addRange(int column, Range range) {
    ranges.computeIfAbsent(column, _ -> new ArrayList<>()).add(range);
  }

  /// Range lookups of a column, and of a small multiple of a column that is itself ranged (which
  /// ranges it to fewer bits).
  private void findRanges(Bus bus, BigInteger limit) {
    for (boolean multiples : new boolean[] {false, true}) {
      for (Interaction interaction : air.interactions()) {
        if (interaction.bus().id() != bus.id()
            || interaction.direction() != Interaction.Direction.RECEIVE) {
          continue;
        }
        Polynomial gate = expressions.polynomial(interaction.multiplicity());
        Polynomial value = expressions.polynomial(interaction.message().getFirst());
        if (gate == null || value == null || value.terms().size() != 1) {
          continue;
        }
        Map.Entry<List<Cell>, FrElement> term = value.terms().entrySet().iterator().next();
        if (term.getKey().size() != 1 || term.getKey().getFirst().kind() != Op.MAIN) {
          continue;
        }
        int column = term.getKey().getFirst().column();
        BigInteger factor = term.getValue().toBigInteger();
        Set<Cell> conditions = expressions.cells(interaction.multiplicity());
        if (!multiples && factor.equals(BigInteger.ONE)) {
          addRange(column, new Range(limit, gate, conditions));
        } else if (multiples && factor.bitLength() <= 40 && !factor.equals(BigInteger.ONE)) {
          for (Range range : List.copyOf(ranges.getOrDefault(column, List.of()))) {
            if (range.max.equals(limit) && (range.gate.equals(gate) || isConstant(range))) {
              addRange(column, new Range(limit.divide(factor), gate, conditions));
            }
          }
        }
      }
    }
  }

  private static boolean isConstant(Range range) {
    return range.gate.isNonZeroConstant();
  }

  /// What a row without flags could still do: speak on a bus, other than by looking something up,
  /// or take part in a constraint between rows.
  private List<String> notInert(Set<Integer> flags) {
    List<String> problems = new ArrayList<>();
    if (flags.isEmpty()) {
      return problems;
    }
    for (Air.ColumnInfo column : air.mainColumns()) {
      if (column.usesNext()) {
        problems.add("the next row's " + column.name() + " is read");
      }
    }
    for (int flag : flags) {
      if (!isBoolean(new Cell(Op.MAIN, flag, 0))) {
        problems.add(air.mainColumns().get(flag).name() + " is not boolean by constraint");
      }
    }
    for (Interaction interaction : air.interactions()) {
      boolean lookup =
          interaction.direction() == Interaction.Direction.RECEIVE
              && interaction.bus().keyFields() > 0
              && interaction.bus().id() != Bus.PUBLIC.id();
      Polynomial multiplicity = expressions.polynomial(interaction.multiplicity());
      for (int flag : flags) {
        multiplicity =
            multiplicity == null ? null : multiplicity.with(new Cell(Op.MAIN, flag, 0), false);
      }
      if (!lookup && (multiplicity == null || !multiplicity.isZero())) {
        problems.add(interaction.label() + " has a multiplicity");
      }
    }
    return problems;
  }

  /// The columns that are determined in every row, or, with `flags`, wherever one of them is 1; the
  /// flags themselves in every row. By column, how.
  private Map<Integer, String> derive(Set<Integer> argued, Set<Integer> flags) {
    given = null;
    Map<Integer, String> everywhere = derive(argued);
    if (flags.isEmpty()) {
      return everywhere;
    }
    Map<Integer, String> result = null;
    for (int flag : flags) {
      given = new Cell(Op.MAIN, flag, 0);
      Set<Integer> known = new TreeSet<>(argued);
      known.addAll(flags);
      Map<Integer, String> here = derive(known);
      if (result == null) {
        result = here;
      } else {
        result.keySet().retainAll(here.keySet());
      }
    }
    given = null;
    result.keySet().removeAll(flags);
    result.putAll(everywhere);
    return result;
  }

  /// The columns that are determined, given that those of `argued` are; by column, how.
  private Map<Integer, String> derive(Set<Integer> argued) {
    Map<Integer, String> known = new TreeMap<>();
    argued.forEach(c -> known.put(c, "argued"));
    int before;
    do {
      before = known.size();
      close(known, Set.of(), null, false);
      for (Direction direction : Direction.values()) {
        induct(known, direction);
      }
    } while (known.size() > before);
    argued.forEach(known::remove);
    return known;
  }

  /// Finds the largest set of columns each of which follows from the neighbouring row's cells of
  /// the set, and in the base row without them.
  private void induct(Map<Integer, String> known, Direction direction) {
    Map<Integer, String> base = new TreeMap<>(known);
    close(base, Set.of(), direction, true);
    Set<Integer> candidates = new TreeSet<>(base.keySet());
    candidates.removeAll(known.keySet());
    Map<Integer, String> step = Map.of();
    while (!candidates.isEmpty()) {
      step = new TreeMap<>(known);
      close(step, candidates, direction, false);
      if (step.keySet().containsAll(candidates)) {
        break;
      }
      candidates.retainAll(step.keySet());
    }
    for (int column : candidates) {
      known.put(
          column,
          String.format(
              "%s, by induction from the %s row (%s)",
              step.get(column),
              direction == Direction.FORWARD ? "first" : "last",
              base.get(column)));
    }
  }

  /// Adds to `known` what follows in a row, until nothing more does.
  ///
  /// @param neighbours columns whose cell in the direction's neighbouring row is known
  /// @param direction null looks at all rows alike
  /// @param base whether the row is the direction's first, or any other
  private void close(
      Map<Integer, String> known, Set<Integer> neighbours, Direction direction, boolean base) {
    // Columns known on entry are known in every row; those found here only in this one, unless all
    // rows are looked at alike.
    Set<Integer> everywhere = direction == null ? known.keySet() : new TreeSet<>(known.keySet());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int column = 0; column < air.mainColumns().size(); column++) {
        if (!known.containsKey(column)) {
          String how =
              new Attempt(known.keySet(), everywhere, neighbours, direction, base)
                  .determine(column);
          if (how != null) {
            known.put(column, how);
            changed = true;
          }
        }
      }
    }
  }

  /// One attempt to determine a cell from what is known.
  private final class Attempt {
    private final Set<Integer> here;
    private final Set<Integer> everywhere;
    private final Set<Integer> neighbours;
    private final Direction direction;
    private final boolean base;

    Attempt(
        Set<Integer> here,
        Set<Integer> everywhere,
        Set<Integer> neighbours,
        Direction direction,
        boolean base) {
      this.here = here;
      this.everywhere = everywhere;
      this.neighbours = neighbours;
      this.direction = direction;
      this.base = base;
    }

    String determine(int column) {
      List<Way> ways = new ArrayList<>();
      for (Equation equation : mentions.getOrDefault(column, List.of())) {
        for (int rotation = 0; rotation <= 1; rotation++) {
          Cell target = new Cell(Op.MAIN, column, rotation);
          if (equation.cells().contains(target)) {
            Way way = way(equation, target);
            if (way != null) {
              ways.add(way);
            }
          }
        }
      }
      addWhereInverseVanishes(column, ways);
      if (!covered(column, ways)) {
        return null;
      }
      return String.join(
          " / ", ways.stream().map(w -> w.equation.source()).distinct().limit(4).toList());
    }

    private boolean isKnown(Cell cell, int rotation) {
      if (cell.kind() != Op.MAIN || everywhere.contains(cell.column())) {
        return true;
      }
      int offset = cell.offset() - rotation;
      return offset == 0
          ? here.contains(cell.column())
          : direction != null && offset == direction.known && neighbours.contains(cell.column());
    }

    /// How `equation`, looked at from the row of `target`, gives it, or null.
    private Way way(Equation equation, Cell target) {
      int rotation = target.offset();
      for (Cell condition : equation.conditions()) {
        if (!isKnown(condition, rotation)) {
          return null;
        }
      }
      List<Cell> unknown = equation.cells().stream().filter(c -> !isKnown(c, rotation)).toList();
      Polynomial slope = equation.slope(target);
      if (slope == null || !unknown.contains(target) || !slopeIsKnown(slope, rotation)) {
        return null;
      }
      Polynomial coefficient = product(slope, equation.gate());
      if (unknown.size() > 1) {
        Polynomial gate = digits(equation, unknown, target);
        coefficient = gate == null ? null : product(gate, coefficient);
      }
      return coefficient == null ? null : new Way(equation, shift(coefficient, rotation));
    }

    /// The gadget `x · inverse + z = 1`, `x · z = 0`: where x is not zero the second equation gives
    /// z; where it is, the unknown inverse drops out of the first.
    private void addWhereInverseVanishes(int column, List<Way> ways) {
      List<Way> more = new ArrayList<>();
      for (Equation equation : mentions.getOrDefault(column, List.of())) {
        for (int rotation = 0; rotation <= 1; rotation++) {
          Cell target = new Cell(Op.MAIN, column, rotation);
          int at = rotation;
          List<Cell> unknown = equation.cells().stream().filter(c -> !isKnown(c, at)).toList();
          if (unknown.size() != 2 || !unknown.contains(target)) {
            continue;
          }
          Cell inverse = unknown.get(unknown.getFirst().equals(target) ? 1 : 0);
          Polynomial slope = equation.slope(target);
          Polynomial vanishing = equation.slope(inverse);
          if (slope == null
              || vanishing == null
              || !slopeIsKnown(slope, at)
              || !slopeIsKnown(vanishing, at)
              || !equation.conditions().stream().allMatch(c -> isKnown(c, at))) {
            continue;
          }
          Polynomial where = shift(vanishing, at);
          if (ways.stream().anyMatch(w -> ratio(w.coefficient, where) != null)) {
            Polynomial coefficient = product(slope, equation.gate());
            if (coefficient != null) {
              more.add(new Way(equation, shift(coefficient, at)));
            }
          }
        }
      }
      ways.addAll(more);
    }

    private boolean slopeIsKnown(Polynomial slope, int rotation) {
      for (List<Cell> monomial : slope.terms().keySet()) {
        for (Cell cell : monomial) {
          if (!isKnown(cell, rotation)) {
            return false;
          }
        }
      }
      return true;
    }

    /// When the unknowns are ranged digits of a mixed radix, the condition under which they are (a
    /// product of the range lookups' multiplicities); otherwise null.
    private Polynomial digits(Equation equation, List<Cell> unknown, Cell target) {
      Polynomial common = equation.slope(target);
      Polynomial gate = Polynomial.ONE;
      TreeMap<BigInteger, BigInteger> maxByWeight = new TreeMap<>();
      for (Cell cell : unknown) {
        if (cell.offset() != target.offset()) {
          return null;
        }
        FrElement ratio = ratio(equation.slope(cell), common);
        Range range = range(cell.column(), target.offset());
        if (ratio == null || range == null) {
          return null;
        }
        if (!range.gate.isNonZeroConstant() && !range.gate.equals(gate)) {
          gate = product(gate, range.gate);
          if (gate == null) {
            return null;
          }
        }
        if (maxByWeight.put(ratio.toBigInteger(), range.max) != null) {
          return null;
        }
      }
      return isMixedRadix(maxByWeight) ? gate : null;
    }

    /// The tightest range of a column that is known to apply; without conditions first.
    private Range range(int column, int rotation) {
      return ranges.getOrDefault(column, List.of()).stream()
          .filter(r -> r.conditions.stream().allMatch(c -> isKnown(c, rotation)))
          .min(
              Comparator.comparing((Range r) -> !r.gate.isNonZeroConstant())
                  .thenComparing(Range::max))
          .orElse(null);
    }

    private boolean covered(int column, List<Way> ways) {
      if (ways.isEmpty()) {
        return false;
      }
      List<Polynomial> coefficients = new ArrayList<>();
      for (Way way : ways) {
        Polynomial p = way.coefficient;
        if (direction != null) {
          p = p.with(direction.base, base);
        }
        if (given != null) {
          p = p.with(given, true);
        }
        if (p.isNonZeroConstant() || isNonZeroOnBooleans(p)) {
          return true;
        }
        if (!p.isZero()) {
          coefficients.add(p);
        }
      }
      return Polynomial.spanContainsOne(coefficients, List.of())
          || Polynomial.spanContainsOne(multiples(coefficients), relevant(coefficients));
    }

    /// The coefficients and their products with the cells of constraints that mention them: where
    /// all coefficients are zero, so are these.
    private List<Polynomial> multiples(List<Polynomial> coefficients) {
      Set<Cell> cells = new TreeSet<>();
      for (Polynomial p : relevant(coefficients)) {
        p.terms().keySet().forEach(cells::addAll);
      }
      List<Polynomial> result = new ArrayList<>(coefficients);
      if (cells.size() <= 24) {
        for (Polynomial p : coefficients) {
          for (Cell cell : cells) {
            Polynomial multiple = product(p, Polynomial.variable(cell));
            if (multiple != null) {
              result.add(multiple);
            }
          }
        }
      }
      return result;
    }

    /// The table's constraints, in this row, that share a cell with the coefficients.
    private List<Polynomial> relevant(List<Polynomial> coefficients) {
      Set<Cell> cells = new HashSet<>();
      for (Polynomial p : coefficients) {
        p.terms().keySet().forEach(cells::addAll);
      }
      List<Polynomial> result = new ArrayList<>();
      for (Polynomial p : vanishing) {
        for (int rotation = 0; rotation <= 1 && result.size() < 80; rotation++) {
          Polynomial shifted = shift(p, rotation);
          if (given != null) {
            shifted = shifted.with(given, true);
          }
          boolean shares = false;
          for (List<Cell> monomial : shifted.terms().keySet()) {
            shares |= monomial.stream().anyMatch(cells::contains);
          }
          if (shares) {
            result.add(direction == null ? shifted : shifted.with(direction.base, base));
          }
        }
      }
      return result;
    }
  }

  /// Whether a polynomial in boolean columns and selectors with small coefficients is not zero
  /// because its least value is positive or its greatest negative: `1 + flag`, for example.
  private boolean isNonZeroOnBooleans(Polynomial p) {
    BigInteger least = BigInteger.ZERO;
    BigInteger greatest = BigInteger.ZERO;
    for (Map.Entry<List<Cell>, FrElement> term : p.terms().entrySet()) {
      if (!term.getKey().stream().allMatch(c -> c.kind() != Op.FIXED && isBoolean(c))) {
        return false;
      }
      BigInteger coefficient = term.getValue().toBigInteger();
      if (coefficient.bitLength() > 128) {
        coefficient = coefficient.subtract(Fr.MODULUS);
      }
      if (coefficient.bitLength() > 128) {
        return false;
      }
      boolean constant = term.getKey().isEmpty();
      if (constant || coefficient.signum() < 0) {
        least = least.add(coefficient);
      }
      if (constant || coefficient.signum() > 0) {
        greatest = greatest.add(coefficient);
      }
    }
    return least.signum() > 0 || greatest.signum() < 0;
  }

  private static Polynomial product(Polynomial left, Polynomial right) {
    try {
      return left.times(right);
    } catch (Polynomial.TooLargeException e) {
      return null; // one derivation fewer
    }
  }

  /// The polynomial as seen from `rotation` rows further on.
  private static Polynomial shift(Polynomial p, int rotation) {
    if (rotation == 0) {
      return p;
    }
    Polynomial result = Polynomial.ZERO;
    for (Map.Entry<List<Cell>, FrElement> term : p.terms().entrySet()) {
      Polynomial product = Polynomial.constant(term.getValue());
      for (Cell c : term.getKey()) {
        product =
            product.times(
                Polynomial.variable(Cell.of(c.kind(), c.column(), c.offset() - rotation)));
      }
      result = result.plus(product);
    }
    return result;
  }

  /// `numerator / denominator` when that is a constant, otherwise null.
  private static FrElement ratio(Polynomial numerator, Polynomial denominator) {
    if (numerator == null || numerator.terms().size() != denominator.terms().size()) {
      return null;
    }
    FrElement ratio = null;
    for (Map.Entry<List<Cell>, FrElement> term : denominator.terms().entrySet()) {
      FrElement other = numerator.terms().get(term.getKey());
      if (other == null) {
        return null;
      }
      FrElement q = other.times(term.getValue().inverse());
      if (ratio != null && !ratio.equals(q)) {
        return null;
      }
      ratio = q;
    }
    return ratio;
  }

  /// Whether `Σ weight · digit`, 0 ≤ digit ≤ max, has one solution for each value mod r. The
  /// weights are known up to a common factor: one of them becomes 1. Weight −w with digit d is
  /// weight w with digit max − d, up to a constant.
  private static boolean isMixedRadix(Map<BigInteger, BigInteger> maxByWeight) {
    for (BigInteger unit : maxByWeight.keySet()) {
      BigInteger inverse = unit.modInverse(Fr.MODULUS);
      TreeMap<BigInteger, BigInteger> scaled = new TreeMap<>();
      for (Map.Entry<BigInteger, BigInteger> digit : maxByWeight.entrySet()) {
        BigInteger weight = digit.getKey().multiply(inverse).mod(Fr.MODULUS);
        scaled.put(weight.min(Fr.MODULUS.subtract(weight)), digit.getValue());
      }
      BigInteger reach = BigInteger.ZERO; // the largest sum of the digits so far
      boolean unique = scaled.size() == maxByWeight.size();
      for (Map.Entry<BigInteger, BigInteger> digit : scaled.entrySet()) {
        unique &= digit.getKey().compareTo(reach) > 0;
        reach = reach.add(digit.getKey().multiply(digit.getValue()));
      }
      if (unique && reach.compareTo(Fr.MODULUS) < 0) {
        return true;
      }
    }
    return false;
  }
}
