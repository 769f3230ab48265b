package io.proofmill.proofsystem.lie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.proofmill.verifier.constraint.Air;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Column;
import io.proofmill.verifier.constraint.Expr;
import io.proofmill.verifier.constraint.TableBuilder;
import io.proofmill.verifier.constraint.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// Small constraint systems, each with the columns that can be derived.
class DeterminacyTest {
  private static final Bus TOKEN = new Bus("TOKEN", 30, List.of("a", "b"), 0);
  private static final Bus FUNCTION = new Bus("FUNCTION", 31, List.of("x", "y"), 1);
  private static final Bus MEMBER = new Bus("MEMBER", 32, List.of("x", "y"), 2);

  private record Cells(Map<String, Column> map) {
    Column get(String name) {
      return map.get(name);
    }
  }

  private static Air air(String columns, BiConsumer<TableBuilder, Cells> constraints) {
    return new TableDefinition<Cells>() {
      @Override
      public String name() {
        return "T";
      }

      @Override
      public int degree() {
        return 5;
      }

      @Override
      public int packing() {
        return 1;
      }

      @Override
      public Cells layout(TableBuilder t) {
        Map<String, Column> map = new java.util.LinkedHashMap<>();
        for (String name : columns.split(" ")) {
          map.put(name, name.startsWith("#") ? t.fixed(name) : t.main(name));
        }
        return new Cells(map);
      }

      @Override
      public void constrain(TableBuilder t, Cells c) {
        constraints.accept(t, c);
      }
    }.compile().air();
  }

  private static void assertBlank(String blanks, Air air, String... argued) {
    Map<String, String> ledger = new java.util.HashMap<>();
    for (String name : argued) {
      ledger.put(name, "for this test");
    }
    Determinacy.Report report = Determinacy.of(air, ledger);
    List<String> expected =
        blanks.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(blanks.split(" ")));
    assertEquals(new TreeSet<>(expected), new TreeSet<>(report.blanks()), report::toString);
    assertEquals(List.of(), report.superfluous());
  }

  @Test
  void theOnlyUnknownOfALinearConstraintIsDetermined() {
    Air air =
        air(
            "#f a b c",
            (t, c) -> {
              t.assertZero("a", c.get("#f").square().minus(c.get("a").times(3)));
              t.assertZero("b", c.get("a").square().minus(c.get("b")));
              t.assertZero("c", c.get("c").square().minus(c.get("a")));
            });
    assertBlank("c", air);
    assertEquals(
        "determined: 2 of 3 columns, argued 0\n  blank: c",
        Determinacy.of(air, Map.of()).toString());
    assertEquals(
        "determined: 3 of 3 columns, argued 1",
        Determinacy.of(air, Map.of("c", "its sign is pinned elsewhere")).toString());
  }

  @Test
  void aVaryingCoefficientDeterminesNothingUnlessTheOthersCoverItsZeros() {
    Air gated =
        air(
            "#f #g a",
            (t, c) -> t.assertZero("a", c.get("#g").times(c.get("a").minus(c.get("#f")))));
    assertBlank("a", gated);
    Air both =
        air(
            "#f #g a",
            (t, c) -> {
              t.assertZero("on", c.get("#g").times(c.get("a").minus(c.get("#f"))));
              t.assertZero("off", c.get("#g").not().times(c.get("a")));
            });
    assertBlank("", both);
  }

  @Test
  void flagsThatSumToOneCoverEachOther() {
    BiConsumer<TableBuilder, Cells> cases =
        (t, c) -> {
          t.assertZero("p", c.get("p").times(c.get("a").minus(1)));
          t.assertZero("q", c.get("q").times(c.get("a").minus(2)));
          t.assertZero("s", c.get("s").times(c.get("a").minus(3)));
        };
    assertBlank("a", air("p q s a", cases), "p", "q", "s");
    Air oneHot =
        air(
            "p q s a",
            (t, c) -> {
              cases.accept(t, c);
              t.assertZero("sum", c.get("p").plus(c.get("q")).plus(c.get("s")).minus(1));
            });
    assertBlank("", oneHot, "p", "q"); // s follows from the sum
  }

  @Test
  void whatArrivesIsKnownWhereItsMultiplicityIsNotZero() {
    Air always = air("a b", (t, c) -> t.receive("r", TOKEN, t.constant(1), c.get("a"), c.get("b")));
    assertBlank("", always);
    Air sent = air("a b", (t, c) -> t.send("s", TOKEN, t.constant(1), c.get("a"), c.get("b")));
    assertBlank("a b", sent);
    Air sometimes =
        air(
            "active a b",
            (t, c) -> {
              t.receive("r", TOKEN, c.get("active"), c.get("a"), c.get("b"));
              t.assertZero("padding", c.get("active").not().times(c.get("b")));
            });
    assertBlank("a", sometimes, "active");
  }

  @Test
  void aLookupGivesItsOutputsOnlyAndOnlyFromAFunction() {
    Air function =
        air("#x y", (t, c) -> t.receive("r", FUNCTION, t.constant(1), c.get("#x"), c.get("y")));
    assertBlank("", function);
    Air backwards =
        air("x #y", (t, c) -> t.receive("r", FUNCTION, t.constant(1), c.get("x"), c.get("#y")));
    assertBlank("x", backwards);
    Air member =
        air("#x y", (t, c) -> t.receive("r", MEMBER, t.constant(1), c.get("#x"), c.get("y")));
    assertBlank("y", member);
  }

  @Test
  void rangedPartsOfARangedSumAreDetermined() {
    BiConsumer<TableBuilder, Cells> sum =
        (t, c) -> {
          Expr total =
              c.get("lo").plus(c.get("hi").times(1 << 16)).plus(c.get("bit").times(1L << 32));
          t.assertZero("sum", c.get("#f").minus(total));
          t.range16("lo", c.get("lo"));
          t.assertBool("bit", c.get("bit"));
        };
    assertBlank("lo hi bit", air("#f lo hi bit", sum));
    BiConsumer<TableBuilder, Cells> ranged = sum.andThen((t, c) -> t.range16("hi", c.get("hi")));
    assertBlank("", air("#f lo hi bit", ranged));
    Air overlapping =
        air(
            "#f lo hi",
            (t, c) -> {
              t.assertZero("sum", c.get("#f").minus(c.get("lo")).minus(c.get("hi").times(1 << 15)));
              t.range16("lo", c.get("lo"));
              t.range16("hi", c.get("hi"));
            });
    assertBlank("lo hi", overlapping);
    BiConsumer<TableBuilder, Cells> seventeen =
        (t, c) -> {
          t.assertZero("sum", c.get("#f").minus(c.get("lo")).minus(c.get("hi").times(1 << 15)));
          t.range16("lo", c.get("lo"));
          t.range16("lo small", c.get("lo").times(2));
          t.range16("hi", c.get("hi"));
        };
    assertBlank("", air("#f lo hi", seventeen));
  }

  @Test
  void aBorrowIsADigitWithANegativeWeight() {
    Air air =
        air(
            "#f d borrow",
            (t, c) -> {
              t.assertZero("sub", c.get("#f").minus(c.get("d")).plus(c.get("borrow").times(65536)));
              t.assertBool("borrow", c.get("borrow"));
              t.range16("d", c.get("d"));
            });
    assertBlank("", air);
  }

  @Test
  void aSumThatCanWrapAroundTheFieldDeterminesNothing() {
    Air air =
        air(
            "#f lo hi",
            (t, c) -> {
              Expr total = c.get("lo").plus(c.get("hi").times(java.math.BigInteger.TWO.pow(240)));
              t.assertZero("sum", c.get("#f").minus(total));
              t.range16("lo", c.get("lo"));
              t.range16("hi", c.get("hi"));
            });
    assertBlank("lo hi", air);
  }

  @Test
  void aChainIsDeterminedFromItsFirstRowAndOnlyWithIt() {
    Air loose =
        air(
            "x",
            (t, c) ->
                t.assertZero("step", t.isTransition().times(c.get("x").next().minus(c.get("x")))));
    assertBlank("x", loose);
    Air pinned =
        air(
            "#f x y",
            (t, c) -> {
              t.assertZero("start", t.isFirst().times(c.get("x")));
              t.assertZero("start y", t.isFirst().times(c.get("y").minus(c.get("x"))));
              t.assertZero("step", t.isTransition().times(c.get("x").next().minus(c.get("y"))));
              t.assertZero(
                  "step y",
                  t.isTransition().times(c.get("y").next().minus(c.get("x")).minus(c.get("#f"))));
            });
    assertBlank("", pinned);
    Air fromTheEnd =
        air(
            "x",
            (t, c) -> {
              t.assertZero("end", t.isLast().times(c.get("x")));
              t.assertZero(
                  "step", t.isTransition().times(c.get("x").minus(c.get("x").next()).minus(1)));
            });
    assertBlank("", fromTheEnd);
    Air circular = air("x y", (t, c) -> t.assertZero("same", c.get("x").minus(c.get("y"))));
    assertBlank("x y", circular);
  }

  @Test
  void aChainMayRestartInTheMiddle() {
    Air air =
        air(
            "#start x",
            (t, c) -> {
              t.assertZero("first", t.isFirst().times(c.get("x")));
              t.assertZero("restart", c.get("#start").times(c.get("x")));
              t.assertZero(
                  "step",
                  t.isTransition()
                      .times(c.get("#start").next().not())
                      .times(c.get("x").next().minus(c.get("x")).minus(1)));
            });
    assertBlank("", air);
    Air gap =
        air(
            "#start x",
            (t, c) -> {
              t.assertZero("first", t.isFirst().times(c.get("x")));
              t.assertZero(
                  "step",
                  t.isTransition()
                      .times(c.get("#start").next().not())
                      .times(c.get("x").next().minus(c.get("x")).minus(1)));
            });
    assertBlank("x", gap);
  }

  @Test
  void anInverseShowsWhetherAValueIsZeroButIsItselfFreeThere() {
    BiConsumer<TableBuilder, Cells> isZero =
        (t, c) -> {
          t.assertZero("inv", c.get("#x").times(c.get("inv")).plus(c.get("z")).minus(1));
          t.assertZero("z", c.get("#x").times(c.get("z")));
        };
    assertBlank("inv", air("#x z inv", isZero));
    assertBlank(
        "",
        air(
            "#x z inv",
            isZero.andThen((t, c) -> t.assertZero("pin", c.get("z").times(c.get("inv"))))));
  }

  private static Determinacy.Report withPadding(Air air, String... flags) {
    Map<String, String> ledger = new java.util.HashMap<>();
    for (String flag : flags) {
      ledger.put(flag, "for this test");
    }
    return Determinacy.of(air, ledger, Map.of(Bus.RANGE16, 0xffffL), java.util.Set.of(flags));
  }

  @Test
  void cellsOfInertPaddingNeedNoDetermination() {
    BiConsumer<TableBuilder, Cells> gated =
        (t, c) -> {
          t.assertBool("p", c.get("p"));
          t.assertBool("q", c.get("q"));
          Expr active = c.get("p").plus(c.get("q"));
          t.receive("r", TOKEN, active, c.get("a"), c.get("b"));
          t.assertZero("c", c.get("p").times(c.get("c").minus(c.get("a"))));
        };
    Determinacy.Report report =
        withPadding(
            air(
                "p q a b c",
                gated.andThen((t, c) -> t.assertZero("cq", c.get("q").times(c.get("c").minus(7))))),
            "p",
            "q");
    assertEquals(List.of(), report.blanks());
    assertEquals(List.of(), report.notInert());
    assertEquals(2, report.argued().size());
    // With p alone, c is not given where only q is 1.
    assertEquals(List.of("c"), withPadding(air("p q a b c", gated), "p", "q").blanks());
  }

  @Test
  void aSumOfBooleansThatCannotBeZeroIsACoefficient() {
    BiConsumer<TableBuilder, Cells> constraints =
        (t, c) -> t.assertZero("a", c.get("p").plus(c.get("q")).plus(1).times(c.get("a")));
    assertBlank("a", air("p q a", constraints), "p", "q");
    assertBlank(
        "",
        air(
            "p q a",
            constraints.andThen((t, c) -> {
              t.assertBool("p", c.get("p"));
              t.assertBool("q", c.get("q"));
            })),
        "p",
        "q");
    Air canVanish =
        air(
            "p a",
            (t, c) -> {
              t.assertBool("p", c.get("p"));
              t.assertZero("a", c.get("p").not().times(c.get("a").minus(1)));
            });
    assertBlank("a", canVanish, "p");
  }

  @Test
  void paddingThatSpeaksOrTouchesOtherRowsIsNotInert() {
    Air speaks =
        air(
            "p a b",
            (t, c) -> {
              t.assertBool("p", c.get("p"));
              t.receive("r", TOKEN, c.get("p"), c.get("a"), c.get("b"));
              t.send("s", TOKEN, t.constant(1), c.get("a"), c.get("b"));
            });
    assertEquals(List.of("s has a multiplicity"), withPadding(speaks, "p").notInert());
    Air reaches =
        air(
            "p a b",
            (t, c) -> {
              t.assertZero("a", c.get("a").next().minus(c.get("b")));
              t.receive("r", TOKEN, c.get("p"), c.get("a"), c.get("b"));
              t.receive("public", Bus.PUBLIC, t.isFirst(), t.constant(0), c.get("a"));
              t.range16("harmless", c.get("b"));
            });
    assertEquals(
        List.of(
            "the next row's a is read",
            "p is not boolean by constraint",
            "public has a multiplicity"),
        withPadding(reaches, "p").notInert());
  }

  @Test
  void argumentsThatAreNotNeededAreReported() {
    Air air = air("#f a", (t, c) -> t.assertZero("a", c.get("#f").minus(c.get("a"))));
    Determinacy.Report report = Determinacy.of(air, Map.of("a", "why not", "b", "no such"));
    assertEquals(2, report.superfluous().size());
    assertEquals(
        List.of("blank", "a"),
        List.of(
            "blank",
            Determinacy.of(air("#f a", (t, c) -> {}), Map.of("a", " ")).blanks().getFirst()));
  }
}
