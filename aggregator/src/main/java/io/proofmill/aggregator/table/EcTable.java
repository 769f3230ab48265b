package io.proofmill.aggregator.table;

import static io.proofmill.aggregator.table.CoordinateLimbs.BASE;
import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_OFFSET;
import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_PIECES;
import static io.proofmill.aggregator.table.CoordinateLimbs.LIMBS;
import static io.proofmill.aggregator.table.CoordinateLimbs.PIECES;
import static io.proofmill.aggregator.table.CoordinateLimbs.PIECES_PER_LIMB;
import static io.proofmill.aggregator.table.CoordinateLimbs.PIECE_BITS;
import static io.proofmill.aggregator.table.CoordinateLimbs.QUOTIENT_OFFSET;
import static io.proofmill.aggregator.table.CoordinateLimbs.SLOPE_QUOTIENT_OFFSET;

import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fr;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.DefinedTable;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.math.BigInteger;

/// Proves curve operations of BN254's G1 over its base field, one per row, on points at fixed
/// addresses of the write-once memory POINT. Assumes that each address of MEMORY and POINT has one
/// writer. Degree 5. Kinds of rows, by fixed selectors:
///
/// - ADD: C = A ± B for x(A) ≢ x(B). B is `(pointB, entryB)`, or, in a *digit* row, an odd multiple
///   chosen by a digit of a scalar, which the row also shifts into a running value.
/// - DOUBLE: C = 2A (B must be A).
/// - LOAD: C is any point of the curve; with a flag that says "read me as infinity"; its packed
///   transcript elements (zeros for infinity) and the flag are written to MEMORY.
/// - CANON: both coordinates of A are below q.
/// - SPLIT: a scalar from MEMORY, decomposed canonically; its low 128 bits are written back.
///
/// Coordinates are integers below 2^254 that stand for their class mod q. An identity `E = Q·q`
/// over the integers is checked mod r and, limb-wise with ranged carries, mod 2^320 or 2^256; the
/// bounds are in [CoordinateLimbs] (R6). See `docs/circuits/recursion-ec.md`.
public final class EcTable implements TableDefinition<EcColumns> {
  /// The compiled table.
  public static final DefinedTable<EcColumns> TABLE = new EcTable().compile();

  /// Bits of a digit: windows of the multi-scalar multiplication.
  public static final int WINDOW_BITS = 5;

  /// Odd multiples P, 3P … 31P kept of each point.
  public static final int ENTRIES = 1 << (WINDOW_BITS - 1);

  /// Digits of a scalar: 51 · 5 = 255 bits hold every residue mod r.
  public static final int WINDOWS = 51;

  private EcTable() {}

  @Override
  public String name() {
    return "EC";
  }

  @Override
  public int degree() {
    return 5;
  }

  @Override
  public int packing() {
    return 16;
  }

  @Override
  public EcColumns layout(TableBuilder t) {
    return new EcColumns(t);
  }

  @Override
  public void constrain(TableBuilder t, EcColumns c) {
    ranges(t, c);
    Forms f = new Forms(t, c);
    slope(t, c, f);
    abscissa(t, c, f);
    ordinate(t, c, f);
    distinct(t, c, f);
    digit(t, c);
    load(t, c, f);
    canonical(t, c, f);
    memory(t, c, f);
  }

  private static void ranges(TableBuilder t, EcColumns c) {
    for (Column[] pieces :
        new Column[][] {
          c.slope,
          c.x3,
          c.y3,
          c.slopeQuotient,
          c.xQuotient,
          c.yQuotient,
          c.slopeCarries,
          c.xCarries,
          c.yCarries
        }) {
      for (Column piece : pieces) {
        t.range16(piece.name(), piece);
      }
    }
    // Below 2^254: the top piece below 2^14.
    for (Column[] pieces : new Column[][] {c.slope, c.x3, c.y3}) {
      below(t, pieces[PIECES - 1], 14);
    }
  }

  /// `piece < 2^bits`, given that it is below 2^16: nor does it reach 2^16 when raised.
  private static void below(TableBuilder t, Column piece, int bits) {
    t.range16(piece.name() + ".top", piece.plus((1L << PIECE_BITS) - (1L << bits)));
  }

  /// Linear forms of the cells that several identities share.
  private static final class Forms {
    final Expr active;
    final Expr curve;
    final Expr[] x1;
    final Expr[] y1;
    final Expr[] x2;
    final Expr[] y2;
    final Expr[] slope;
    final Expr[] x3;
    final Expr[] y3;
    final Expr[] slopeQuotient;
    final Expr[] xQuotient;
    final Expr[] yQuotient;
    final BigInteger[] q = CoordinateLimbs.limbs(Fq.MODULUS);

    Forms(TableBuilder t, EcColumns c) {
      curve = c.isAdd.plus(c.isDouble);
      active = curve.plus(c.isLoad);
      x1 = c.x1;
      y1 = c.y1;
      x2 = c.x2;
      y2 = c.y2;
      slope = limbs(c.slope);
      x3 = limbs(c.x3);
      y3 = limbs(c.y3);
      slopeQuotient = limbs(c.slopeQuotient);
      xQuotient = limbs(c.xQuotient);
      yQuotient = limbs(c.yQuotient);
      // The offsets are multiples of 2^192: they sit in the top limb.
      slopeQuotient[3] = slopeQuotient[3].minus(SLOPE_QUOTIENT_OFFSET.shiftRight(192));
      xQuotient[3] = xQuotient[3].minus(QUOTIENT_OFFSET.shiftRight(192));
      yQuotient[3] = yQuotient[3].minus(QUOTIENT_OFFSET.shiftRight(192));
    }
  }

  private static Expr[] limbs(Column[] pieces) {
    Expr[] out = new Expr[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      out[i] = integer(pieces, i * PIECES_PER_LIMB, (i + 1) * PIECES_PER_LIMB);
    }
    return out;
  }

  /// The integer in pieces `from` to `to − 1`.
  private static Expr integer(Expr[] pieces, int from, int to) {
    Expr sum = pieces[to - 1];
    for (int i = to - 2; i >= from; i--) {
      sum = sum.times(1L << PIECE_BITS).plus(pieces[i]);
    }
    return sum;
  }

  /// The coordinate as a scalar-field element.
  private static Expr residue(Expr[] limbs) {
    Expr sum = limbs[LIMBS - 1];
    for (int i = LIMBS - 2; i >= 0; i--) {
      sum = sum.times(BASE).plus(limbs[i]);
    }
    return sum;
  }

  /// Position k of the product of two limb vectors.
  private static Expr product(Expr[] a, Expr[] b, int k) {
    Expr sum = null;
    for (int i = Math.max(0, k - LIMBS + 1); i <= Math.min(k, LIMBS - 1); i++) {
      Expr term = a[i].times(b[k - i]);
      sum = sum == null ? term : sum.plus(term);
    }
    return sum;
  }

  /// Position k of the square of a limb vector.
  private static Expr square(Expr[] a, int k) {
    Expr sum = null;
    for (int i = Math.max(0, k - LIMBS + 1); 2 * i <= k; i++) {
      Expr term = 2 * i == k ? a[i].square() : a[i].times(a[k - i]).times(2);
      sum = sum == null ? term : sum.plus(term);
    }
    return sum;
  }

  private static Expr timesModulus(Expr[] quotient, BigInteger[] q, int k) {
    Expr sum = null;
    for (int i = Math.max(0, k - LIMBS + 1); i <= Math.min(k, LIMBS - 1); i++) {
      Expr term = quotient[i].times(q[k - i]);
      sum = sum == null ? term : sum.plus(term);
    }
    return sum;
  }

  /// λ·(x₂ − x₁) = ±y₂ − y₁ in ADD; 2λ·y₁ = 3x₁² in DOUBLE; λ = x₃² in LOAD.
  private static void slope(TableBuilder t, EcColumns c, Forms f) {
    Expr[] factor = new Expr[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      factor[i] = c.isAdd.times(f.x2[i].minus(f.x1[i])).plus(c.isDouble.times(f.y1[i]).times(2));
    }
    Expr signed = c.sign.times(2).minus(1);
    Expr[] e = new Expr[LIMBS + 1];
    for (int k = 0; k <= LIMBS; k++) {
      e[k] =
          product(f.slope, factor, k)
              .minus(c.isDouble.times(square(f.x1, k)).times(3))
              .plus(c.isLoad.times(square(f.x3, k)))
              .minus(f.active.times(timesModulus(f.slopeQuotient, f.q, k)));
      if (k < LIMBS) {
        e[k] =
            e[k].plus(c.isAdd.times(f.y1[k].minus(signed.times(f.y2[k]))))
                .minus(c.isLoad.times(f.slope[k]));
      }
    }
    Expr low = carry(c.slopeCarries, 0);
    Expr middle = carry(c.slopeCarries, 1);
    Expr high = carry(c.slopeCarries, 2);
    t.assertEqual("slope.low", e[0].plus(e[1].times(BASE)), f.active.times(low).times(BASE.pow(2)));
    t.assertEqual(
        "slope.middle",
        e[2].plus(e[3].times(BASE)).plus(f.active.times(low)),
        f.active.times(middle).times(BASE.pow(2)));
    t.assertEqual(
        "slope.high", e[4].plus(f.active.times(middle)), f.active.times(high).times(BASE));
    Expr residue =
        residue(f.slope)
            .times(residue(factor))
            .minus(c.isDouble.times(residue(f.x1).square()).times(3))
            .plus(c.isLoad.times(residue(f.x3).square()))
            .plus(c.isAdd.times(residue(f.y1).minus(signed.times(residue(f.y2)))))
            .minus(c.isLoad.times(residue(f.slope)));
    t.assertEqual(
        "slope.native", residue, f.active.times(residue(f.slopeQuotient)).times(Fq.MODULUS));
  }

  /// λ² = x₁ + x₂ + x₃ in ADD and DOUBLE; y₃² = λ·x₃ + 3 in LOAD, λ being x₃².
  private static void abscissa(TableBuilder t, EcColumns c, Forms f) {
    Expr[] e = new Expr[LIMBS];
    for (int k = 0; k < LIMBS; k++) {
      Expr onCurve = square(f.y3, k).minus(product(f.slope, f.x3, k));
      if (k == 0) {
        onCurve = onCurve.minus(3);
      }
      e[k] =
          f.curve
              .times(square(f.slope, k).minus(f.x1[k]).minus(f.x2[k]).minus(f.x3[k]))
              .plus(c.isLoad.times(onCurve))
              .minus(f.active.times(timesModulus(f.xQuotient, f.q, k)));
    }
    carries(t, "x", e, f.active, c.xCarries);
    Expr slope = residue(f.slope);
    Expr residue =
        f.curve
            .times(slope.square().minus(residue(f.x1)).minus(residue(f.x2)).minus(residue(f.x3)))
            .plus(
                c.isLoad.times(residue(f.y3).square().minus(slope.times(residue(f.x3))).minus(3)));
    t.assertEqual("x.native", residue, f.active.times(residue(f.xQuotient)).times(Fq.MODULUS));
  }

  /// λ·(x₁ − x₃) = y₁ + y₃ in ADD and DOUBLE.
  private static void ordinate(TableBuilder t, EcColumns c, Forms f) {
    Expr[] difference = new Expr[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      difference[i] = f.x1[i].minus(f.x3[i]);
    }
    Expr[] e = new Expr[LIMBS];
    for (int k = 0; k < LIMBS; k++) {
      e[k] =
          f.curve.times(
              product(f.slope, difference, k)
                  .minus(f.y1[k])
                  .minus(f.y3[k])
                  .minus(timesModulus(f.yQuotient, f.q, k)));
    }
    carries(t, "y", e, f.curve, c.yCarries);
    Expr residue =
        residue(f.slope)
            .times(residue(f.x1).minus(residue(f.x3)))
            .minus(residue(f.y1))
            .minus(residue(f.y3));
    t.assertZero("y.native", f.curve.times(residue.minus(residue(f.yQuotient).times(Fq.MODULUS))));
  }

  /// Positions 0 to 3 of an identity: zero mod 2^256.
  private static void carries(
      TableBuilder t, String label, Expr[] e, Expr enabled, Column[] pieces) {
    Expr low = carry(pieces, 0);
    Expr high = carry(pieces, 1);
    t.assertEqual(
        label + ".low", e[0].plus(e[1].times(BASE)), enabled.times(low).times(BASE.pow(2)));
    t.assertEqual(
        label + ".high",
        e[2].plus(e[3].times(BASE)).plus(enabled.times(low)),
        enabled.times(high).times(BASE.pow(2)));
  }

  private static Expr carry(Column[] pieces, int number) {
    return integer(pieces, number * CARRY_PIECES, (number + 1) * CARRY_PIECES).minus(CARRY_OFFSET);
  }

  /// In ADD, x₁ ≢ x₂ (mod q): their difference as integers is none of −q, 0, q, since it is none of
  /// them mod r (R21).
  private static void distinct(TableBuilder t, EcColumns c, Forms f) {
    Expr d = residue(f.x1).minus(residue(f.x2));
    BigInteger q = Fq.MODULUS.mod(Fr.MODULUS);
    Expr excluded = d.times(d.square().minus(q.multiply(q)));
    t.assertZero("distinct", c.isAdd.times(excluded.times(c.inverse).minus(1)));
    t.assertZero("distinct.unused", c.isAdd.not().times(c.inverse));
  }

  /// A digit v of 5 bits stands for the odd number 2v − 31: with sign 1 it is v = 16 + entry, with
  /// sign 0 it is v = 15 − entry. Running value: next = 32·previous + v. `entry` is below 16 since
  /// POINT has no other multiples.
  private static void digit(TableBuilder t, EcColumns c) {
    t.assertBool("sign.bool", c.sign);
    t.assertZero("sign.plain", c.isDigit.not().times(c.sign.minus(c.isAdd)));
    t.assertZero("entry.plain", c.isDigit.not().times(c.entry.minus(c.entryB)));
    Expr v = c.sign.times(c.entry.times(2).plus(1)).minus(c.entry).plus(ENTRIES - 1);
    t.assertZero(
        "digit", c.isDigit.times(c.port[1].minus(c.port[0].times(1L << WINDOW_BITS)).minus(v)));
  }

  /// The packing of the transcript: x₀ + 2^96·x₁, x₂ + 2^64·y₀ and y₁ + 2^96·y₂ over limbs of 96,
  /// 96 and 62 bits; zeros for infinity (R22).
  private static void load(TableBuilder t, EcColumns c, Forms f) {
    t.assertBool("infinity.bool", c.infinity);
    t.assertZero("infinity.unused", c.isLoad.not().times(c.infinity));
    Expr[] packed = {
      integer(c.x3, 0, 12),
      integer(c.y3, 0, 6).times(BASE).plus(integer(c.x3, 12, 16)),
      integer(c.y3, 6, 16)
    };
    for (int i = 0; i < packed.length; i++) {
      t.assertZero(
          "pack[" + i + "]", c.isLoad.times(c.port[i].minus(c.infinity.not().times(packed[i]))));
    }
  }

  /// `a + b = m − 1` as integers for a, b < 2^254 shows a < m. The sum is checked mod r and mod
  /// 2^64. CANON: x₁ and y₁ against q, the complements in the cells of λ and x₃. SPLIT: λ against
  /// r, its complement in x₃.
  private static void canonical(TableBuilder t, EcColumns c, Forms f) {
    BigInteger q = Fq.MODULUS.subtract(BigInteger.ONE);
    BigInteger r = Fr.MODULUS.subtract(BigInteger.ONE);
    t.assertBool("borrow[0].bool", c.borrow[0]);
    t.assertBool("borrow[1].bool", c.borrow[1]);
    t.assertZero("canon.x", c.isCanon.times(residue(f.x1).plus(residue(f.slope)).minus(q)));
    t.assertZero("canon.x.low", c.isCanon.times(lowSum(f.x1[0].plus(f.slope[0]), q, c.borrow[0])));
    t.assertZero("canon.y", c.isCanon.times(residue(f.y1).plus(residue(f.x3)).minus(q)));
    t.assertZero("canon.y.low", c.isCanon.times(lowSum(f.y1[0].plus(f.x3[0]), q, c.borrow[1])));
    t.assertZero("split", c.isSplit.times(residue(f.slope).plus(residue(f.x3)).minus(r)));
    t.assertZero("split.low", c.isSplit.times(lowSum(f.slope[0].plus(f.x3[0]), r, c.borrow[0])));
    t.assertZero("split.in", c.isSplit.times(c.port[0].minus(residue(f.slope))));
    t.assertZero(
        "split.out", c.isSplit.times(c.port[1].minus(f.slope[0]).minus(f.slope[1].times(BASE))));
  }

  private static Expr lowSum(Expr sum, BigInteger total, Expr borrow) {
    return sum.minus(CoordinateLimbs.limb(total, 0)).minus(borrow.times(BASE));
  }

  private static void memory(TableBuilder t, EcColumns c, Forms f) {
    Expr loads = c.isLoad.times(c.reads);
    t.send(
        "port[0]",
        RecursionBuses.MEMORY,
        loads.minus(c.isDigit).minus(c.isSplit),
        c.address0,
        c.port[0]);
    t.send("port[1]", RecursionBuses.MEMORY, c.reads, c.address1, c.port[1]);
    t.send("port[2]", RecursionBuses.MEMORY, loads, c.address1.plus(1), c.port[2]);
    t.send("infinity", RecursionBuses.MEMORY, c.flagReads, c.address1.plus(2), c.infinity);

    t.receive(
        "operandA",
        RecursionBuses.POINT,
        f.curve.plus(c.isCanon),
        point(c.pointA, t.constant(0), f.x1, f.y1));
    t.receive("operandB", RecursionBuses.POINT, f.curve, point(c.pointB, c.entry, f.x2, f.y2));
    // How often a result is read depends on digits, so `uses` is free; each address has one writer.
    // The last addition of a sum reads instead: its result must be what a LOAD wrote there.
    t.send(
        "result",
        RecursionBuses.POINT,
        f.active.times(c.uses),
        point(c.pointC, c.entryC, f.x3, f.y3));
    t.assertZero("final", c.isFinal.times(c.uses.plus(1)));
  }

  private static Expr[] point(Expr number, Expr entry, Expr[] x, Expr[] y) {
    return new Expr[] {number, entry, x[0], x[1], x[2], x[3], y[0], y[1], y[2], y[3]};
  }
}
