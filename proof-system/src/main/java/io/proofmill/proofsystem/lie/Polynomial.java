package io.proofmill.proofsystem.lie;

import io.proofmill.algebra.FrElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A multivariate polynomial, written out, for static analysis of small expressions. Immutable.
final class Polynomial {
  /// Larger polynomials are not written out.
  static final int MAX_TERMS = 256;

  static final Polynomial ZERO = new Polynomial(Map.of());
  static final Polynomial ONE = constant(FrElement.ONE);

  /// Thrown, and caught within this package, when a polynomial would have too many terms.
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// By monomial (its sorted variables with repetition).
  private final Map<List<Cell>, FrElement> terms;

  private Polynomial(Map<List<Cell>, FrElement> terms) {
    if (terms.size() > MAX_TERMS) {
      throw new TooLargeException();
    }
    this.terms = terms;
  }

  static Polynomial constant(FrElement value) {
    return value.isZero() ? ZERO : new Polynomial(Map.of(List.of(), value));
  }

  static Polynomial variable(Cell cell) {
    return new Polynomial(Map.of(List.of(cell), FrElement.ONE));
  }

  Map<List<Cell>, FrElement> terms() {
    return terms;
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isNonZeroConstant() {
    return terms.size() == 1 && terms.containsKey(List.<Cell>of());
  }

  FrElement constantTerm() {
    return terms.getOrDefault(List.<Cell>of(), FrElement.ZERO);
  }

  Polynomial plus(Polynomial other) {
    if (isZero()) {
      return other;
    }
    if (other.isZero()) {
      return this;
    }
    Map<List<Cell>, FrElement> sum = new HashMap<>(terms);
    other.terms.forEach((monomial, value) -> addTerm(sum, monomial, value));
    return new Polynomial(sum);
  }

  Polynomial times(FrElement factor) {
    if (factor.isZero()) {
      return ZERO;
    }
    Map<List<Cell>, FrElement> product = new HashMap<>();
    terms.forEach((monomial, value) -> product.put(monomial, value.times(factor)));
    return new Polynomial(product);
  }

  Polynomial minus(Polynomial other) {
    return plus(other.times(FrElement.ONE.negate()));
  }

  Polynomial times(Polynomial other) {
    if ((long) terms.size() * other.terms.size() > 16L * MAX_TERMS) {
      throw new TooLargeException();
    }
    Map<List<Cell>, FrElement> product = new HashMap<>();
    terms.forEach((left, x) ->
        other.terms.forEach((right, y) -> {
          List<Cell> monomial = new ArrayList<>(left.size() + right.size());
          monomial.addAll(left);
          monomial.addAll(right);
          Collections.sort(monomial);
          addTerm(product, List.copyOf(monomial), x.times(y));
        }));
    return new Polynomial(product);
  }

  private static void addTerm(
      Map<List<Cell>, FrElement> terms, List<Cell> monomial, FrElement value) {
    FrElement sum = terms.getOrDefault(monomial, FrElement.ZERO).plus(value);
    if (sum.isZero()) {
      terms.remove(monomial);
    } else {
      terms.put(monomial, sum);
    }
  }

  /// The polynomial with `cell` set to 0 or 1.
  Polynomial with(Cell cell, boolean value) {
    if (terms.keySet().stream().noneMatch(m -> m.contains(cell))) {
      return this;
    }
    Map<List<Cell>, FrElement> result = new HashMap<>();
    terms.forEach((monomial, coefficient) -> {
      if (!monomial.contains(cell)) {
        addTerm(result, monomial, coefficient);
      } else if (value) {
        addTerm(result, monomial.stream().filter(c -> !c.equals(cell)).toList(), coefficient);
      }
    });
    return new Polynomial(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Polynomial p && p.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /// Whether some linear combination of the polynomials is 1. Then, in a row where those of
  /// `vanishing` are zero, not all of `others` are.
  static boolean spanContainsOne(List<Polynomial> others, List<Polynomial> vanishing) {
    for (Polynomial p : others) {
      if (p.isNonZeroConstant()) {
        return true;
      }
    }
    if (others.isEmpty()) {
      return false;
    }
    // Elimination; the constant monomial is never a pivot, so 1 remains exactly when it is spanned.
    Map<List<Cell>, Polynomial> pivots = new HashMap<>();
    List<Polynomial> all = new ArrayList<>(others);
    all.addAll(vanishing);
    for (Polynomial p : all) {
      Polynomial rest = p;
      while (!rest.isZero()) {
        List<Cell> lead = rest.lead();
        if (lead.isEmpty()) {
          return true;
        }
        Polynomial pivot = pivots.get(lead);
        if (pivot == null) {
          pivots.put(lead, rest.times(rest.terms.get(lead).inverse()));
          break;
        }
        rest = rest.minus(pivot.times(rest.terms.get(lead)));
      }
    }
    return false;
  }

  /// The largest monomial: by length, then by its variables.
  private List<Cell> lead() {
    List<Cell> best = null;
    for (List<Cell> monomial : terms.keySet()) {
      if (best == null || compare(monomial, best) > 0) {
        best = monomial;
      }
    }
    return best;
  }

  private static int compare(List<Cell> left, List<Cell> right) {
    int order = Integer.compare(left.size(), right.size());
    for (int i = 0; order == 0 && i < left.size(); i++) {
      order = left.get(i).compareTo(right.get(i));
    }
    return order;
  }
}
