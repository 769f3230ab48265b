package io.proofmill.worker.pipeline;

import io.proofmill.jobapi.StrictJson;
import io.proofmill.verifier.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Writes the registry that is compiled into `verifier`. Run after every change of circuits, keys
/// or protocol: any such change is a new vk-tree root.
public final class RegistryFiles {
  private static final String REGISTRY = "registry.json";
  private static final String ROOT_KEY = "root-key.bin.gz";

  private record EntryJson(
      String vkTreeRoot,
      String rootKeyDigest,
      String tau,
      String rootKey,
      List<String> assumptions) {}

  private RegistryFiles() {}

  /// Replaces the registry in `folder` by the one entry.
  public static void write(Registry.Entry entry, Path folder) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(entry.rootKey().toBytes());
    }
    Files.write(folder.resolve(ROOT_KEY), packed.toByteArray());
    EntryJson json =
        new EntryJson(
            entry.vkTreeRoot().toHex(),
            entry.rootKeyDigest().toHex(),
            "0x" + HexFormat.of().formatHex(entry.tau().toBytes()),
            ROOT_KEY,
            entry.assumptions());
    String text = StrictJson.toTree(List.of(json)).toPrettyString() + "\n";
    Files.write(folder.resolve(REGISTRY), text.getBytes(StandardCharsets.UTF_8));
  }
}
