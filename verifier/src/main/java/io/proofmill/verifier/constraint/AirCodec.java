package io.proofmill.verifier.constraint;

import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Air.ColumnInfo;
import io.proofmill.verifier.constraint.Interaction.Direction;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The canonical bytes of a table, which a verifying key's digest covers. Reading checks form
/// alone: a key is trusted for its digest, not for its contents.
public final class AirCodec {
  private static final int MAX_ITEMS = 1 << 20;

  private AirCodec() {}

  public static void write(Air air, DataOutputStream out) throws IOException {
    out.writeUTF(air.name());
    out.writeByte(air.maxDegree());
    out.writeByte(air.packing());
    writeColumns(air.fixedColumns(), out);
    writeColumns(air.mainColumns(), out);
    writeColumns(air.auxColumns(), out);
    ExpressionGraph graph = air.graph();
    out.writeInt(graph.constants().size());
    for (FrElement constant : graph.constants()) {
      out.write(constant.toBytes());
    }
    out.writeInt(graph.size());
    for (int i = 0; i < graph.size(); i++) {
      out.writeByte(graph.op(i).ordinal());
      out.writeInt(graph.a(i));
      out.writeInt(graph.b(i));
    }
    writeConstraints(air.constraints(), out);
    writeConstraints(air.busConstraints(), out);
    out.writeInt(air.interactions().size());
    for (Interaction interaction : air.interactions()) {
      out.writeUTF(interaction.label());
      writeBus(interaction.bus(), out);
      out.writeByte(interaction.direction().ordinal());
      out.writeInt(interaction.multiplicity());
      for (int node : interaction.message()) {
        out.writeInt(node);
      }
    }
    out.writeInt(air.batches().size());
    for (List<Integer> batch : air.batches()) {
      out.writeInt(batch.size());
      for (int i : batch) {
        out.writeInt(i);
      }
    }
  }

  private static void writeBus(Bus bus, DataOutputStream out) throws IOException {
    out.writeUTF(bus.name());
    out.writeInt(bus.id());
    out.writeInt(bus.keyFields());
    out.writeInt(bus.arity());
    for (String field : bus.fields()) {
      out.writeUTF(field);
    }
  }

  private static void writeColumns(List<ColumnInfo> columns, DataOutputStream out)
      throws IOException {
    out.writeInt(columns.size());
    for (ColumnInfo column : columns) {
      out.writeUTF(column.name());
      out.writeBoolean(column.usesNext());
    }
  }

  private static void writeConstraints(List<Constraint> constraints, DataOutputStream out)
      throws IOException {
    out.writeInt(constraints.size());
    for (Constraint constraint : constraints) {
      out.writeUTF(constraint.label());
      out.writeInt(constraint.node());
    }
  }

  /// Reads what [#write] wrote; an [IOException] says what is malformed.
  public static Air read(DataInputStream in) throws IOException {
    String name = in.readUTF();
    int maxDegree = in.readUnsignedByte();
    int packing = in.readUnsignedByte();
    final List<ColumnInfo> fixed = readColumns(in);
    final List<ColumnInfo> main = readColumns(in);
    final List<ColumnInfo> aux = readColumns(in);
    int constantCount = count(in);
    List<FrElement> constants = new ArrayList<>();
    for (int i = 0; i < constantCount; i++) {
      byte[] bytes = in.readNBytes(32);
      if (bytes.length != 32) {
        throw new IOException("the table ends within a constant");
      }
      constants.add(
          FrElement.fromCanonicalBytes(bytes, 0)
              .orElseThrow(() -> new IOException("a constant is not below the field's modulus")));
    }
    ExpressionGraph graph = readGraph(in, constants, fixed.size(), main.size(), aux.size());
    List<Constraint> constraints = readConstraints(in, graph);
    List<Constraint> busConstraints = readConstraints(in, graph);
    int interactionCount = count(in);
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < interactionCount; i++) {
      interactions.add(readInteraction(in, graph));
    }
    int batchCount = count(in);
    List<List<Integer>> batches = new ArrayList<>();
    for (int i = 0; i < batchCount; i++) {
      int size = count(in);
      List<Integer> batch = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        batch.add(in.readInt());
      }
      batches.add(batch);
    }
    return new Air(
        name,
        maxDegree,
        packing,
        fixed,
        main,
        aux,
        graph,
        constraints,
        busConstraints,
        interactions,
        batches);
  }

  private static ExpressionGraph readGraph(
      DataInputStream in, List<FrElement> constants, int fixed, int main, int aux)
      throws IOException {
    int size = count(in);
    Op[] ops = new Op[size];
    int[] a = new int[size];
    int[] b = new int[size];
    for (int i = 0; i < size; i++) {
      int op = in.readUnsignedByte();
      if (op >= Op.values().length) {
        throw new IOException("node " + i + " has the unknown operation " + op);
      }
      ops[i] = Op.values()[op];
      a[i] = in.readInt();
      b[i] = in.readInt();
      boolean valid =
          switch (ops[i]) {
            case CONSTANT -> inRange(a[i], constants.size());
            case FIXED -> inRange(a[i], fixed) && inRange(b[i], 2);
            case MAIN -> inRange(a[i], main) && inRange(b[i], 2);
            case AUX -> inRange(a[i], aux) && inRange(b[i], 2);
            case ALPHA, BETA, SUM_SHARE, IS_FIRST, IS_LAST -> true;
            case ADD, SUBTRACT, MULTIPLY -> inRange(a[i], i) && inRange(b[i], i);
          };
      if (!valid) {
        throw new IOException("node " + i + " has an operand that does not exist");
      }
    }
    return new ExpressionGraph(ops, a, b, constants);
  }

  private static boolean inRange(int value, int bound) {
    return value >= 0 && value < bound;
  }

  private static Interaction readInteraction(DataInputStream in, ExpressionGraph graph)
      throws IOException {
    String label = in.readUTF();
    String busName = in.readUTF();
    int id = in.readInt();
    int keyFields = in.readInt();
    int arity = count(in);
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      fields.add(in.readUTF());
    }
    if (id < 1 || keyFields < 0 || keyFields > arity) {
      throw new IOException("bus " + busName + " is malformed");
    }
    int direction = in.readUnsignedByte();
    if (direction >= Direction.values().length) {
      throw new IOException("message " + label + " has no direction");
    }
    int multiplicity = node(in, graph);
    List<Integer> message = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      message.add(node(in, graph));
    }
    Bus bus = new Bus(busName, id, fields, keyFields);
    return new Interaction(label, bus, Direction.values()[direction], multiplicity, message);
  }

  private static List<ColumnInfo> readColumns(DataInputStream in) throws IOException {
    int size = count(in);
    List<ColumnInfo> columns = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      columns.add(new ColumnInfo(in.readUTF(), in.readBoolean()));
    }
    return columns;
  }

  private static List<Constraint> readConstraints(DataInputStream in, ExpressionGraph graph)
      throws IOException {
    int size = count(in);
    List<Constraint> constraints = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < size; i++) {
      String label = in.readUTF();
      if (!labels.add(label)) {
        throw new IOException("two constraints are labelled " + label);
      }
      constraints.add(new Constraint(label, node(in, graph)));
    }
    return constraints;
  }

  private static int node(DataInputStream in, ExpressionGraph graph) throws IOException {
    int node = in.readInt();
    if (!inRange(node, graph.size())) {
      throw new IOException("node " + node + " does not exist");
    }
    return node;
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (!inRange(count, MAX_ITEMS)) {
      throw new IOException("a count of " + count + " items is out of range");
    }
    return count;
  }
}
