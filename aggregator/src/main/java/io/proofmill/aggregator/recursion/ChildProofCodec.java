package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.program.NodeValues;
import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.protocol.BusChallenges;
import io.proofmill.verifier.protocol.KeyTree.Role;
import io.proofmill.verifier.protocol.ProofCodec;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Leaf and node proofs as they travel between workers: the key's place in the key tree, the public
/// values, the proof. Reading checks form; the parent verifies.
public final class ChildProofCodec {
  private static final int MAGIC = 0x706d6e31; // pmn1
  private static final int SCALARS = 7;

  private ChildProofCodec() {}

  public static byte[] encode(ChildProof child) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeShort(child.keyIndex());
      NodeValues<FrElement, G1Point> v = child.values();
      for (FrElement scalar :
          List.of(
              v.keyRoot(),
              v.listStart(),
              v.listEnd(),
              v.count(),
              v.challenges().alpha(),
              v.challenges().beta(),
              v.sum())) {
        out.write(scalar.toBytes());
      }
      out.write(v.left().toBytes());
      out.write(v.right().toBytes());
      out.write(ProofCodec.encode(child.data()));
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#encode] wrote; an [IOException] says what is malformed.
  public static ChildProof decode(AggregationKeys keys, byte[] encoded) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    if (in.readInt() != MAGIC) {
      throw new IOException("not a leaf or node proof");
    }
    int keyIndex = in.readUnsignedShort();
    if (keyIndex > keys.nodeKeyIndex()) {
      throw new IOException("key " + keyIndex + " is not in the tree");
    }
    List<FrElement> scalars = new ArrayList<>();
    for (int i = 0; i < SCALARS; i++) {
      byte[] bytes = new byte[32];
      in.readFully(bytes);
      scalars.add(
          FrElement.fromCanonicalBytes(bytes, 0)
              .orElseThrow(() -> new IOException("a public value is not below r")));
    }
    G1Point left = readPoint(in);
    G1Point right = readPoint(in);
    VerifyingKey key = keys.treeKey(keyIndex);
    return switch (ProofCodec.decode(key.shape(), in.readAllBytes())) {
      case ProofCodec.Decoded.Malformed malformed -> throw new IOException(malformed.reason());
      case ProofCodec.Decoded.Proof proof ->
          new ChildProof(
              key,
              keyIndex == keys.nodeKeyIndex() ? Role.NODE : Role.LEAF,
              keyIndex,
              new NodeValues<>(
                  scalars.get(0),
                  scalars.get(1),
                  scalars.get(2),
                  scalars.get(3),
                  new BusChallenges<>(scalars.get(4), scalars.get(5)),
                  scalars.get(6),
                  left,
                  right),
              proof.data());
    };
  }

  private static G1Point readPoint(DataInputStream in) throws IOException {
    byte[] bytes = new byte[64];
    in.readFully(bytes);
    return G1Point.fromCanonicalBytes(bytes, 0)
        .orElseThrow(() -> new IOException("an accumulator is not a point of G1"));
  }
}
