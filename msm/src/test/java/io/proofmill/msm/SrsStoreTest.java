package io.proofmill.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SrsStoreTest {
  @Test
  void anImportedSetupIsReadBackAsItWas(@TempDir Path folder) throws IOException {
    Srs dev = Srs.dev("stored", 4);
    Srs imported = Srs.ofCeremony(dev.powers(16), dev.tauG2());
    SrsStore store = new SrsStore(folder);
    assertTrue(store.load(imported.id()).isEmpty());
    store.save(imported);
    store.save(imported);
    Srs loaded = store.load(imported.id()).orElseThrow();
    assertEquals(imported.powers(16), loaded.powers(16));
    assertEquals(imported.tauG2(), loaded.tauG2());
    assertEquals(16, loaded.size());
    assertFalse(loaded.isDevelopment());
    assertThrows(IllegalArgumentException.class, () -> store.save(dev));
  }

  @Test
  void filesThatDoNotFitEachOtherAreNotBelieved(@TempDir Path folder) throws IOException {
    Srs dev = Srs.dev("stored", 3);
    Srs other = Srs.dev("other", 3);
    Srs imported = Srs.ofCeremony(dev.powers(8), dev.tauG2());
    SrsStore store = new SrsStore(folder);
    store.save(imported);
    String id = HexFormat.of().formatHex(imported.id());
    Path description = folder.resolve("srs").resolve(id + ".srs");
    Path points = folder.resolve("srs").resolve(id + ".points");
    String text = Files.readString(description);
    String otherTau = HexFormat.of().formatHex(other.tauG2().toBytes());
    for (String wrong :
        new String[] {
          "", "powers 8", text.replace('8', '7'), "powers 8\ntauG2 " + otherTau + "\n", text + "x"
        }) {
      Files.writeString(description, wrong);
      assertTrue(store.load(imported.id()).isEmpty(), wrong);
    }
    Files.writeString(description, text);
    assertTrue(store.load(imported.id()).isPresent());
    byte[] bytes = Files.readAllBytes(points);
    bytes[100] ^= 1;
    Files.write(points, bytes);
    assertTrue(store.load(imported.id()).isEmpty());
  }
}
