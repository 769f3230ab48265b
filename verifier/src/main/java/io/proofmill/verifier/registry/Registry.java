package io.proofmill.verifier.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.proofmill.algebra.G2Point;
import io.proofmill.verifier.protocol.VerifyingKey;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The vk-tree roots that this version knows, each with the root key, the SRS and the assumptions
/// that belong to it. What is not here is not accepted, and what a proof file says about these is
/// only compared with it (DESIGN §4).
public final class Registry {
  private static final String FOLDER = "/io/proofmill/verifier/registry/";

  private final List<Entry> entries;

  /// One set of circuits on one SRS.
  ///
  /// @param vkTreeRoot names the entry: the root over all keys that the aggregation accepts
  /// @param rootKey the key of the root program
  /// @param tau `[τ]₂` of the SRS
  /// @param assumptions the clauses of the statement that these circuits do not enforce
  public record Entry(
      Bytes32 vkTreeRoot, VerifyingKey rootKey, G2Point tau, List<String> assumptions) {
    public Entry {
      assumptions = List.copyOf(assumptions);
    }

    public Bytes32 rootKeyDigest() {
      return Bytes32.of(rootKey.digest());
    }

    public Bytes32 srsId() {
      return Bytes32.of(rootKey.srsId());
    }

    /// Whether the SRS is one whose τ anybody knows, so that anybody can forge proofs. Derived from
    /// `[τ]₂` alone.
    public boolean developmentSrs() {
      return DevelopmentSrs.isDevelopment(tau);
    }
  }

  public Registry(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  public List<Entry> entries() {
    return entries;
  }

  public Optional<Entry> find(Bytes32 vkTreeRoot) {
    return entries.stream().filter(e -> e.vkTreeRoot().equals(vkTreeRoot)).findFirst();
  }

  /// The registry compiled into this module.
  public static Registry builtIn() {
    return BuiltIn.REGISTRY;
  }

  private static final class BuiltIn {
    static final Registry REGISTRY = load();

    private static Registry load() {
      try {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : new JsonMapper().readTree(resource("registry.json"))) {
          entries.add(entry(node));
        }
        return new Registry(entries);
      } catch (IOException e) {
        throw new IllegalStateException("the registry in this build is damaged", e);
      }
    }

    private static Entry entry(JsonNode node) throws IOException {
      Bytes32 root = Bytes32.of(hex(node, "vkTreeRoot"));
      byte[] packed = resource(node.required("rootKey").textValue());
      byte[] key = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
      G2Point tau =
          G2Point.fromCanonicalBytes(hex(node, "tau"), 0)
              .orElseThrow(() -> new IOException("tau is not a point of G2"));
      List<String> assumptions = new ArrayList<>();
      node.required("assumptions").forEach(a -> assumptions.add(a.textValue()));
      Entry entry = new Entry(root, VerifyingKey.fromBytes(key), tau, assumptions);
      if (!entry.rootKeyDigest().equals(Bytes32.of(hex(node, "rootKeyDigest")))) {
        throw new IOException("the root key is not the one that the registry names");
      }
      return entry;
    }

    private static byte[] hex(JsonNode node, String field) {
      String text = node.required(field).textValue();
      return HexFormat.of().parseHex(text, 2, text.length());
    }

    private static byte[] resource(String name) throws IOException {
      try (InputStream in = Registry.class.getResourceAsStream(FOLDER + name)) {
        if (in == null) {
          throw new IOException("no resource " + name);
        }
        return in.readAllBytes();
      }
    }
  }
}
