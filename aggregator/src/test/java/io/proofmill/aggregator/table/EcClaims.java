package io.proofmill.aggregator.table;

import io.proofmill.aggregator.table.EcForger.Identity;
import io.proofmill.algebra.Fq;
import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.proofsystem.lie.Forgery;
import io.proofmill.proofsystem.lie.Row;
import io.proofmill.proofsystem.lie.TableClaims;
import io.proofmill.verifier.constraint.Column;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What EC claims of its columns and labels, on [EcSample].
final class EcClaims {
  private static final EcColumns C = EcTable.TABLE.columns();
  private static final Map<Identity, String> NAMES =
      Map.of(Identity.SLOPE, "slope", Identity.X, "x", Identity.Y, "y");

  private EcClaims() {}

  static TableClaims claims() {
    TableClaims claims = TableClaims.of(EcTable.TABLE);
    ledger(claims);
    free(claims);
    identities(claims);
    pieces(claims);
    selections(claims);
    loads(claims);
    canonical(claims);
    messages(claims);
    return claims;
  }

  // What determines each column in the rows that use it.

  private static void ledger(TableClaims claims) {
    for (Column[] operand : new Column[][] {C.x1, C.y1, C.x2, C.y2}) {
      claims.argue(operand, "read from POINT in the rows that use it");
    }
    claims.argue(
        C.slope,
        "up to a multiple of q by the slope's identity, whose factor of λ is a unit;"
            + " in CANON and SPLIT ranged digits of a complement or of a scalar");
    claims.argue(C.x3, "up to a multiple of q by the second identity; advice in LOAD");
    claims.argue(C.y3, "up to a multiple of q by the third identity; by x3 and a sign in LOAD");
    claims.argue(C.slopeQuotient, "digits of the only multiple of q that fits the identity");
    claims.argue(C.xQuotient, "digits of the only multiple of q that fits the identity");
    claims.argue(C.yQuotient, "digits of the only multiple of q that fits the identity");
    claims.argue(C.slopeCarries, "digits of carries that the limb-wise checks give");
    claims.argue(C.xCarries, "digits of carries that the limb-wise checks give");
    claims.argue(C.yCarries, "digits of carries that the limb-wise checks give");
    claims.argue(C.inverse, "by distinct in ADD, zero elsewhere");
    claims.argue(C.entry, "bound to the digit in digit rows, fixed elsewhere");
    claims.argue(C.sign, "bound to the digit in digit rows, fixed elsewhere");
    claims.argue(C.port, "by pack, digit, split.in and split.out in the rows that use them");
    claims.argue(C.infinity, "advice in LOAD, which packs to zeros; zero elsewhere");
    claims.argue(C.borrow, "the carry of the lowest limbs in CANON and SPLIT");
    claims.argue(C.uses, "the number of reads, which the sum over POINT gives");
  }

  // Cells that a kind of row does not use.

  private static boolean any(Row row, Column... kinds) {
    for (Column kind : kinds) {
      if (!row.isZero(kind)) {
        return true;
      }
    }
    return false;
  }

  private static void free(TableClaims claims) {
    Predicate<Row> noA = r -> !any(r, C.isAdd, C.isDouble, C.isCanon);
    Predicate<Row> noCurve = r -> !any(r, C.isAdd, C.isDouble);
    Predicate<Row> inactive = r -> !any(r, C.isAdd, C.isDouble, C.isLoad);
    Predicate<Row> padding = r -> !any(r, C.isAdd, C.isDouble, C.isLoad, C.isCanon, C.isSplit);
    free(claims, C.x1, noA);
    free(claims, C.y1, noA);
    free(claims, C.x2, noCurve);
    free(claims, C.y2, noCurve);
    free(claims, C.slope, padding);
    free(claims, C.x3, padding);
    free(claims, C.y3, inactive);
    free(claims, C.slopeQuotient, inactive);
    free(claims, C.xQuotient, inactive);
    free(claims, C.yQuotient, noCurve);
    free(claims, C.slopeCarries, inactive);
    free(claims, C.xCarries, inactive);
    free(claims, C.yCarries, noCurve);
    Predicate<Row> noPorts = r -> !any(r, C.isLoad, C.isDigit, C.isSplit);
    free(claims, new Column[] {C.port[0], C.port[1]}, noPorts);
    free(claims, new Column[] {C.port[2]}, r -> !any(r, C.isLoad));
    claims.exempt(C.uses, "rows of this kind write no point", inactive);
    free(claims, new Column[] {C.borrow[0]}, r -> !any(r, C.isCanon, C.isSplit));
    free(claims, new Column[] {C.borrow[1]}, r -> !any(r, C.isCanon));
  }

  private static void free(TableClaims claims, Column[] columns, Predicate<Row> rows) {
    for (Column column : columns) {
      claims.exempt(column, "rows of this kind do not use it", rows);
    }
  }

  // Rows of the sample.

  private static int row(Forgery f, Column kind, int pointC) {
    return f.firstRow("EC", r -> !r.isZero(kind) && r.get(C.pointC).equals(FrElement.of(pointC)));
  }

  private static int unread(Forgery f) {
    return row(f, C.isAdd, EcSample.UNREAD);
  }

  private static TableClaims lie(
      TableClaims claims, String label, String name, Consumer<EcForger> forge) {
    return claims.lie(
        label,
        name,
        f -> {
          EcForger forger = new EcForger(f, unread(f));
          forge.accept(forger);
          forger.commit();
        });
  }

  private static EcRows.Point a(EcForger forger) {
    return new EcRows.Point(coordinate(forger, C.x1), coordinate(forger, C.y1));
  }

  private static EcRows.Point b(EcForger forger) {
    return new EcRows.Point(coordinate(forger, C.x2), coordinate(forger, C.y2));
  }

  private static BigInteger coordinate(EcForger forger, Column[] limbs) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 3; i >= 0; i--) {
      sum = sum.shiftLeft(64).add(forger.get(limbs[i]));
    }
    return sum;
  }

  /// A false result of one identity, with what follows from it made to fit.
  private static void falsify(TableClaims claims, String label, Identity identity, String missing) {
    lie(
        claims,
        label,
        "another result that satisfies everything else",
        forger -> {
          forger.falsify(identity, missing);
          BigInteger slope = forger.value(C.slope);
          int at = forger.row();
          if (identity == Identity.SLOPE) {
            forger.rows().chord(at, a(forger), b(forger), slope);
          } else if (identity == Identity.X) {
            forger.rows().ordinate(at, a(forger), slope, forger.value(C.x3));
          }
        });
  }

  /// Only a doubling can be false without the fifth position.
  private static void falseTangent(TableClaims claims, String label, Consumer<EcForger> finish) {
    claims.lie(
        label,
        "r06: a tangent that is off by r·2^256",
        f -> {
          EcForger forger = new EcForger(f, row(f, C.isDouble, EcSample.UNREAD_DOUBLE));
          EcRows.Point a = a(forger);
          BigInteger slope = EcSample.falseTangent(a.x(), a.y()).orElseThrow();
          forger.falseTangent(slope);
          forger.rows().chord(forger.row(), a, a, slope);
          finish.accept(forger);
          forger.commit();
        });
  }

  private static void identities(TableClaims claims) {
    falseTangent(claims, "slope.high", EcForger::honestLastCarry);
    falseTangent(claims, C.slopeCarries[14].name(), _ -> {});
    for (String check : List.of("low", "middle", "native")) {
      falsify(claims, "slope." + check, Identity.SLOPE, check);
    }
    for (Identity identity : List.of(Identity.X, Identity.Y)) {
      for (String check : List.of("low", "high", "native")) {
        falsify(claims, NAMES.get(identity) + "." + check, identity, check);
      }
    }
  }

  // Lookups.

  private static void pieces(TableClaims claims) {
    for (Column[] pieces :
        new Column[][] {C.slope, C.x3, C.y3, C.slopeQuotient, C.xQuotient, C.yQuotient}) {
      for (int k = 0; k < 15; k++) {
        int at = k;
        lie(
            claims,
            pieces[k].name(),
            "2^16 in a piece instead of 1 in the next",
            forger -> {
              forger.add(pieces[at], 1 << 16);
              forger.add(pieces[at + 1], -1);
              forger.carry();
            });
      }
    }
    for (Identity identity : Identity.values()) {
      Column[] carries = EcForger.carries(identity);
      for (int k = 0; k < carries.length; k++) {
        int at = k;
        if (k % 5 < 4) {
          lie(
              claims,
              carries[k].name(),
              "2^16 in a piece instead of 1 in the next",
              forger -> {
                forger.add(carries[at], 1 << 16);
                forger.add(carries[at + 1], -1);
              });
        } else if (k < 14) {
          falsify(claims, carries[k].name(), identity, "carry" + k / 5);
        }
      }
      if (identity != Identity.SLOPE) {
        falsify(claims, EcForger.quotient(identity)[15].name(), identity, "quotient");
      }
    }
    claims.lie(
        C.slopeQuotient[15].name(),
        "a slope whose quotient is beyond 2^256",
        f -> {
          EcForger forger = new EcForger(f, row(f, C.isDouble, EcSample.UNREAD_WIDE));
          EcRows.Point a = a(forger);
          BigInteger slope = EcSample.wideTangent(a.x(), a.y()).orElseThrow();
          forger.rows().chord(forger.row(), a, a, slope);
          forger.settle();
          forger.commit();
        });
    for (Column[] pieces : new Column[][] {C.slope, C.x3, C.y3}) {
      lie(
          claims,
          pieces[15].name(),
          "a negative representative",
          forger -> {
            forger.setValue(pieces, forger.value(pieces).subtract(Fq.MODULUS));
            forger.settle();
          });
      claims.lie(
          pieces[15].name() + ".top",
          "a representative of 2^254 or more",
          f -> {
            EcForger forger =
                pieces == C.slope
                    ? new EcForger(f, row(f, C.isLoad, EcSample.P))
                    : unreadBeyond(f, pieces);
            forger.setValue(pieces, forger.value(pieces).add(Fq.MODULUS));
            forger.settle();
            forger.commit();
          });
    }
  }

  /// A row that nobody reads whose result has a second representative of 2^254 or more.
  private static EcForger unreadBeyond(Forgery f, Column[] pieces) {
    for (int point : new int[] {EcSample.UNREAD_DOUBLE, EcSample.UNREAD_WIDE}) {
      EcForger forger = new EcForger(f, row(f, C.isDouble, point));
      if (forger.value(pieces).add(Fq.MODULUS).bitLength() > 254) {
        return forger;
      }
    }
    return new EcForger(f, unread(f));
  }

  // Signs, entries, digits, distinct points.

  private static void selections(TableClaims claims) {
    claims.lieFrom("distinct", "r21: P + P with any slope", EcSample::equalPoints);
    claims.lie(
        "distinct.unused",
        "an inverse of nothing",
        f -> f.set("EC", row(f, C.isLoad, EcSample.P), C.inverse, 5));
    lie(
        claims,
        "sign.plain",
        "subtracts instead of adding",
        forger -> {
          EcRows.Point a = a(forger);
          forger.rows().add(forger.row(), a, b(forger), 0);
          forger.inverse();
        });
    claims.lie(
        "entry.plain",
        "adds 7P instead of P",
        f -> {
          int from = f.firstRow("EC", r -> r.get(C.entryC).equals(FrElement.of(3)));
          EcForger source = new EcForger(f, from);
          EcForger forger = new EcForger(f, unread(f));
          EcRows.Point b = new EcRows.Point(source.value(C.x3), source.value(C.y3));
          forger.rows().add(forger.row(), a(forger), b, 1);
          forger.rows().entry(forger.row(), 3);
          forger.inverse();
          forger.commit();
        });
    claims.lie(
        "sign.bool",
        "adds three times a table entry",
        f -> {
          EcForger forger = new EcForger(f, row(f, C.isAdd, EcSample.UNREAD_DIGIT));
          forger.set(C.sign, BigInteger.TWO);
          EcRows.Point a = a(forger);
          EcRows.Point b = b(forger);
          BigInteger rise = b.y().multiply(BigInteger.valueOf(3)).subtract(a.y());
          BigInteger slope =
              rise.multiply(b.x().subtract(a.x()).modInverse(Fq.MODULUS)).mod(Fq.MODULUS);
          forger.setValue(C.slope, slope);
          forger.rows().chord(forger.row(), a, b, slope);
          forger.settle();
          // v = 15 − entry + 2·(2·entry + 1)
          port1(f, forger, FrElement.of(17 + 3L * EcSample.UNREAD_ENTRY));
        });
    claims.lie(
        "digit",
        "passes on another running value",
        f -> port1(f, new EcForger(f, row(f, C.isAdd, EcSample.UNREAD_DIGIT)), FrElement.of(4)));
    claims.lie(
        "final",
        "a sum that is not compared",
        f -> {
          f.set("EC", row(f, C.isAdd, EcSample.RESULT), C.uses, 0);
          f.set("EC", row(f, C.isLoad, EcSample.RESULT), C.uses, 1);
          f.keepMultiplicities();
        });
  }

  private static void port1(Forgery f, EcForger forger, FrElement value) {
    FrElement old = FrElement.of(forger.get(C.port[1]));
    forger.set(C.port[1], value.toBigInteger());
    forger.commit();
    f.replaceMessage(
        EcSample.readElsewhere(EcSample.UNREAD_RUNNING, old),
        EcSample.readElsewhere(EcSample.UNREAD_RUNNING, value));
  }

  // LOAD.

  private static void replaceRead(Forgery f, long address, FrElement old, FrElement value) {
    f.replaceMessage(EcSample.readElsewhere(address, old), EcSample.readElsewhere(address, value));
  }

  private static void loads(TableClaims claims) {
    claims.lie(
        "infinity.bool",
        "r22: an infinity flag of two",
        f -> {
          int row = row(f, C.isLoad, EcSample.P);
          long address = EcSample.packed(EcSample.P);
          for (int i = 0; i < 3; i++) {
            FrElement old = f.get("EC", row, C.port[i]);
            f.set("EC", row, C.port[i], old.negate());
            replaceRead(f, address + i, old, old.negate());
          }
          f.set("EC", row, C.infinity, 2);
          replaceRead(f, address + 3, FrElement.ZERO, FrElement.of(2));
        });
    claims.lie(
        "infinity.unused", "a flag outside LOAD", f -> f.set("EC", unread(f), C.infinity, 1));
    for (int i = 0; i < 3; i++) {
      int at = i;
      claims.lie(
          "pack[" + i + "]",
          "another packing",
          f -> {
            int row = row(f, C.isLoad, EcSample.P);
            FrElement old = f.get("EC", row, C.port[at]);
            f.set("EC", row, C.port[at], FrElement.of(9));
            replaceRead(f, EcSample.packed(EcSample.P) + at, old, FrElement.of(9));
          });
    }
  }

  // CANON and SPLIT.

  private static void canonical(TableClaims claims) {
    for (int i = 0; i < 2; i++) {
      int at = i;
      claims.lie(
          "borrow[" + i + "].bool",
          "a carry of two where none is used",
          f -> f.set("EC", unread(f), C.borrow[at], 2));
      String label = i == 0 ? "canon.x" : "canon.y";
      Column[] cells = i == 0 ? C.slope : C.x3;
      claims.lie(
          label,
          "a complement that only fits mod 2^64",
          f -> f.set("EC", canon(f), cells[5], 12345));
      claims.lie(
          label + ".low",
          "r21: a coordinate whose complement only fits mod r",
          f -> {
            EcForger forger = new EcForger(f, canon(f));
            forger.setValue(cells, forger.value(cells).add(Fr.MODULUS));
            forger.commit();
          });
    }
    claims.lie(
        "split",
        "a complement that only fits mod 2^64",
        f -> f.set("EC", split(f, 0), C.x3[5], 12345));
    claims.lie(
        "split.low",
        "r16: the low bits of the scalar plus r",
        f -> {
          EcForger forger = new EcForger(f, split(f, EcSample.SMALL_SPLIT));
          BigInteger value = forger.value(C.slope).add(Fr.MODULUS);
          forger.setValue(C.slope, value);
          BigInteger low = value.mod(BigInteger.TWO.pow(128));
          FrElement old = FrElement.of(forger.get(C.port[1]));
          forger.set(C.port[1], low);
          forger.commit();
          replaceRead(f, EcSample.SPLIT_OUT + EcSample.SMALL_SPLIT, old, FrElement.of(low));
        });
    claims.lie(
        "split.in",
        "another scalar is split",
        f -> {
          int row = split(f, 0);
          FrElement old = f.get("EC", row, C.port[0]);
          FrElement other = old.plus(FrElement.ONE);
          f.set("EC", row, C.port[0], other);
          f.replaceMessage(
              EcSample.writtenElsewhere(EcSample.SPLIT_IN, old),
              EcSample.writtenElsewhere(EcSample.SPLIT_IN, other));
        });
    claims.lie(
        "split.out",
        "another low half",
        f -> {
          int row = split(f, 0);
          FrElement old = f.get("EC", row, C.port[1]);
          f.set("EC", row, C.port[1], 3);
          replaceRead(f, EcSample.SPLIT_OUT, old, FrElement.of(3));
        });
  }

  private static int canon(Forgery f) {
    return f.firstRow(
        "EC", r -> !r.isZero(C.isCanon) && r.get(C.pointA).equals(FrElement.of(EcSample.P)));
  }

  private static int split(Forgery f, int number) {
    return f.firstRow(
        "EC",
        r ->
            !r.isZero(C.isSplit)
                && r.get(C.address0).equals(FrElement.of(EcSample.SPLIT_IN + number)));
  }

  // Messages.

  private static void messages(TableClaims claims) {
    long packed = EcSample.packed(EcSample.P);
    for (int i = 0; i < 3; i++) {
      int at = i;
      claims.lie(
          "port[" + i + "]",
          "what is read is not what was written",
          f ->
              replaceRead(
                  f,
                  packed + at,
                  f.get("EC", row(f, C.isLoad, EcSample.P), C.port[at]),
                  FrElement.of(1)));
    }
    claims.lie(
        "infinity",
        "a finite point is read as infinity",
        f -> replaceRead(f, packed + 3, FrElement.ZERO, FrElement.ONE));
    G1Point other = G1Point.GENERATOR.times(FrElement.of(31));
    lie(
        claims,
        "operandA",
        "adds to a point of its own",
        forger -> {
          forger.rows().add(forger.row(), EcRows.Point.of(other), b(forger), 1);
          forger.inverse();
        });
    lie(
        claims,
        "operandB",
        "adds a point of its own",
        forger -> {
          forger.rows().add(forger.row(), a(forger), EcRows.Point.of(other), 1);
          forger.inverse();
        });
    claims.lie(
        "result",
        "offers a result that nobody reads",
        f -> {
          f.set("EC", unread(f), C.uses, 1);
          f.keepMultiplicities();
        });
  }
}
