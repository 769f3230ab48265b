package io.proofmill.evm.trie;

import io.proofmill.evm.primitive.Hash32;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/// The root of a trie by the definition of the Yellow Paper, appendix D, recursively from the whole
/// set of keys, with its own RLP and hex-prefix: an oracle that shares nothing with [Trie] but
/// keccak. Keys are hexadecimal text, so a nibble is a character.
final class RebuiltTrie {
  private RebuiltTrie() {}

  static Hash32 root(SortedMap<String, byte[]> values) {
    TreeMap<String, byte[]> nibbles = new TreeMap<>();
    values.forEach((key, value) -> nibbles.put(key.substring(2), value));
    return Hash32.keccak(nibbles.isEmpty() ? new byte[] {(byte) 0x80} : node(nibbles, 0));
  }

  private static byte[] node(TreeMap<String, byte[]> keys, int depth) {
    if (keys.size() == 1) {
      String rest = keys.firstKey().substring(depth);
      return list(string(prefixed(rest, true)), string(keys.firstEntry().getValue()));
    }
    String first = keys.firstKey();
    String last = keys.lastKey();
    int common = depth;
    while (common < first.length() && first.charAt(common) == last.charAt(common)) {
      common++;
    }
    if (common > depth) {
      return list(
          string(prefixed(first.substring(depth, common), false)), reference(node(keys, common)));
    }
    byte[][] items = new byte[17][];
    for (int i = 0; i < 16; i++) {
      String digit = Integer.toHexString(i);
      TreeMap<String, byte[]> child = new TreeMap<>();
      for (var entry : keys.entrySet()) {
        if (entry.getKey().startsWith(digit, depth)) {
          child.put(entry.getKey(), entry.getValue());
        }
      }
      items[i] = child.isEmpty() ? string(new byte[0]) : reference(node(child, depth + 1));
    }
    items[16] = string(first.length() == depth ? keys.get(first) : new byte[0]);
    return list(items);
  }

  private static byte[] reference(byte[] node) {
    return node.length < 32 ? node : string(Hash32.keccak(node).toBytes());
  }

  private static byte[] prefixed(String nibbles, boolean leaf) {
    int flag = leaf ? 2 : 0;
    String padded =
        nibbles.length() % 2 == 1
            ? Integer.toHexString(flag + 1) + nibbles
            : Integer.toHexString(flag) + "0" + nibbles;
    return java.util.HexFormat.of().parseHex(padded);
  }

  private static byte[] string(byte[] bytes) {
    return bytes.length == 1 && bytes[0] >= 0 ? bytes : header(0x80, bytes);
  }

  private static byte[] list(byte[]... items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] item : items) {
      out.writeBytes(item);
    }
    return header(0xc0, out.toByteArray());
  }

  private static byte[] header(int base, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (payload.length < 56) {
      out.write(base + payload.length);
    } else if (payload.length < 256) {
      out.write(base + 56);
      out.write(payload.length);
    } else {
      out.write(base + 57);
      out.write(payload.length >>> 8);
      out.write(payload.length);
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
