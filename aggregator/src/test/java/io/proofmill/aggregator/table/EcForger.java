package io.proofmill.aggregator.table;

import static io.proofmill.aggregator.table.CoordinateLimbs.BASE;
import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_OFFSET;
import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_PIECES;
import static io.proofmill.aggregator.table.CoordinateLimbs.QUOTIENT_OFFSET;
import static io.proofmill.aggregator.table.CoordinateLimbs.SLOPE_QUOTIENT_OFFSET;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Forges one row of EC: changes cells on a copy, then carries the changes into a [Forgery].
final class EcForger {
  static final BigInteger Q = Fq.MODULUS;
  private static final BigInteger R = Fr.MODULUS;
  private static final BigInteger[] Q_LIMBS = CoordinateLimbs.limbs(Q);
  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final EcColumns C = EcTable.TABLE.columns();

  private final Forgery forgery;
  private final int row;
  private final TableWitness w;

  EcForger(Forgery forgery, int row) {
    this.forgery = forgery;
    this.row = row;
    this.w = forgery.witness("EC").copy();
  }

  /// The three identities of a row.
  enum Identity {
    SLOPE,
    X,
    Y
  }

  /// Fills rows of the copy.
  EcRows rows() {
    return new EcRows(w);
  }

  /// Writes the copy's row into the forgery.
  void commit() {
    for (int i = 0; i < w.main().size(); i++) {
      forgery.set("EC", row, w.air().mainColumns().get(i).name(), w.main().get(i).get(row));
    }
  }

  int row() {
    return row;
  }

  /// Inverts the row's cell that shows its points to be distinct, which was filled uninverted.
  void inverse() {
    w.set(row, C.inverse, w.get(row, C.inverse).inverse());
  }

  BigInteger get(Column column) {
    BigInteger value = w.get(row, column).toBigInteger();
    return value.shiftLeft(1).compareTo(R) > 0 ? value.subtract(R) : value;
  }

  void set(Column column, BigInteger value) {
    w.set(row, column, value);
  }

  void add(Column column, long difference) {
    set(column, get(column).add(BigInteger.valueOf(difference)));
  }

  private boolean is(Column kind) {
    return !w.get(row, kind).isZero();
  }

  private BigInteger[] read(Column[] limbs) {
    BigInteger[] out = new BigInteger[4];
    for (int i = 0; i < 4; i++) {
      out[i] = get(limbs[i]);
    }
    return out;
  }

  private BigInteger[] limbs(Column[] pieces) {
    BigInteger[] out = {ZERO, ZERO, ZERO, ZERO};
    for (int i = 15; i >= 0; i--) {
      out[i / 4] = out[i / 4].shiftLeft(16).add(get(pieces[i]));
    }
    return out;
  }

  private static BigInteger[] offset(BigInteger[] limbs, BigInteger offset) {
    BigInteger[] out = limbs.clone();
    out[3] = out[3].subtract(offset.shiftRight(192));
    return out;
  }

  private static BigInteger value(BigInteger[] limbs) {
    BigInteger sum = ZERO;
    for (int i = 3; i >= 0; i--) {
      sum = sum.multiply(BASE).add(limbs[i]);
    }
    return sum;
  }

  BigInteger value(Column[] pieces) {
    return value(limbs(pieces));
  }

  /// Writes an integer into pieces; the top piece takes what does not fit, or a sign.
  void setValue(Column[] pieces, BigInteger value) {
    for (int i = 0; i < 16; i++) {
      BigInteger shifted = value.shiftRight(16 * i);
      set(pieces[i], i == 15 ? shifted : BigInteger.valueOf(shifted.longValue() & 0xffff));
    }
  }

  private static BigInteger product(BigInteger[] a, BigInteger[] b, int k) {
    BigInteger sum = ZERO;
    for (int i = Math.max(0, k - 3); i <= Math.min(3, k); i++) {
      sum = sum.add(a[i].multiply(b[k - i]));
    }
    return sum;
  }

  private static BigInteger[] minus(BigInteger[] a, BigInteger[] b) {
    BigInteger[] out = new BigInteger[4];
    for (int i = 0; i < 4; i++) {
      out[i] = a[i].subtract(b[i]);
    }
    return out;
  }

  private static BigInteger at(BigInteger[] limbs, int k) {
    return k < 4 ? limbs[k] : ZERO;
  }

  /// The identity's positions without its quotient, for ADD and LOAD.
  private BigInteger[] positions(Identity identity) {
    BigInteger[] s = limbs(C.slope);
    BigInteger[] x1 = read(C.x1);
    BigInteger[] y1 = read(C.y1);
    BigInteger[] x2 = read(C.x2);
    BigInteger[] y2 = read(C.y2);
    BigInteger[] x3 = limbs(C.x3);
    BigInteger[] y3 = limbs(C.y3);
    BigInteger sign = get(C.sign).shiftLeft(1).subtract(BigInteger.ONE);
    BigInteger[] e = new BigInteger[7];
    for (int k = 0; k < 7; k++) {
      BigInteger y2Signed = at(y2, k).multiply(sign);
      e[k] =
          switch (identity) {
            case SLOPE ->
                is(C.isLoad)
                    ? product(x3, x3, k).subtract(at(s, k))
                    : is(C.isDouble)
                        ? product(s, y1, k)
                            .shiftLeft(1)
                            .subtract(product(x1, x1, k).multiply(BigInteger.valueOf(3)))
                        : product(s, minus(x2, x1), k).add(at(y1, k)).subtract(y2Signed);
            case X ->
                is(C.isLoad)
                    ? product(y3, y3, k)
                        .subtract(product(s, x3, k))
                        .subtract(k == 0 ? BigInteger.valueOf(3) : ZERO)
                    : product(s, s, k).subtract(at(x1, k)).subtract(at(x2, k)).subtract(at(x3, k));
            case Y -> product(s, minus(x1, x3), k).subtract(at(y1, k)).subtract(at(y3, k));
          };
    }
    return e;
  }

  static Column[] quotient(Identity identity) {
    return switch (identity) {
      case SLOPE -> C.slopeQuotient;
      case X -> C.xQuotient;
      case Y -> C.yQuotient;
    };
  }

  static Column[] carries(Identity identity) {
    return switch (identity) {
      case SLOPE -> C.slopeCarries;
      case X -> C.xCarries;
      case Y -> C.yCarries;
    };
  }

  private static Column[] result(Identity identity) {
    return switch (identity) {
      case SLOPE -> C.slope;
      case X -> C.x3;
      case Y -> C.y3;
    };
  }

  private static BigInteger offset(Identity identity) {
    return identity == Identity.SLOPE ? SLOPE_QUOTIENT_OFFSET : QUOTIENT_OFFSET;
  }

  /// Sets quotients and carries of all identities to what the other cells call for.
  void settle() {
    for (Identity identity : Identity.values()) {
      if (identity != Identity.Y || !is(C.isLoad)) {
        BigInteger total = ZERO;
        BigInteger[] e = positions(identity);
        for (int k = 6; k >= 0; k--) {
          total = total.multiply(BASE).add(e[k]);
        }
        BigInteger[] division = total.divideAndRemainder(Q);
        require(division[1].signum() == 0);
        setValue(quotient(identity), division[0].add(offset(identity)));
        carry(identity);
      }
    }
  }

  /// Sets the carries of all identities to what the other cells call for.
  void carry() {
    for (Identity identity : Identity.values()) {
      carry(identity);
    }
  }

  /// DOUBLE with a slope that fits mod r·2^256, not mod r·2^320.
  void falseTangent(BigInteger slope) {
    setValue(C.slope, slope);
    BigInteger total = ZERO;
    BigInteger[] e = positions(Identity.SLOPE);
    for (int k = 6; k >= 0; k--) {
      total = total.multiply(BASE).add(e[k]);
    }
    BigInteger[] division = total.subtract(R.shiftLeft(256)).divideAndRemainder(Q);
    require(division[1].signum() == 0);
    setValue(C.slopeQuotient, division[0].add(SLOPE_QUOTIENT_OFFSET));
    BigInteger[] quotient = offset(limbs(C.slopeQuotient), SLOPE_QUOTIENT_OFFSET);
    for (int k = 0; k < 4; k++) {
      e[k] = e[k].subtract(product(quotient, Q_LIMBS, k));
    }
    BigInteger low = divide(e[0].add(e[1].multiply(BASE)), 128);
    setCarry(Identity.SLOPE, 0, low);
    BigInteger middle = divide(e[2].add(e[3].multiply(BASE)).add(low), 128);
    setCarry(Identity.SLOPE, 1, middle);
    // The last carry as a field element, all of it in its top piece.
    BigInteger last = e[4].subtract(product(quotient, Q_LIMBS, 4)).add(middle);
    BigInteger high = last.multiply(BASE.modInverse(R)).add(CARRY_OFFSET);
    setCarry(Identity.SLOPE, 2, CARRY_OFFSET.negate());
    set(C.slopeCarries[14], high.multiply(BASE.modInverse(R)));
  }

  /// Makes the last carry of the slope fit its range.
  void honestLastCarry() {
    setCarry(Identity.SLOPE, 2, ZERO);
  }

  private void carry(Identity identity) {
    BigInteger[] e = positions(identity);
    BigInteger[] quotient = offset(limbs(quotient(identity)), offset(identity));
    for (int k = 0; k < 5; k++) {
      e[k] = e[k].subtract(product(quotient, Q_LIMBS, k));
    }
    BigInteger low = divide(e[0].add(e[1].multiply(BASE)), 128);
    BigInteger middle = divide(e[2].add(e[3].multiply(BASE)).add(low), 128);
    setCarry(identity, 0, low);
    setCarry(identity, 1, middle);
    if (identity == Identity.SLOPE) {
      setCarry(identity, 2, divide(e[4].add(middle), 64));
    }
  }

  private static BigInteger divide(BigInteger value, int bits) {
    require(value.signum() == 0 || value.getLowestSetBit() >= bits);
    return value.shiftRight(bits);
  }

  private void setCarry(Identity identity, int number, BigInteger carry) {
    BigInteger shifted = carry.add(CARRY_OFFSET);
    require(shifted.signum() >= 0 && shifted.bitLength() <= 80);
    for (int i = 0; i < CARRY_PIECES; i++) {
      set(
          carries(identity)[number * CARRY_PIECES + i],
          BigInteger.valueOf(shifted.shiftRight(16 * i).longValue() & 0xffff));
    }
  }

  private BigInteger carryValue(Identity identity, int number) {
    BigInteger sum = ZERO;
    for (int i = CARRY_PIECES - 1; i >= 0; i--) {
      sum = sum.shiftLeft(16).add(get(carries(identity)[number * CARRY_PIECES + i]));
    }
    return sum.subtract(CARRY_OFFSET);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("this forgery does not work out");
    }
  }

  /// A linear equation in the changes of limbs and carries, exact or mod r.
  private record Linear(String name, BigInteger[] coefficients, boolean modular) {}

  /// Finds another result of an ADD row's identity that satisfies all its checks but one.
  ///
  /// @param missing the check that is not made: low, middle, high or native, `carry<i>` for a carry
  ///   whose top piece is not ranged, `quotient` for a quotient whose top piece is not
  void falsify(Identity identity, String missing) {
    List<Linear> equations = equations(identity);
    int carryCount = identity == Identity.SLOPE ? 3 : 2;
    int variables = 8 + carryCount;
    equations.removeIf(e -> e.name.equals(missing));
    int free = -1;
    if (missing.startsWith("carry")) {
      free = 8 + missing.charAt(5) - '0';
    } else if (missing.equals("quotient")) {
      free = 7;
    }
    Linear pivot = null;
    if (free >= 0) {
      List<Linear> rest = new ArrayList<>();
      for (Linear e : equations) {
        if (e.coefficients[free].mod(R).signum() == 0) {
          rest.add(e);
        } else if (pivot == null) {
          pivot = e;
        } else {
          BigInteger factor =
              e.coefficients[free].multiply(pivot.coefficients[free].modInverse(R)).mod(R);
          BigInteger[] sum = new BigInteger[variables];
          for (int j = 0; j < variables; j++) {
            sum[j] = e.coefficients[j].subtract(factor.multiply(pivot.coefficients[j])).mod(R);
          }
          rest.add(new Linear(e.name, sum, true));
        }
      }
      equations = rest;
    }
    BigInteger[] centre = centre(identity, variables);
    for (BigInteger[] change : solutions(equations, variables, free, centre)) {
      if (apply(identity, change, carryCount, free, pivot)) {
        return;
      }
    }
    throw new IllegalStateException("no forgery found without " + missing);
  }

  private List<Linear> equations(Identity identity) {
    int carryCount = identity == Identity.SLOPE ? 3 : 2;
    BigInteger[] factor = minus(read(C.x2), read(C.x1));
    BigInteger[][] position = new BigInteger[7][8 + carryCount];
    for (int k = 0; k < 7; k++) {
      for (int i = 0; i < 4; i++) {
        BigInteger own = k == i ? BigInteger.ONE.negate() : ZERO;
        boolean meets = k - i >= 0 && k - i < 4;
        position[k][i] = identity != Identity.SLOPE ? own : meets ? factor[k - i] : ZERO;
        position[k][4 + i] = meets ? Q_LIMBS[k - i].negate() : ZERO;
      }
      for (int j = 8; j < 8 + carryCount; j++) {
        position[k][j] = ZERO;
      }
    }
    List<Linear> out = new ArrayList<>();
    BigInteger[] low = sum(position[0], position[1], BASE);
    low[8] = BASE.pow(2).negate();
    out.add(new Linear("low", low, false));
    BigInteger[] middle = sum(position[2], position[3], BASE);
    middle[8] = BigInteger.ONE;
    middle[9] = BASE.pow(2).negate();
    out.add(new Linear(identity == Identity.SLOPE ? "middle" : "high", middle, false));
    if (identity == Identity.SLOPE) {
      BigInteger[] high = position[4].clone();
      high[9] = BigInteger.ONE;
      high[10] = BASE.negate();
      out.add(new Linear("high", high, false));
    }
    BigInteger[] all = position[6];
    for (int k = 5; k >= 0; k--) {
      all = sum(position[k], all, BASE);
    }
    out.add(new Linear("native", all, true));
    return out;
  }

  private static BigInteger[] sum(BigInteger[] a, BigInteger[] b, BigInteger factor) {
    BigInteger[] out = new BigInteger[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = a[i].add(b[i].multiply(factor));
    }
    return out;
  }

  /// The changes that would put every limb and carry in the middle of its range.
  private BigInteger[] centre(Identity identity, int variables) {
    BigInteger[] centre = new BigInteger[variables];
    BigInteger[] result = limbs(result(identity));
    BigInteger[] quotient = limbs(quotient(identity));
    for (int i = 0; i < 4; i++) {
      centre[i] = BigInteger.ONE.shiftLeft(i == 3 ? 61 : 63).subtract(result[i]);
      centre[4 + i] = BigInteger.ONE.shiftLeft(63).subtract(quotient[i]);
    }
    for (int i = 8; i < variables; i++) {
      centre[i] = carryValue(identity, i - 8).negate();
    }
    return centre;
  }

  /// Solutions of the equations near the centre of all ranges.
  private static List<BigInteger[]> solutions(
      List<Linear> equations, int variables, int free, BigInteger[] centre) {
    List<BigInteger[]> rows = new ArrayList<>();
    int width = variables + equations.size();
    for (int j = 0; j < variables; j++) {
      if (j != free) {
        BigInteger[] row = zeros(width);
        row[j] = BigInteger.ONE.shiftLeft(weight(j));
        for (int e = 0; e < equations.size(); e++) {
          row[variables + e] = equations.get(e).coefficients[j].shiftLeft(300);
        }
        rows.add(row);
      }
    }
    for (int e = 0; e < equations.size(); e++) {
      if (equations.get(e).modular) {
        BigInteger[] row = zeros(width);
        row[variables + e] = R.shiftLeft(300);
        rows.add(row);
      }
    }
    BigInteger[][] basis = rows.toArray(BigInteger[][]::new);
    Lattice.reduce(basis);
    Random random = new Random(5);
    List<BigInteger[]> solutions = new ArrayList<>();
    for (int attempt = 0; attempt < 60; attempt++) {
      BigInteger[] target = zeros(width);
      for (int j = 0; j < variables; j++) {
        if (j != free) {
          BigInteger shift = new BigInteger(58, random); // so that attempts differ
          target[j] = centre[j].add(shift).shiftLeft(weight(j));
        }
      }
      BigInteger[] rest = Lattice.reduceBy(basis, target);
      boolean solves = true;
      for (int e = variables; e < width; e++) {
        solves &= rest[e].signum() == 0;
      }
      if (solves) {
        BigInteger[] change = new BigInteger[variables];
        for (int j = 0; j < variables; j++) {
          change[j] = target[j].subtract(rest[j]).shiftRight(weight(j));
        }
        solutions.add(change);
      }
    }
    return solutions;
  }

  /// Limbs have 64 bits, carries 80: the weights make both count alike.
  private static int weight(int variable) {
    return variable < 8 ? 16 : 0;
  }

  private static BigInteger[] zeros(int width) {
    BigInteger[] row = new BigInteger[width];
    Arrays.fill(row, ZERO);
    return row;
  }

  private boolean apply(
      Identity identity, BigInteger[] change, int carryCount, int free, Linear pivot) {
    BigInteger[] result = limbs(result(identity));
    BigInteger[] quotient = limbs(quotient(identity));
    BigInteger[] before = result.clone();
    for (int i = 0; i < 4; i++) {
      result[i] = result[i].add(change[i]);
      quotient[i] = free == 4 + i ? quotient[i] : quotient[i].add(change[4 + i]);
      if (!fits(result[i], i == 3 ? 62 : 64) || !fits(quotient[i], 64)) {
        return false;
      }
    }
    if (value(result).subtract(value(before)).mod(Q).signum() == 0) {
      return false; // the same point
    }
    BigInteger[] carry = new BigInteger[carryCount];
    for (int i = 0; i < carryCount; i++) {
      carry[i] = carryValue(identity, i).add(free == 8 + i ? ZERO : change[8 + i]);
      if (free != 8 + i && !fits(carry[i].add(CARRY_OFFSET), 80)) {
        return false;
      }
    }
    setValue(result(identity), value(result));
    setValue(quotient(identity), value(quotient));
    for (int i = 0; i < carryCount; i++) {
      if (free != 8 + i) {
        setCarry(identity, i, carry[i]);
      }
    }
    if (free >= 0) {
      BigInteger sum = ZERO;
      for (int j = 0; j < change.length; j++) {
        sum = j == free ? sum : sum.add(pivot.coefficients[j].multiply(change[j]));
      }
      BigInteger value = sum.negate().multiply(pivot.coefficients[free].modInverse(R));
      Column top =
          free == 7
              ? quotient(identity)[15]
              : carries(identity)[(free - 8) * CARRY_PIECES + CARRY_PIECES - 1];
      FrElement scale = FrElement.of(BigInteger.ONE.shiftLeft(free == 7 ? 48 : 64)).inverse();
      w.set(row, top, w.get(row, top).plus(FrElement.of(value).times(scale)));
    }
    return true;
  }

  private static boolean fits(BigInteger value, int bits) {
    return value.signum() >= 0 && value.bitLength() <= bits;
  }
}
