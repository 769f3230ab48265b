package io.proofmill.proofsystem.check;

import io.proofmill.algebra.Fr;
import io.proofmill.algebra.FrElement;
import io.proofmill.verifier.constraint.Bus;
import io.proofmill.verifier.constraint.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The signed multiset of all messages on all buses, keyed by the message itself, not by a
/// fingerprint. Multiplicities are field elements, as in the bus argument; a message whose
/// multiplicities sum to zero is dropped, so what remains is what is out of balance.
final class MessageMultiset {
  /// A message and the sum of its multiplicities.
  static final class Entry {
    private Bus bus;
    private long[] fields;
    private int hash;
    private final long[] multiplicity = new long[Fr.LIMBS];

    Bus bus() {
      return bus;
    }

    FrElement multiplicity() {
      return FrElement.load(multiplicity, 0);
    }

    FrElement field(int i) {
      return FrElement.load(fields, i);
    }

    long[] limbs() {
      return fields;
    }

    List<FrElement> fields() {
      List<FrElement> result = new ArrayList<>();
      for (int i = 0; i < bus.arity(); i++) {
        result.add(field(i));
      }
      return result;
    }

    private void rehash() {
      int h = bus.id();
      for (int i = 0; i < bus.arity() * Fr.LIMBS; i++) {
        h = 31 * h + Long.hashCode(fields[i] * 0x9E3779B97F4A7C15L);
      }
      hash = h;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Entry e
          && e.bus.id() == bus.id()
          && Arrays.equals(e.fields, 0, bus.arity() * Fr.LIMBS, fields, 0, bus.arity() * Fr.LIMBS);
    }
  }

  private final Map<Entry, Entry> entries = new HashMap<>();
  private final Map<Integer, Bus> buses = new TreeMap<>();
  private final Map<Integer, int[]> unbalanced = new HashMap<>();
  private final Entry probe = new Entry();
  private final long[] scratch = new long[Fr.LIMBS];

  MessageMultiset() {
    probe.fields = new long[Fr.LIMBS * 8];
  }

  /// Makes a bus known; two different buses with one id are a mistake in the tables.
  void declare(Bus bus) {
    Bus known = buses.putIfAbsent(bus.id(), bus);
    if (known != null && !known.equals(bus)) {
      throw new IllegalArgumentException(
          "two buses with id " + bus.id() + ": " + known + ", " + bus);
    }
    unbalanced.computeIfAbsent(bus.id(), _ -> new int[1]);
    if (probe.fields.length < bus.arity() * Fr.LIMBS) {
      probe.fields = new long[bus.arity() * Fr.LIMBS];
    }
  }

  /// Adds (or with `sign` −1 takes off) the message of an interaction whose nodes were evaluated.
  void add(Interaction interaction, long[] values, int sign) {
    int m = interaction.multiplicity();
    if (Fr.isZero(values, m)) {
      return;
    }
    List<Integer> message = interaction.message();
    for (int i = 0; i < message.size(); i++) {
      Fr.copy(values, message.get(i), probe.fields, i);
    }
    if (sign > 0) {
      add(interaction.bus(), values, m);
    } else {
      Fr.neg(values, m, scratch, 0);
      add(interaction.bus(), scratch, 0);
    }
  }

  void add(BusMessage message, int sign) {
    declare(message.bus());
    for (int i = 0; i < message.fields().size(); i++) {
      message.fields().get(i).store(probe.fields, i);
    }
    FrElement m = sign > 0 ? message.multiplicity() : message.multiplicity().negate();
    if (!m.isZero()) {
      m.store(scratch, 0);
      add(message.bus(), scratch, 0);
    }
  }

  /// Adds the message held by the probe.
  private void add(Bus bus, long[] multiplicity, int at) {
    probe.bus = bus;
    probe.rehash();
    Entry entry = entries.get(probe);
    if (entry == null) {
      entry = new Entry();
      entry.bus = bus;
      entry.fields = Arrays.copyOf(probe.fields, bus.arity() * Fr.LIMBS);
      entry.hash = probe.hash;
      Fr.copy(multiplicity, at, entry.multiplicity, 0);
      entries.put(entry, entry);
      unbalanced.get(bus.id())[0]++;
      return;
    }
    Fr.add(entry.multiplicity, 0, multiplicity, at, entry.multiplicity, 0);
    if (Fr.isZero(entry.multiplicity, 0)) {
      entries.remove(entry);
      unbalanced.get(bus.id())[0]--;
    }
  }

  /// The entry of the evaluated message of an interaction, or null when it is balanced.
  Entry find(Interaction interaction, long[] values) {
    List<Integer> message = interaction.message();
    for (int i = 0; i < message.size(); i++) {
      Fr.copy(values, message.get(i), probe.fields, i);
    }
    probe.bus = interaction.bus();
    probe.rehash();
    return entries.get(probe);
  }

  boolean isBalanced() {
    return entries.isEmpty();
  }

  /// How many different messages are out of balance.
  int size() {
    return entries.size();
  }

  /// How many different messages of a bus are out of balance.
  int unbalanced(Bus bus) {
    int[] count = unbalanced.get(bus.id());
    return count == null ? 0 : count[0];
  }

  Collection<Bus> buses() {
    return buses.values();
  }

  /// The messages out of balance, in no particular order.
  Collection<Entry> entries() {
    return entries.values();
  }
}
