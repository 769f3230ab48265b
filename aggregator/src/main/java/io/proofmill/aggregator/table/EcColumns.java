package io.proofmill.aggregator.table;

import static io.proofmill.aggregator.table.CoordinateLimbs.CARRY_PIECES;
import static io.proofmill.aggregator.table.CoordinateLimbs.LIMBS;
import static io.proofmill.aggregator.table.CoordinateLimbs.PIECES;

import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.TableBuilder;

/// The columns of [EcTable]. Pieces are 16 bits each, looked up; a row leaves the cells that its
/// kind does not use unconstrained but for those lookups.
public final class EcColumns {
  // Fixed: the kind of row, points and addresses.
  /// C = A ± B.
  final Column isAdd;

  /// C = 2A.
  final Column isDouble;

  /// C is advice on the curve.
  final Column isLoad;

  /// A has canonical coordinates.
  final Column isCanon;

  /// A scalar's low 128 bits.
  final Column isSplit;

  /// ADD rows whose B is chosen by a digit.
  final Column isDigit;

  /// ADD rows whose result must be a point that is written elsewhere.
  final Column isFinal;

  final Column pointA;
  final Column pointB;
  final Column entryB;
  final Column pointC;
  final Column entryC;

  /// MEMORY address of port 0.
  final Column address0;

  /// MEMORY address of port 1; port 2 and the infinity flag follow it.
  final Column address1;

  /// How often port 1 is read elsewhere, −1 where the row itself reads; in LOAD rows of all ports.
  final Column reads;

  /// How often the infinity flag is read.
  final Column flagReads;

  // Main.
  /// Limbs of A; from POINT.
  final Column[] x1;

  final Column[] y1;

  /// Limbs of B; from POINT.
  final Column[] x2;

  final Column[] y2;

  /// λ in ADD and DOUBLE: the only solution, since x₂ − x₁ and 2y₁ are units mod q. x₃² in LOAD; a
  /// complement in CANON; the scalar in SPLIT.
  final Column[] slope;

  /// The result, mod q determined by λ; advice in LOAD.
  final Column[] x3;

  final Column[] y3;

  /// Quotients by q, offset; determined by the native identities.
  final Column[] slopeQuotient;

  final Column[] xQuotient;
  final Column[] yQuotient;

  /// Carries of the limb-wise checks, offset; determined by them.
  final Column[] slopeCarries;

  final Column[] xCarries;
  final Column[] yCarries;

  /// Shows x₁ ≢ x₂.
  final Column inverse;

  /// 1 adds B, 0 subtracts it.
  final Column sign;

  /// Which odd multiple is B.
  final Column entry;

  /// Values exchanged with MEMORY.
  final Column[] port;

  /// LOAD: the point stands for infinity.
  final Column infinity;

  /// How often POINT is asked for the result; free.
  final Column uses;

  /// Carries out of the lowest limb in canonicity checks.
  final Column[] borrow;

  EcColumns(TableBuilder t) {
    isAdd = t.fixed("isAdd");
    isDouble = t.fixed("isDouble");
    isLoad = t.fixed("isLoad");
    isCanon = t.fixed("isCanon");
    isSplit = t.fixed("isSplit");
    isDigit = t.fixed("isDigit");
    isFinal = t.fixed("isFinal");
    pointA = t.fixed("pointA");
    pointB = t.fixed("pointB");
    entryB = t.fixed("entryB");
    pointC = t.fixed("pointC");
    entryC = t.fixed("entryC");
    address0 = t.fixed("address0");
    address1 = t.fixed("address1");
    reads = t.fixed("reads");
    flagReads = t.fixed("flagReads");
    x1 = t.main("x1", LIMBS);
    y1 = t.main("y1", LIMBS);
    x2 = t.main("x2", LIMBS);
    y2 = t.main("y2", LIMBS);
    slope = t.main("slope", PIECES);
    x3 = t.main("x3", PIECES);
    y3 = t.main("y3", PIECES);
    slopeQuotient = t.main("slopeQuotient", PIECES);
    xQuotient = t.main("xQuotient", PIECES);
    yQuotient = t.main("yQuotient", PIECES);
    slopeCarries = t.main("slopeCarry", 3 * CARRY_PIECES);
    xCarries = t.main("xCarry", 2 * CARRY_PIECES);
    yCarries = t.main("yCarry", 2 * CARRY_PIECES);
    inverse = t.main("inverse");
    sign = t.main("sign");
    entry = t.main("entry");
    port = t.main("port", 3);
    infinity = t.main("infinity");
    uses = t.main("uses");
    borrow = t.main("borrow", 2);
  }

  // The fixed columns, for programs.

  public Column isAdd() {
    return isAdd;
  }

  public Column isDouble() {
    return isDouble;
  }

  public Column isLoad() {
    return isLoad;
  }

  public Column isCanon() {
    return isCanon;
  }

  public Column isSplit() {
    return isSplit;
  }

  public Column isDigit() {
    return isDigit;
  }

  public Column isFinal() {
    return isFinal;
  }

  public Column pointA() {
    return pointA;
  }

  public Column pointB() {
    return pointB;
  }

  public Column entryB() {
    return entryB;
  }

  public Column pointC() {
    return pointC;
  }

  public Column entryC() {
    return entryC;
  }

  public Column address0() {
    return address0;
  }

  public Column address1() {
    return address1;
  }

  public Column reads() {
    return reads;
  }

  public Column flagReads() {
    return flagReads;
  }
}
