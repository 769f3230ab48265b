package io.proofmill.verifier.protocol;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.algebra.Keccak256;
import io.proofmill.verifier.constraint.AirCodec;
import io.proofmill.verifier.protocol.ColumnGroup.Phase;
import io.proofmill.verifier.protocol.ProofShape.Binding;
import io.proofmill.verifier.protocol.ProofShape.TableShape;
import io.proofmill.verifier.protocol.ProtocolTranscript.Domain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All that a verifier must know of a statement's form, as data: tables, heights, how columns are
/// packed, the commitments to fixed columns and the SRS they were made with. Its [#digest] binds
/// every part (R4).
public final class VerifyingKey {
  private static final byte[] MAGIC = {'p', 'm', 'v', 'k', 1};

  private final byte[] srsId;
  private final ProofShape shape;
  private final List<G1Point> fixedCommitments;
  private final FrElement digest;

  /// @param srsId the 32-byte id of the SRS
  /// @param fixedCommitments one per group of phase FIXED, in order
  public VerifyingKey(byte[] srsId, ProofShape shape, List<G1Point> fixedCommitments) {
    if (srsId.length != 32) {
      throw new IllegalArgumentException("an SRS id has 32 bytes, not " + srsId.length);
    }
    int expected = shape.groups(Phase.FIXED).size();
    if (fixedCommitments.size() != expected) {
      throw new IllegalArgumentException(
          expected + " fixed commitments expected, not " + fixedCommitments.size());
    }
    this.srsId = srsId.clone();
    this.shape = shape;
    this.fixedCommitments = List.copyOf(fixedCommitments);
    this.digest = digest(new NativeArithmetic(), layoutDigest(srsId, shape), this.fixedCommitments);
  }

  public byte[] srsId() {
    return srsId.clone();
  }

  public ProofShape shape() {
    return shape;
  }

  public List<G1Point> fixedCommitments() {
    return fixedCommitments;
  }

  public FrElement digest() {
    return digest;
  }

  /// The digest of a key from the two halves of its [#layoutDigest] and its fixed commitments. A
  /// recursion circuit computes it for a child whose program it does not know.
  public static <F, P> F digest(
      VerifierArithmetic<F, P> arithmetic, List<FrElement> layout, List<P> fixedCommitments) {
    ProtocolTranscript<F, P> sponge = new ProtocolTranscript<>(arithmetic, Domain.KEY);
    layout.forEach(half -> sponge.absorb(arithmetic.constant(half)));
    sponge.absorbPoints(fixedCommitments);
    return sponge.challenge();
  }

  /// Keccak-256 of everything in a key but the fixed commitments, as high and low 128-bit halves.
  public static List<FrElement> layoutDigest(byte[] srsId, ProofShape shape) {
    byte[] hash = Keccak256.hash(layoutBytes(srsId, shape));
    return List.of(
        FrElement.of(new BigInteger(1, hash, 0, 16)),
        FrElement.of(new BigInteger(1, hash, 16, 16)));
  }

  private static byte[] layoutBytes(byte[] srsId, ProofShape shape) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeLong(ProofSteps.PROTOCOL_VERSION);
      out.write(srsId);
      out.writeByte(shape.binding().ordinal());
      out.writeInt(shape.publicValues());
      out.writeInt(shape.tables().size());
      for (TableShape table : shape.tables()) {
        out.writeByte(table.logHeight());
        AirCodec.write(table.air(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /// The key as bytes, see `docs/proof-format.md`.
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(layoutBytes(srsId, shape));
    for (G1Point commitment : fixedCommitments) {
      bytes.writeBytes(commitment.toBytes());
    }
    return bytes.toByteArray();
  }

  /// Reads what [#toBytes] wrote; an [IOException] says what is malformed. Names no trust: compare
  /// the digest with one that is pinned.
  public static VerifyingKey fromBytes(byte[] encoded) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("not a verifying key of this version");
    }
    long version = in.readLong();
    if (version != ProofSteps.PROTOCOL_VERSION) {
      throw new IOException("a key of protocol " + version);
    }
    byte[] srsId = in.readNBytes(32);
    int binding = in.readUnsignedByte();
    int publicValues = in.readInt();
    int tableCount = in.readInt();
    if (binding >= Binding.values().length
        || publicValues < 0
        || publicValues > 1 << 16
        || tableCount < 1
        || tableCount > 1 << 8) {
      throw new IOException("a key of impossible shape");
    }
    List<TableShape> tables = new ArrayList<>();
    for (int i = 0; i < tableCount; i++) {
      int logHeight = in.readUnsignedByte();
      if (logHeight < 1 || logHeight > 24) {
        throw new IOException("a table of height 2^" + logHeight);
      }
      tables.add(new TableShape(AirCodec.read(in), logHeight));
    }
    ProofShape shape = new ProofShape(tables, publicValues, Binding.values()[binding]);
    byte[] rest = in.readAllBytes();
    int groups = shape.groups(Phase.FIXED).size();
    if (rest.length != 64 * groups) {
      throw new IOException("fixed commitments take " + 64 * groups + " bytes, not " + rest.length);
    }
    List<G1Point> commitments = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      commitments.add(
          G1Point.fromCanonicalBytes(rest, 64 * i)
              .orElseThrow(() -> new IOException("a fixed commitment is not a point of G1")));
    }
    return new VerifyingKey(srsId, shape, commitments);
  }
}
