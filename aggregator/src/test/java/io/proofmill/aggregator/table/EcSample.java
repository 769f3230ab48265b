package io.proofmill.aggregator.table;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.check.BusMessage;
import io.proofmill.proofsystem.lie.WitnessSet;
import io.proofmill.proofsystem.table.Range16Table;
import io.proofmill.proofsystem.trace.TableWitness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// A small EC table with rows of every kind; the rest of the program is messages. POINT numbers: 1
/// is P with its odd multiples, 2 is 2P, 3 and up are others.
final class EcSample {
  static final int LOG_HEIGHT = 6;
  static final int P = 1;
  static final int TWICE_P = 2;
  static final int Q = 3;
  static final int AFTER_HIGH = 4;
  static final int AFTER_LOW = 5;
  static final int RESULT = 7;
  static final int INFINITE = 8;
  static final int UNREAD = 20;
  static final int UNREAD_DOUBLE = 21;
  static final int UNREAD_WIDE = 23;

  /// A point whose doubling could be falsified if it were checked mod 2^256 alone.
  static final int STEEP = 9;

  /// A point whose slope has a representative that the quotient's range excludes.
  static final int WIDE = 10;

  static final int UNREAD_DIGIT = 22;
  static final int UNREAD_ENTRY = 4;

  /// MEMORY addresses of the scalar of two digits, and of the running value between them.
  static final long SCALAR = 500;

  static final long RUNNING = 501;
  static final long UNREAD_RUNNING = 502;
  static final long SPLIT_IN = 600;
  static final long SPLIT_OUT = 700;

  /// The number of a SPLIT row of a small scalar, which has another representative below 2^254.
  static final int SMALL_SPLIT = 4;

  private final FixedValues fixed = new FixedValues(EcTable.TABLE.air(), LOG_HEIGHT);
  private final EcColumns c = EcTable.TABLE.columns();
  private final List<BusMessage> messages = new ArrayList<>();
  private final Map<Long, EcRows.Point> points = new HashMap<>();
  private final Map<Long, Long> reads = new HashMap<>();
  private final Map<Integer, Long> writers = new HashMap<>();
  private final TableWitness table = fixed.witness();
  private final EcRows rows = new EcRows(table);
  private int row;

  /// MEMORY address of a loaded point's first packed element.
  static long packed(int point) {
    return 1000 + 10L * point;
  }

  static BusMessage readElsewhere(long address, FrElement value) {
    return BusMessage.receive(RecursionBuses.MEMORY, FrElement.of(address), value);
  }

  static BusMessage writtenElsewhere(long address, FrElement value) {
    return BusMessage.send(RecursionBuses.MEMORY, FrElement.of(address), value);
  }

  static WitnessSet witness() {
    return new EcSample().build();
  }

  private WitnessSet build() {
    G1Point p = largePoint();
    G1Point q = G1Point.GENERATOR.times(FrElement.of(987654321)).negate();
    load(P, p);
    load(Q, q);
    load(INFINITE, G1Point.INFINITY);
    twice(P, TWICE_P);
    for (int entry = 1; entry < EcTable.ENTRIES; entry++) {
      add(TWICE_P, P, entry - 1, P, entry);
    }
    // Digits 19 (sign 1, entry 3) and 5 (sign 0, entry 10).
    FrElement running = FrElement.of(19);
    FrElement scalar = FrElement.of(19 * 32 + 5);
    digit(Q, P, AFTER_HIGH, 1, 3, 0, FrElement.ZERO, RUNNING, running, 1);
    digit(AFTER_HIGH, P, AFTER_LOW, 0, 10, RUNNING, running, SCALAR, scalar, -1);
    messages.add(writtenElsewhere(0, FrElement.ZERO));
    messages.add(writtenElsewhere(SCALAR, scalar));
    // The sum, Q + 7P − 21P + 2P, must be a loaded point.
    load(RESULT, q.minus(p.times(FrElement.of(12))));
    add(AFTER_LOW, TWICE_P, 0, RESULT, 0);
    fixed.set(row - 1, c.isFinal, 1);
    writers.remove(row - 1);
    rows.uses(row - 1, -1);
    read(RESULT, 0);
    // Results that nobody reads: whatever a forger makes of them is not noticed elsewhere.
    add(Q, P, 0, UNREAD, 0);
    load(STEEP, find(EcSample::falseTangent));
    twice(STEEP, UNREAD_DOUBLE);
    load(WIDE, find(EcSample::wideTangent));
    twice(WIDE, UNREAD_WIDE);
    FrElement first = FrElement.of(EcTable.ENTRIES + UNREAD_ENTRY);
    digit(Q, P, UNREAD_DIGIT, 1, UNREAD_ENTRY, 0, FrElement.ZERO, UNREAD_RUNNING, first, 1);
    messages.add(writtenElsewhere(0, FrElement.ZERO));
    messages.add(readElsewhere(UNREAD_RUNNING, first));
    for (int i = 0; i < 4; i++) {
      split(i, FrElement.of(1000 + i).pow(77 + i));
    }
    split(SMALL_SPLIT, FrElement.of(5));
    return finish("rows of every kind");
  }

  private WitnessSet finish(String name) {
    writers.forEach((writer, key) -> rows.uses(writer, reads.getOrDefault(key, 0L)));
    rows.finish();
    return new WitnessSet(name, List.of(table, Range16Table.witness(List.of(table))), messages);
  }

  /// A point whose coordinates have complements that leave room for another r below 2^254, and
  /// whose squared abscissa has another representative there.
  private static G1Point largePoint() {
    BigInteger bound = BigInteger.TWO.pow(254);
    BigInteger q = Fq.MODULUS;
    BigInteger least = q.add(Fr.MODULUS).subtract(bound);
    for (int k = 5; ; k++) {
      G1Point point = G1Point.GENERATOR.times(FrElement.of(k));
      BigInteger x = point.x().toBigInteger();
      BigInteger y = point.y().toBigInteger();
      BigInteger square = x.multiply(x).mod(q);
      if (x.compareTo(least) > 0 && y.compareTo(least) > 0 && square.add(q).compareTo(bound) > 0) {
        return point;
      }
    }
  }

  /// Whether 2λy − 3x² − Q·q = r·2^256 has a solution within the ranges of λ and Q.
  static Optional<BigInteger> falseTangent(BigInteger x, BigInteger y) {
    BigInteger q = Fq.MODULUS;
    BigInteger rest = x.multiply(x).multiply(BigInteger.valueOf(3)).add(Fr.MODULUS.shiftLeft(256));
    BigInteger slope = rest.multiply(y.shiftLeft(1).modInverse(q)).mod(q);
    for (BigInteger s : List.of(slope, slope.add(q))) {
      BigInteger quotient = s.multiply(y).shiftLeft(1).subtract(rest).divide(q);
      BigInteger shifted = quotient.add(CoordinateLimbs.SLOPE_QUOTIENT_OFFSET);
      if (s.bitLength() <= 254 && shifted.signum() >= 0 && shifted.bitLength() <= 256) {
        return Optional.of(s);
      }
    }
    return Optional.empty();
  }

  /// A representative below 2^254 of the tangent's slope whose quotient does not fit its pieces.
  static Optional<BigInteger> wideTangent(BigInteger x, BigInteger y) {
    BigInteger q = Fq.MODULUS;
    BigInteger rest = x.multiply(x).multiply(BigInteger.valueOf(3));
    BigInteger slope = rest.multiply(y.shiftLeft(1).modInverse(q)).mod(q).add(q);
    BigInteger quotient = slope.multiply(y).shiftLeft(1).subtract(rest).divide(q);
    boolean wide = quotient.add(CoordinateLimbs.SLOPE_QUOTIENT_OFFSET).bitLength() > 256;
    return slope.bitLength() <= 254 && wide ? Optional.of(slope) : Optional.empty();
  }

  /// The first multiple of the generator that some property of its coordinates holds for.
  private static G1Point find(BiFunction<BigInteger, BigInteger, Optional<?>> property) {
    G1Point point = G1Point.GENERATOR;
    while (property.apply(point.x().toBigInteger(), point.y().toBigInteger()).isEmpty()) {
      point = point.plus(G1Point.GENERATOR);
    }
    return point;
  }

  /// P + P by the formula for distinct points, which proves any slope.
  static WitnessSet equalPoints() {
    EcSample sample = new EcSample();
    sample.load(P, largePoint());
    EcRows.Point p = sample.read(P, 0);
    sample.read(P, 0);
    sample.fixed.set(sample.row, sample.c.isAdd, 1);
    sample.fixed.set(sample.row, sample.c.pointA, P).set(sample.row, sample.c.pointB, P);
    sample.rows.chordOf(sample.row, p, p, 1, BigInteger.valueOf(4321));
    sample.write(UNREAD, 0, p);
    sample.writers.remove(sample.row - 1);
    return sample.finish("P + P");
  }

  private static long key(int point, int entry) {
    return 100L * point + entry;
  }

  private EcRows.Point read(int point, int entry) {
    reads.merge(key(point, entry), 1L, Long::sum);
    return points.get(key(point, entry));
  }

  private EcRows.Point write(int point, int entry, EcRows.Point value) {
    points.put(key(point, entry), value);
    writers.put(row, key(point, entry));
    fixed.set(row, c.pointC, point).set(row, c.entryC, entry);
    row++;
    return value;
  }

  private void load(int point, G1Point value) {
    fixed.set(row, c.isLoad, 1).set(row, c.reads, 1).set(row, c.flagReads, 1);
    fixed.set(row, c.address0, packed(point)).set(row, c.address1, packed(point) + 1);
    List<FrElement> written = rows.load(row, value);
    for (int i = 0; i < written.size(); i++) {
      messages.add(readElsewhere(packed(point) + i, written.get(i)));
    }
    write(point, 0, EcRows.Point.of(value.isInfinity() ? G1Point.GENERATOR : value));
    fixed.set(row, c.isCanon, 1).set(row, c.pointA, point);
    rows.canon(row, read(point, 0));
    row++;
  }

  private void twice(int a, int to) {
    fixed.set(row, c.isDouble, 1).set(row, c.pointA, a).set(row, c.pointB, a);
    read(a, 0);
    write(to, 0, rows.twice(row, read(a, 0)));
  }

  private EcRows.Point add(int a, int b, int entryB, int to, int entryC) {
    fixed.set(row, c.isAdd, 1).set(row, c.pointA, a);
    fixed.set(row, c.pointB, b).set(row, c.entryB, entryB);
    rows.entry(row, entryB);
    return write(to, entryC, rows.add(row, read(a, 0), read(b, entryB), 1));
  }

  private void digit(
      int a,
      int b,
      int to,
      int sign,
      int entry,
      long address0,
      FrElement previous,
      long address1,
      FrElement next,
      int readsOfNext) {
    fixed.set(row, c.isAdd, 1).set(row, c.isDigit, 1);
    fixed.set(row, c.pointA, a).set(row, c.pointB, b);
    fixed.set(row, c.address0, address0).set(row, c.address1, address1);
    fixed.set(row, c.reads, readsOfNext);
    rows.digit(row, entry, previous, next);
    write(to, 0, rows.add(row, read(a, 0), read(b, entry), sign));
  }

  private void split(int number, FrElement value) {
    fixed.set(row, c.isSplit, 1).set(row, c.reads, 1);
    fixed.set(row, c.address0, SPLIT_IN + number).set(row, c.address1, SPLIT_OUT + number);
    messages.add(writtenElsewhere(SPLIT_IN + number, value));
    messages.add(readElsewhere(SPLIT_OUT + number, rows.split(row, value)));
    row++;
  }
}
