package io.proofmill.aggregator.table;

import java.math.BigInteger;
import java.util.Arrays;

/// Lattice reduction over the integers, for forgers who look for small solutions of linear
/// equations: the integral LLL algorithm (Cohen, "A Course in Computational Algebraic Number
/// Theory", algorithm 2.6.7).
final class Lattice {
  private final BigInteger[][] b;
  private final BigInteger[][] lambda;
  private final BigInteger[] d;

  private Lattice(BigInteger[][] basis) {
    b = basis;
    lambda = new BigInteger[basis.length][basis.length];
    d = new BigInteger[basis.length + 1]; // d[i + 1] is Cohen's d_i
    d[0] = BigInteger.ONE;
  }

  /// Reduces linearly independent rows in place.
  static void reduce(BigInteger[][] basis) {
    new Lattice(basis).run();
  }

  /// The target minus a lattice vector near it (Babai's nearest plane).
  ///
  /// @param basis reduced
  static BigInteger[] reduceBy(BigInteger[][] basis, BigInteger[] target) {
    BigInteger[][] rows = Arrays.copyOf(basis, basis.length + 1);
    rows[basis.length] = target.clone();
    Lattice lattice = new Lattice(rows);
    for (int k = 0; k < basis.length; k++) {
      lattice.extend(k);
    }
    lattice.project(basis.length);
    for (int l = basis.length - 1; l >= 0; l--) {
      lattice.shorten(basis.length, l);
    }
    return rows[basis.length];
  }

  /// The last row's coefficients, for a row that may depend on the others.
  private void project(int k) {
    for (int j = 0; j < k; j++) {
      BigInteger u = dot(b[k], b[j]);
      for (int i = 0; i < j; i++) {
        u = d[i + 1].multiply(u).subtract(lambda[k][i].multiply(lambda[j][i])).divide(d[i]);
      }
      lambda[k][j] = u;
    }
  }

  private void run() {
    d[1] = dot(b[0], b[0]);
    int known = 0;
    for (int k = 1; k < b.length; ) {
      if (k > known) {
        known = k;
        extend(k);
      }
      shorten(k, k - 1);
      BigInteger left = d[k + 1].multiply(d[k - 1]).shiftLeft(2);
      BigInteger right =
          d[k].pow(2)
              .multiply(BigInteger.valueOf(3))
              .subtract(lambda[k][k - 1].pow(2).shiftLeft(2));
      if (left.compareTo(right) < 0) {
        swap(k, known);
        k = Math.max(1, k - 1);
      } else {
        for (int l = k - 2; l >= 0; l--) {
          shorten(k, l);
        }
        k++;
      }
    }
  }

  private void extend(int k) {
    for (int j = 0; j <= k; j++) {
      BigInteger u = dot(b[k], b[j]);
      for (int i = 0; i < j; i++) {
        u = d[i + 1].multiply(u).subtract(lambda[k][i].multiply(lambda[j][i])).divide(d[i]);
      }
      if (j < k) {
        lambda[k][j] = u;
      } else {
        d[k + 1] = u;
      }
    }
  }

  private void shorten(int k, int l) {
    if (lambda[k][l].abs().shiftLeft(1).compareTo(d[l + 1]) <= 0) {
      return;
    }
    BigInteger twice = d[l + 1].shiftLeft(1);
    BigInteger q = floor(lambda[k][l].shiftLeft(1).add(d[l + 1]), twice);
    for (int i = 0; i < b[k].length; i++) {
      b[k][i] = b[k][i].subtract(q.multiply(b[l][i]));
    }
    lambda[k][l] = lambda[k][l].subtract(q.multiply(d[l + 1]));
    for (int i = 0; i < l; i++) {
      lambda[k][i] = lambda[k][i].subtract(q.multiply(lambda[l][i]));
    }
  }

  private void swap(int k, int known) {
    BigInteger[] row = b[k];
    b[k] = b[k - 1];
    b[k - 1] = row;
    for (int j = 0; j < k - 1; j++) {
      BigInteger x = lambda[k][j];
      lambda[k][j] = lambda[k - 1][j];
      lambda[k - 1][j] = x;
    }
    BigInteger l = lambda[k][k - 1];
    BigInteger t = d[k - 1].multiply(d[k + 1]).add(l.multiply(l)).divide(d[k]);
    for (int i = k + 1; i <= known; i++) {
      BigInteger old = lambda[i][k];
      lambda[i][k] = d[k + 1].multiply(lambda[i][k - 1]).subtract(l.multiply(old)).divide(d[k]);
      lambda[i][k - 1] = t.multiply(old).add(l.multiply(lambda[i][k])).divide(d[k + 1]);
    }
    d[k] = t;
  }

  private static BigInteger floor(BigInteger x, BigInteger y) {
    BigInteger[] qr = x.divideAndRemainder(y);
    return qr[1].signum() < 0 ? qr[0].subtract(BigInteger.ONE) : qr[0];
  }

  private static BigInteger dot(BigInteger[] x, BigInteger[] y) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(x[i].multiply(y[i]));
    }
    return sum;
  }
}
