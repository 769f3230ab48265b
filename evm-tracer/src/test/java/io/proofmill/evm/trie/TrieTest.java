package io.proofmill.evm.trie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.evm.TestJson;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Hex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrieTest {
  @Test
  void theEmptyRootIsThePublishedOne() {
    assertEquals(
        Hash32.of("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"),
        Trie.EMPTY_ROOT);
    assertEquals(Trie.EMPTY_ROOT, Trie.orderedRoot(List.of()));
  }

  @Test
  void rootsAreThoseOfThePublishedVectors() {
    int count = 0;
    for (String file : List.of("trieanyorder", "trietest")) {
      for (boolean secure : new boolean[] {false, true}) {
        String name = file + (secure ? "_secureTrie" : "") + ".json";
        for (var vector : TestJson.fixture("misc", "TrieTests", name).properties()) {
          Trie trie = Trie.empty();
          JsonNode in = vector.getValue().get("in");
          if (in.isArray()) {
            for (JsonNode pair : in) {
              trie = apply(trie, pair.get(0), pair.get(1), secure);
            }
          } else {
            for (var pair : in.properties()) {
              trie = apply(trie, pair.getKey(), pair.getValue(), secure);
            }
          }
          String root = vector.getValue().get("root").textValue();
          assertEquals(root, trie.rootHash().toString(), name + " " + vector.getKey());
          count++;
        }
      }
    }
    assertTrue(count >= 10, "vectors: " + count);
  }

  @Test
  void putAndRemoveAgreeWithARebuildFromAllKeys() {
    fuzz(12);
  }

  @Test
  @Tag("long")
  void putAndRemoveAgreeWithARebuildFromAllKeysOften() {
    fuzz(2_000);
  }

  @Test
  void anUnopenedNodeIsNamedWhenItIsNeeded() {
    Hash32 root = Hash32.keccak(new byte[] {1});
    Trie trie = Trie.unopened(root);
    assertEquals(root, trie.rootHash());
    byte[] key = {1, 2};
    assertEquals(root, assertThrows(MissingNodeException.class, () -> trie.get(key)).hash());
    assertEquals(root, assertThrows(MissingNodeException.class, () -> trie.put(key, key)).hash());
    assertEquals(root, assertThrows(MissingNodeException.class, () -> trie.remove(key)).hash());
  }

  @Test
  void removingAnAbsentKeyGivesTheSameTrie() {
    Trie trie = Trie.empty().put(new byte[] {1}, new byte[] {2});
    assertSame(trie, trie.remove(new byte[] {2}));
    assertSame(trie, trie.remove(new byte[] {1, 1}));
    assertThrows(IllegalArgumentException.class, () -> trie.put(new byte[] {1}, new byte[0]));
  }

  private static void fuzz(int rounds) {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < rounds; round++) {
      TreeMap<String, byte[]> expected = new TreeMap<>();
      Trie trie = Trie.empty();
      // Few distinct nibbles and short keys make shared prefixes, keys that end in branches, and
      // inline nodes; 32-byte keys are those of state tries.
      boolean sparse = random.nextBoolean();
      for (int step = 0; step < 60; step++) {
        byte[] key = new byte[sparse ? random.nextInt(4) : 32];
        for (int i = 0; i < key.length; i++) {
          key[i] = (byte) (random.nextInt(3) * (random.nextBoolean() ? 1 : 16));
        }
        String name = Hex.encode(key);
        if (random.nextInt(3) == 0) {
          trie = trie.remove(key);
          expected.remove(name);
          assertNull(trie.get(key));
        } else {
          byte[] value = new byte[1 + random.nextInt(40)];
          random.nextBytes(value);
          trie = trie.put(key, value);
          expected.put(name, value);
          assertArrayEquals(value, trie.get(key));
        }
        assertEquals(RebuiltTrie.root(expected), trie.rootHash());
      }
      for (var entry : expected.entrySet()) {
        assertArrayEquals(entry.getValue(), trie.get(Hex.decode(entry.getKey())));
      }
      for (String key : List.copyOf(expected.keySet())) {
        trie = trie.remove(Hex.decode(key));
        expected.remove(key);
        assertEquals(RebuiltTrie.root(expected), trie.rootHash());
      }
      assertEquals(Trie.EMPTY_ROOT, trie.rootHash());
    }
  }

  private static Trie apply(Trie trie, JsonNode key, JsonNode value, boolean secure) {
    return apply(trie, key.textValue(), value, secure);
  }

  private static Trie apply(Trie trie, String key, JsonNode value, boolean secure) {
    byte[] bytes = bytes(key);
    byte[] path = secure ? Hash32.keccak(bytes).toBytes() : bytes;
    return value.isNull() ? trie.remove(path) : trie.put(path, bytes(value.textValue()));
  }

  private static byte[] bytes(String text) {
    return text.startsWith("0x") ? Hex.decode(text) : text.getBytes(StandardCharsets.UTF_8);
  }
}
