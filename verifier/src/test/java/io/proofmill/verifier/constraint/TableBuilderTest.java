package io.proofmill.verifier.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.algebra.FrElement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class TableBuilderTest {
  private static final Bus PAIRS = new Bus("PAIRS", 200, List.of("left", "right"), 1);

  private record Columns(Column a, Column b, Column c, Column constant) {}

  private static Air table(int degree, BiConsumer<TableBuilder, Columns> constraints) {
    return new TableDefinition<Columns>() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public int degree() {
        return degree;
      }

      @Override
      public int packing() {
        return 4;
      }

      @Override
      public Columns layout(TableBuilder t) {
        return new Columns(t.main("a"), t.main("b"), t.main("c"), t.fixed("constant"));
      }

      @Override
      public void constrain(TableBuilder t, Columns c) {
        constraints.accept(t, c);
      }
    }.compile().air();
  }

  private static FrElement valueAt(Air air, int node, Map<String, Long> values) {
    return air.graph()
        .evaluate(
            new ExpressionGraph.Evaluator<FrElement>() {
              @Override
              public FrElement constant(FrElement value) {
                return value;
              }

              @Override
              public FrElement column(Op kind, int index, int rotation) {
                return FrElement.of(values.get(kind + "" + index + (rotation == 1 ? "'" : "")));
              }

              @Override
              public FrElement special(Op op) {
                return FrElement.of(values.get(op.name()));
              }

              @Override
              public FrElement add(FrElement left, FrElement right) {
                return left.plus(right);
              }

              @Override
              public FrElement subtract(FrElement left, FrElement right) {
                return left.minus(right);
              }

              @Override
              public FrElement multiply(FrElement left, FrElement right) {
                return left.times(right);
              }
            },
            List.of(node))
        .getFirst();
  }

  @Test
  void equalExpressionsAreOneNodeAndConstantsAreFolded() {
    Air air =
        table(
            3,
            (t, c) -> {
              t.assertZero("one", c.a.times(c.b).plus(2).plus(3));
              t.assertZero("two", c.b.times(c.a).plus(5));
            });
    int one = air.constraints().get(0).node();
    assertEquals(FrElement.of(17), valueAt(air, one, Map.of("MAIN0", 3L, "MAIN1", 4L)));
    assertEquals(
        1,
        java.util.stream.IntStream.range(0, air.graph().size())
            .filter(i -> air.graph().op(i) == Op.MULTIPLY)
            .count());
  }

  @Test
  void columnsWhoseNextRowIsReadAreMarked() {
    Air air =
        table(3, (t, c) -> t.assertZero("step", c.a.next().minus(c.b).times(t.isTransition())));
    assertEquals(
        List.of(true, false, false),
        air.mainColumns().stream().map(Air.ColumnInfo::usesNext).toList());
    assertEquals(2, air.graph().degree(air.constraints().getFirst().node()));
  }

  @Test
  void constraintsAboveTheDegreeAreRefusedWithTheirLabel() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> table(2, (t, c) -> t.assertZero("cube", c.a.times(c.b).times(c.c))));
    assertEquals("test.cube: degree 3 exceeds 2", refused.getMessage());
  }

  @Test
  void twoUsesOfALabelAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            table(
                2,
                (t, c) -> {
                  t.assertBool("bit", c.a);
                  t.assertBool("bit", c.b);
                }));
  }

  @Test
  void aMessageOfTheWrongArityIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> table(2, (t, c) -> t.send("short", PAIRS, t.constant(1), c.a)));
  }

  @Test
  void messagesAreBatchedUpToTheDegree() {
    Air air =
        table(
            5,
            (t, c) -> {
              for (int i = 0; i < 6; i++) {
                t.send("send " + i, PAIRS, c.a, c.b.plus(i), c.c);
              }
            });
    assertEquals(List.of(List.of(0, 1, 2, 3), List.of(4, 5)), air.batches());
    assertEquals(
        List.of("bus.helper[0]", "bus.sum"),
        air.auxColumns().stream().map(Air.ColumnInfo::name).toList());
    for (Constraint constraint : air.busConstraints()) {
      assertTrue(air.graph().degree(constraint.node()) <= 5);
    }
    assertFalse(air.auxColumns().get(0).usesNext());
    assertTrue(air.auxColumns().get(1).usesNext());
  }

  @Test
  void theRunningSumStepsByTheMessageMinusTheSharePerRow() {
    Air air = table(2, (t, c) -> t.receive("take", PAIRS, t.constant(3), c.a, c.b));
    // α = 1000, β = 10: fingerprint = 200 + 10·2 + 100·5 = 720; the step is −3/280 − share.
    FrElement step = FrElement.of(-3).times(FrElement.of(280).inverse()).minus(FrElement.of(7));
    int node = air.busConstraints().getFirst().node();
    Map<String, Long> base =
        Map.of(
            "MAIN0",
            2L,
            "MAIN1",
            5L,
            "ALPHA",
            1000L,
            "BETA",
            10L,
            "SUM_SHARE",
            7L,
            "AUX0",
            0L,
            "AUX0'",
            0L);
    // value·280 + 3 with S' − S = 0 must equal (0 − step)·280.
    assertEquals(step.negate().times(FrElement.of(280)), valueAt(air, node, base));
  }

  @Test
  void aTableSurvivesItsEncoding() throws IOException {
    Air air =
        table(
            5,
            (t, c) -> {
              t.assertZero("step", c.a.next().minus(c.b).times(t.isFirst()).times(c.constant));
              t.send("give", PAIRS, c.a, c.b, c.c);
              t.range16("range", c.a);
            });
    byte[] bytes = encode(air);
    Air read = AirCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertEquals(
        java.util.HexFormat.of().formatHex(bytes),
        java.util.HexFormat.of().formatHex(encode(read)));
    assertEquals(air.interactions(), read.interactions());
    assertEquals(
        air.graph().degree(air.constraints().getFirst().node()),
        read.graph().degree(read.constraints().getFirst().node()));
  }

  @Test
  void anEncodingWithANodeThatDoesNotExistIsRefused() throws IOException {
    byte[] bytes = encode(table(2, (t, c) -> t.assertBool("bit", c.a)));
    int refused = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) 0x80;
      try {
        AirCodec.read(new DataInputStream(new ByteArrayInputStream(damaged)));
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > bytes.length / 4, "only " + refused + " damaged encodings were refused");
  }

  private static byte[] encode(Air air) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AirCodec.write(air, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
