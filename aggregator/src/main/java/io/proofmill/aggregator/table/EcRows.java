package io.proofmill.aggregator.table;

import static io.proofmill.aggregator.table.CoordinateLimbs.BASE;
import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_OFFSET;
import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_PIECES;
import static io.proofmill.aggregator.table.CoordinateLimbs.LIMBS;
import static io.proofmill.aggregator.table.CoordinateLimbs.LIMB_BITS;
import static io.proofmill.aggregator.table.CoordinateLimbs.PIECE_BITS;
import static io.proofmill.aggregator.table.CoordinateLimbs.QUOTIENT_OFFSET;
import static io.proofmill.aggregator.table.CoordinateLimbs.SLOPE_QUOTIENT_OFFSET;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.FqElement;
import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.FrVector;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.trace.TableWitness;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.List;

/// Fills rows of [EcTable]; each method computes what its row proves and returns it. Call [#finish]
/// after the last row.
public final class EcRows {
  private static final EcColumns C = EcTable.TABLE.columns();
  private static final BigInteger Q = Fq.MODULUS;
  private static final BigInteger[] Q_LIMBS = CoordinateLimbs.limbs(Q);
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final FrElement Q_SQUARED = FrElement.of(Q).square();

  private final TableWitness witness;

  public EcRows(TableWitness witness) {
    this.witness = witness;
  }

  /// A finite point with canonical coordinates.
  public record Point(BigInteger x, BigInteger y) {
    /// @throws IllegalArgumentException for infinity, which has no coordinates
    public static Point of(G1Point point) {
      if (point.isInfinity()) {
        throw new IllegalArgumentException("infinity has no coordinates");
      }
      return new Point(point.x().toBigInteger(), point.y().toBigInteger());
    }

    public G1Point toG1() {
      return G1Point.of(FqElement.of(x), FqElement.of(y));
    }
  }

  /// Two points met whose sum the incomplete addition cannot form. Honest inputs do so with
  /// negligible probability: every sum starts from a point of unknown logarithm.
  public static final class IncompleteAdditionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompleteAdditionException() {
      super("two points of equal abscissa in an incomplete addition");
    }
  }

  /// ADD: `a + b`, or `a − b` for sign 0.
  public Point add(int row, Point a, Point b, int sign) {
    BigInteger yB = sign == 1 ? b.y : b.y.negate();
    BigInteger run = b.x.subtract(a.x);
    if (run.signum() == 0) {
      throw new IncompleteAdditionException();
    }
    BigInteger slope = yB.subtract(a.y).multiply(run.modInverse(Q)).mod(Q);
    return chordOf(row, a, b, sign, slope);
  }

  /// ADD with a slope that satisfies the row's first identity.
  Point chordOf(int row, Point a, Point b, int sign, BigInteger slope) {
    BigInteger yB = sign == 1 ? b.y : b.y.negate();
    BigInteger run = b.x.subtract(a.x);
    BigInteger[] s = CoordinateLimbs.limbs(slope);
    BigInteger[] factor = subtract(CoordinateLimbs.limbs(b.x), CoordinateLimbs.limbs(a.x));
    BigInteger[] constant = CoordinateLimbs.limbs(a.y);
    BigInteger[] yLimbs = CoordinateLimbs.limbs(b.y);
    constant =
        sign == 1 ? subtract(constant, yLimbs) : subtract(constant, subtract(zeros(), yLimbs));
    BigInteger total = slope.multiply(run).add(a.y).subtract(yB);
    Identity identity = new Identity(total, SLOPE_QUOTIENT_OFFSET);
    for (int k = 0; k <= LIMBS; k++) {
      identity.add(k, product(s, factor, k).add(k < LIMBS ? constant[k] : BigInteger.ZERO));
    }
    identity.fill(row, C.slopeQuotient, C.slopeCarries);
    // (x₁ − x₂)·((x₁ − x₂)² − q²), inverted by finish().
    FrElement d = FrElement.of(run.negate());
    witness.set(row, C.inverse, d.times(d.square().minus(Q_SQUARED)));
    witness.set(row, C.sign, sign);
    return chord(row, a, b, slope);
  }

  /// DOUBLE: `2a`.
  public Point twice(int row, Point a) {
    BigInteger slope =
        THREE.multiply(a.x).multiply(a.x).multiply(TWO.multiply(a.y).modInverse(Q)).mod(Q);
    BigInteger[] s = CoordinateLimbs.limbs(slope);
    BigInteger[] x = CoordinateLimbs.limbs(a.x);
    BigInteger[] y = CoordinateLimbs.limbs(a.y);
    BigInteger total =
        TWO.multiply(slope).multiply(a.y).subtract(THREE.multiply(a.x).multiply(a.x));
    Identity identity = new Identity(total, SLOPE_QUOTIENT_OFFSET);
    for (int k = 0; k <= LIMBS; k++) {
      identity.add(k, product(s, y, k).multiply(TWO).subtract(product(x, x, k).multiply(THREE)));
    }
    identity.fill(row, C.slopeQuotient, C.slopeCarries);
    return chord(row, a, a, slope);
  }

  /// The third point on the line through a and b, negated.
  Point chord(int row, Point a, Point b, BigInteger slope) {
    BigInteger x = slope.multiply(slope).subtract(a.x).subtract(b.x).mod(Q);
    return chordTo(row, a, b, slope, x);
  }

  /// The same for an abscissa that is given in some representative.
  Point chordTo(int row, Point a, Point b, BigInteger slope, BigInteger x) {
    Identity abscissa =
        new Identity(
            slope.multiply(slope).subtract(a.x).subtract(b.x).subtract(x), QUOTIENT_OFFSET);
    BigInteger[] s = CoordinateLimbs.limbs(slope);
    BigInteger[] x1 = CoordinateLimbs.limbs(a.x);
    BigInteger[] x2 = CoordinateLimbs.limbs(b.x);
    BigInteger[] x3 = CoordinateLimbs.limbs(x);
    for (int k = 0; k < LIMBS; k++) {
      abscissa.add(k, product(s, s, k).subtract(x1[k]).subtract(x2[k]).subtract(x3[k]));
    }
    abscissa.fill(row, C.xQuotient, C.xCarries);
    setLimbs(row, C.x1, x1);
    setLimbs(row, C.y1, CoordinateLimbs.limbs(a.y));
    setLimbs(row, C.x2, x2);
    setLimbs(row, C.y2, CoordinateLimbs.limbs(b.y));
    setPieces(row, C.slope, slope);
    setPieces(row, C.x3, x);
    return ordinate(row, a, slope, x);
  }

  /// The ordinate that belongs to an abscissa.
  Point ordinate(int row, Point a, BigInteger slope, BigInteger x) {
    BigInteger y = slope.multiply(a.x.subtract(x)).subtract(a.y).mod(Q);
    BigInteger[] s = CoordinateLimbs.limbs(slope);
    BigInteger[] difference = subtract(CoordinateLimbs.limbs(a.x), CoordinateLimbs.limbs(x));
    BigInteger[] y1 = CoordinateLimbs.limbs(a.y);
    BigInteger[] y3 = CoordinateLimbs.limbs(y);
    Identity ordinate =
        new Identity(slope.multiply(a.x.subtract(x)).subtract(a.y).subtract(y), QUOTIENT_OFFSET);
    for (int k = 0; k < LIMBS; k++) {
      ordinate.add(k, product(s, difference, k).subtract(y1[k]).subtract(y3[k]));
    }
    ordinate.fill(row, C.yQuotient, C.yCarries);
    setPieces(row, C.y3, y);
    return new Point(x, y);
  }

  /// LOAD: a point of the curve. Infinity is represented by the generator and a flag.
  ///
  /// @return what the row writes to MEMORY: three packed elements and the flag
  public List<FrElement> load(int row, G1Point advice) {
    boolean infinity = advice.isInfinity();
    Point point = Point.of(infinity ? G1Point.GENERATOR : advice);
    BigInteger slope = point.x.multiply(point.x).mod(Q);
    BigInteger[] s = CoordinateLimbs.limbs(slope);
    BigInteger[] x = CoordinateLimbs.limbs(point.x);
    BigInteger[] y = CoordinateLimbs.limbs(point.y);
    Identity squared =
        new Identity(point.x.multiply(point.x).subtract(slope), SLOPE_QUOTIENT_OFFSET);
    Identity onCurve =
        new Identity(
            point.y.multiply(point.y).subtract(slope.multiply(point.x)).subtract(THREE),
            QUOTIENT_OFFSET);
    for (int k = 0; k <= LIMBS; k++) {
      squared.add(k, product(x, x, k).subtract(k < LIMBS ? s[k] : BigInteger.ZERO));
      if (k < LIMBS) {
        BigInteger e = product(y, y, k).subtract(product(s, x, k));
        onCurve.add(k, k == 0 ? e.subtract(THREE) : e);
      }
    }
    squared.fill(row, C.slopeQuotient, C.slopeCarries);
    onCurve.fill(row, C.xQuotient, C.xCarries);
    setPieces(row, C.slope, slope);
    setPieces(row, C.x3, point.x);
    setPieces(row, C.y3, point.y);
    witness.set(row, C.infinity, infinity ? 1 : 0);
    FrElement zero = FrElement.ZERO;
    List<FrElement> packed = infinity ? List.of(zero, zero, zero) : pack(point);
    for (int i = 0; i < packed.size(); i++) {
      witness.set(row, C.port[i], packed.get(i));
    }
    return List.of(
        packed.get(0), packed.get(1), packed.get(2), infinity ? FrElement.ONE : FrElement.ZERO);
  }

  private static List<FrElement> pack(Point point) {
    BigInteger mask96 = TWO.pow(96).subtract(BigInteger.ONE);
    BigInteger mask192 = TWO.pow(192).subtract(BigInteger.ONE);
    return List.of(
        FrElement.of(point.x.and(mask192)),
        FrElement.of(point.x.shiftRight(192).add(point.y.and(mask96).shiftLeft(64))),
        FrElement.of(point.y.shiftRight(96)));
  }

  /// CANON: the coordinates of `a` are below q.
  public void canon(int row, Point a) {
    setLimbs(row, C.x1, CoordinateLimbs.limbs(a.x));
    setLimbs(row, C.y1, CoordinateLimbs.limbs(a.y));
    complement(row, a.x, Q, C.slope, C.borrow[0]);
    complement(row, a.y, Q, C.x3, C.borrow[1]);
  }

  /// SPLIT: the low 128 bits of a scalar.
  public FrElement split(int row, FrElement value) {
    BigInteger integer = value.toBigInteger();
    setPieces(row, C.slope, integer);
    complement(row, integer, Fr.MODULUS, C.x3, C.borrow[0]);
    FrElement low = FrElement.of(integer.and(TWO.pow(128).subtract(BigInteger.ONE)));
    witness.set(row, C.port[0], value);
    witness.set(row, C.port[1], low);
    return low;
  }

  private void complement(
      int row, BigInteger value, BigInteger modulus, Column[] cells, Column borrow) {
    BigInteger rest = modulus.subtract(BigInteger.ONE).subtract(value);
    setPieces(row, cells, rest);
    BigInteger lowSum = CoordinateLimbs.limb(value, 0).add(CoordinateLimbs.limb(rest, 0));
    witness.set(row, borrow, lowSum.bitLength() > LIMB_BITS ? 1 : 0);
  }

  /// The digit of an ADD row: which odd multiple, and the running value before and after.
  public void digit(int row, int entry, FrElement previous, FrElement next) {
    witness.set(row, C.entry, entry);
    witness.set(row, C.port[0], previous);
    witness.set(row, C.port[1], next);
  }

  /// The entry of B in a row without a digit.
  public void entry(int row, int entry) {
    witness.set(row, C.entry, entry);
  }

  /// How often the row's result is read; −1 for the last addition of a sum.
  public void uses(int row, long count) {
    witness.set(row, C.uses, count);
  }

  /// Inverts the cells that show points to be distinct, all at once.
  public void finish() {
    FrVector column = witness.main().get(C.inverse.index());
    Fr.batchInverse(column.limbs(), 0, column.length());
  }

  /// An identity `E = quotient·q` by limb positions.
  private final class Identity {
    private final BigInteger quotient;
    private final BigInteger offset;
    private final BigInteger[] quotientLimbs;
    private final BigInteger[] positions = new BigInteger[LIMBS + 1];

    Identity(BigInteger total, BigInteger offset) {
      BigInteger[] division = total.divideAndRemainder(Q);
      if (division[1].signum() != 0) {
        throw new IllegalStateException("not a multiple of q");
      }
      this.quotient = division[0];
      this.offset = offset;
      BigInteger shifted = quotient.add(offset);
      quotientLimbs = CoordinateLimbs.limbs(shifted);
      quotientLimbs[LIMBS - 1] =
          quotientLimbs[LIMBS - 1].subtract(offset.shiftRight((LIMBS - 1) * LIMB_BITS));
    }

    void add(int k, BigInteger value) {
      positions[k] = value.subtract(product(quotientLimbs, Q_LIMBS, k));
    }

    void fill(int row, Column[] quotientCells, Column[] carryCells) {
      setPieces(row, quotientCells, quotient.add(offset));
      BigInteger low = divide(positions[0].add(positions[1].multiply(BASE)), 2);
      BigInteger middle = divide(positions[2].add(positions[3].multiply(BASE)).add(low), 2);
      setCarry(row, carryCells, 0, low);
      setCarry(row, carryCells, 1, middle);
      if (carryCells.length > 2 * CARRY_PIECES) {
        setCarry(row, carryCells, 2, divide(positions[4].add(middle), 1));
      }
    }

    private static BigInteger divide(BigInteger value, int limbs) {
      if (value.getLowestSetBit() >= 0 && value.getLowestSetBit() < limbs * LIMB_BITS) {
        throw new IllegalStateException("a carry is not whole");
      }
      return value.shiftRight(limbs * LIMB_BITS);
    }
  }

  private void setCarry(int row, Column[] cells, int number, BigInteger carry) {
    BigInteger shifted = carry.add(CARRY_OFFSET);
    for (int i = 0; i < CARRY_PIECES; i++) {
      witness.set(row, cells[number * CARRY_PIECES + i], piece(shifted, i));
    }
  }

  private void setPieces(int row, Column[] cells, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > cells.length * PIECE_BITS) {
      throw new IllegalStateException("value does not fit its pieces");
    }
    for (int i = 0; i < cells.length; i++) {
      witness.set(row, cells[i], piece(value, i));
    }
  }

  private void setLimbs(int row, Column[] cells, BigInteger[] limbs) {
    for (int i = 0; i < LIMBS; i++) {
      witness.set(row, cells[i], limbs[i]);
    }
  }

  private static long piece(BigInteger value, int i) {
    return value.shiftRight(i * PIECE_BITS).longValue() & 0xffff;
  }

  private static BigInteger product(BigInteger[] a, BigInteger[] b, int k) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = Math.max(0, k - LIMBS + 1); i <= Math.min(k, LIMBS - 1); i++) {
      sum = sum.add(a[i].multiply(b[k - i]));
    }
    return sum;
  }

  private static BigInteger[] subtract(BigInteger[] a, BigInteger[] b) {
    BigInteger[] out = new BigInteger[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      out[i] = a[i].subtract(b[i]);
    }
    return out;
  }

  private static BigInteger[] zeros() {
    return new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
  }
}
