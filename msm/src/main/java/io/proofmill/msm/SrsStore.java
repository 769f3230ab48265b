package io.proofmill.msm;

import io.proofmill.algebra.G1Vector;
import io.proofmill.algebra.G2Point;
import io.proofmill.algebra.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;

/// Ceremony setups kept in a folder after their import, so that their pairings are checked once: a
/// text file `<id>.srs` with the number of powers and [τ]₂, and the powers in `<id>.points` with a
/// checksum. Whoever can write the folder is trusted.
public final class SrsStore {
  private final Path folder;

  /// The store under a cache folder.
  public SrsStore(Path cacheFolder) {
    this.folder = cacheFolder.resolve("srs");
  }

  /// Stores an imported setup; a development setup needs none.
  public void save(Srs srs) throws IOException {
    if (srs.isDevelopment()) {
      throw new IllegalArgumentException("a development setup is computed, not stored");
    }
    String id = HexFormat.of().formatHex(srs.id());
    G1Vector powers = srs.powers(srs.size());
    PointFile.write(points(id), "srs=" + id, powers);
    Path temporary = Files.createTempFile(folder, id, ".tmp");
    try {
      String tauG2 = HexFormat.of().formatHex(srs.tauG2().toBytes());
      Files.writeString(temporary, "powers " + srs.size() + "\ntauG2 " + tauG2 + "\n");
      Files.move(temporary, description(id), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// The stored setup of this id; empty when there is none, or when its files do not fit each other
  /// (then it is to be imported again).
  public Optional<Srs> load(byte[] id) throws IOException {
    String name = HexFormat.of().formatHex(id);
    if (!Files.exists(description(name))) {
      return Optional.empty();
    }
    Optional<Description> described = Description.parse(Files.readString(description(name)));
    if (described.isEmpty()
        || !HexFormat.of().formatHex(Setup.id(described.get().tauG2)).equals(name)) {
      return Optional.empty();
    }
    return PointFile.read(points(name), "srs=" + name, described.get().powers)
        .map(powers -> Srs.ofCeremony(powers, described.get().tauG2));
  }

  private record Description(int powers, G2Point tauG2) {
    static Optional<Description> parse(String text) {
      String[] words = text.split("\\s+");
      boolean shaped =
          words.length == 4
              && words[0].equals("powers")
              && words[1].matches("[1-9][0-9]{0,8}")
              && words[2].equals("tauG2")
              && words[3].matches("[0-9a-f]{256}");
      if (!shaped) {
        return Optional.empty();
      }
      return G2Point.fromCanonicalBytes(HexFormat.of().parseHex(words[3]), 0)
          .map(tauG2 -> new Description(Integer.parseInt(words[1]), tauG2));
    }
  }

  private Path points(String id) {
    return folder.resolve(id + ".points");
  }

  private Path description(String id) {
    return folder.resolve(id + ".srs");
  }
}
