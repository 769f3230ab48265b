package io.proofmill.worker.pipeline;

import io.proofmill.algebra.FrElement;
import io.proofmill.algebra.G1Point;
import io.proofmill.verifier.batch.GlobalChallenge;
import io.proofmill.verifier.protocol.BusChallenges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The bytes of commitments and challenges between tasks: 64-byte points, 32-byte scalars.
final class ArtifactCodec {
  private static final int POINT_BYTES = 64;
  private static final int SCALAR_BYTES = 32;

  private ArtifactCodec() {}

  static byte[] encodePoints(List<G1Point> points) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    points.forEach(p -> out.writeBytes(p.toBytes()));
    return out.toByteArray();
  }

  static List<G1Point> decodePoints(String artifact, byte[] bytes) throws IOException {
    requireMultiple(artifact, bytes, POINT_BYTES);
    List<G1Point> points = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += POINT_BYTES) {
      points.add(
          G1Point.fromCanonicalBytes(bytes, at)
              .orElseThrow(() -> new IOException("artifact " + artifact + ": not points of G1")));
    }
    return points;
  }

  /// α, β, then the states of the list.
  static byte[] encode(GlobalChallenge challenge) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(challenge.challenges().alpha().toBytes());
    out.writeBytes(challenge.challenges().beta().toBytes());
    challenge.listStates().forEach(s -> out.writeBytes(s.toBytes()));
    return out.toByteArray();
  }

  static GlobalChallenge decodeChallenge(String artifact, byte[] bytes, int shards)
      throws IOException {
    requireMultiple(artifact, bytes, SCALAR_BYTES);
    List<FrElement> scalars = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += SCALAR_BYTES) {
      scalars.add(
          FrElement.fromCanonicalBytes(bytes, at)
              .orElseThrow(() -> new IOException("artifact " + artifact + ": a value above r")));
    }
    if (scalars.size() != shards + 3) {
      throw new IOException("artifact " + artifact + ": not of " + shards + " shards");
    }
    return new GlobalChallenge(
        scalars.subList(2, scalars.size()), new BusChallenges<>(scalars.get(0), scalars.get(1)));
  }

  private static void requireMultiple(String artifact, byte[] bytes, int unit) throws IOException {
    if (bytes.length == 0 || bytes.length % unit != 0) {
      throw new IOException("artifact " + artifact + ": " + bytes.length + " bytes");
    }
  }
}
