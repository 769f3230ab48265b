package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a proof: its elements in the order of [ProofData], points as 64 bytes and scalars
/// as 32, both big-endian and canonical. The key's shape fixes the length.
public final class ProofCodec {
  private ProofCodec() {}

  /// The outcome of reading a proof.
  public sealed interface Decoded {
    /// A well-formed proof; says nothing of its validity.
    record Proof(ProofData<FrElement, G1Point> data) implements Decoded {}

    /// Bytes that no prover writes.
    record Malformed(String reason) implements Decoded {}
  }

  /// What an element of the encoding is.
  public enum Kind {
    POINT(64),
    SCALAR(32);

    private final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }

    public int bytes() {
      return bytes;
    }
  }

  /// An element's place in the encoding.
  public record Field(String name, Kind kind, int offset) {}

  /// Every element of a proof of this shape, in order.
  public static List<Field> fields(ProofShape shape) {
    List<Field> fields = new ArrayList<>();
    addPoints(fields, "main", shape.groups(Phase.MAIN).size());
    addPoints(fields, "aux", shape.groups(Phase.AUX).size());
    for (int i = 0; i < shape.sums(); i++) {
      add(fields, "sum[" + i + "]", Kind.SCALAR);
    }
    addPoints(fields, "quotient", shape.groups(Phase.QUOTIENT).size());
    List<ColumnGroup> groups = shape.groups();
    for (int g = 0; g < groups.size(); g++) {
      for (int i = 0; i < groups.get(g).evaluations(); i++) {
        add(fields, "evaluation[" + g + "][" + i + "]", Kind.SCALAR);
      }
    }
    add(fields, "w", Kind.POINT);
    add(fields, "wPrime", Kind.POINT);
    return fields;
  }

  private static void addPoints(List<Field> fields, String name, int count) {
    for (int i = 0; i < count; i++) {
      add(fields, name + "[" + i + "]", Kind.POINT);
    }
  }

  private static void add(List<Field> fields, String name, Kind kind) {
    Field last = fields.isEmpty() ? null : fields.getLast();
    int offset = last == null ? 0 : last.offset() + last.kind().bytes();
    fields.add(new Field(name, kind, offset));
  }

  public static int length(ProofShape shape) {
    Field last = fields(shape).getLast();
    return last.offset() + last.kind().bytes();
  }

  public static byte[] encode(ProofData<FrElement, G1Point> proof) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    proof.main().forEach(p -> out.writeBytes(p.toBytes()));
    proof.aux().forEach(p -> out.writeBytes(p.toBytes()));
    proof.sums().forEach(s -> out.writeBytes(s.toBytes()));
    proof.quotient().forEach(p -> out.writeBytes(p.toBytes()));
    for (List<FrElement> group : proof.evaluations()) {
      group.forEach(e -> out.writeBytes(e.toBytes()));
    }
    out.writeBytes(proof.w().toBytes());
    out.writeBytes(proof.wPrime().toBytes());
    return out.toByteArray();
  }

  public static Decoded decode(ProofShape shape, byte[] bytes) {
    List<Field> fields = fields(shape);
    int length = length(shape);
    if (bytes.length != length) {
      return new Decoded.Malformed(
          "a proof of this key has " + length + " bytes, not " + bytes.length);
    }
    List<FrElement> scalars = new ArrayList<>();
    List<G1Point> points = new ArrayList<>();
    for (Field field : fields) {
      switch (field.kind()) {
        case POINT -> {
          var point = G1Point.fromCanonicalBytes(bytes, field.offset());
          if (point.isEmpty()) {
            return new Decoded.Malformed(field.name() + " is not a canonical point of G1");
          }
          points.add(point.get());
        }
        case SCALAR -> {
          var scalar = FrElement.fromCanonicalBytes(bytes, field.offset());
          if (scalar.isEmpty()) {
            return new Decoded.Malformed(field.name() + " is not below the field's modulus");
          }
          scalars.add(scalar.get());
        }
      }
    }
    int main = shape.groups(Phase.MAIN).size();
    int aux = main + shape.groups(Phase.AUX).size();
    int quotient = aux + shape.groups(Phase.QUOTIENT).size();
    int position = shape.sums();
    List<List<FrElement>> evaluations = new ArrayList<>();
    for (ColumnGroup group : shape.groups()) {
      evaluations.add(scalars.subList(position, position + group.evaluations()));
      position += group.evaluations();
    }
    return new Decoded.Proof(
        new ProofData<>(
            points.subList(0, main),
            points.subList(main, aux),
            scalars.subList(0, shape.sums()),
            points.subList(aux, quotient),
            evaluations,
            points.get(quotient),
            points.get(quotient + 1)));
  }
}
