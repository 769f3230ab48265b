package io.proofmill.aggregator.recursion;

import io.proofmill.aggregator.machine.Machine;
import io.proofmill.aggregator.machine.ProgramTooLargeException;
import io.proofmill.algebra.FrElement;
import io.proofmill.proofsystem.key.Engines;
import io.proofmill.proofsystem.key.KeyGenerator;
import io.proofmill.proofsystem.key.ProvingKey;
import io.proofmill.verifier.batch.BatchRules;
import io.proofmill.verifier.protocol.KeyTree;
import io.proofmill.verifier.protocol.KeyTree.Role;
import io.proofmill.verifier.protocol.NativeArithmetic;
import io.proofmill.verifier.protocol.VerifyingKey;
import java.util.ArrayList;
import java.util.List;

/// All keys of an aggregation: a leaf key for each shard key, one node key, one root key, and the
/// tree over leaf and node keys whose root names the whole. A function of the shard keys, the batch
/// rules and the SRS.
public final class AggregationKeys {
  /// How many shards a leaf takes at most.
  private static final int MAX_PLACES = 2;

  private final List<VerifyingKey> shardKeys;
  private final BatchRules rules;
  private final List<LeafMachine> leafMachines;
  private final List<ProvingKey> leafKeys;
  private final NodeMachine nodeMachine;
  private final ProvingKey nodeKey;
  private final RootMachine rootMachine;
  private final ProvingKey rootKey;
  private final KeyTree tree;

  private AggregationKeys(List<VerifyingKey> shardKeys, BatchRules rules, Engines engines) {
    this.shardKeys = List.copyOf(shardKeys);
    this.rules = rules;
    byte[] srsId = engines.commitments().srs().id();
    NativeArithmetic arithmetic = new NativeArithmetic();
    List<FrElement> hashes = new ArrayList<>();
    leafMachines = new ArrayList<>();
    leafKeys = new ArrayList<>();
    for (VerifyingKey shardKey : shardKeys) {
      LeafMachine machine = leaf(shardKey);
      ProvingKey key = generate(machine.machine(), engines);
      leafMachines.add(machine);
      leafKeys.add(key);
      hashes.add(hash(arithmetic, Role.LEAF, key));
    }
    nodeMachine = new NodeMachine(srsId, RecursionLayout.MACHINE);
    nodeKey = generate(nodeMachine.machine(), engines);
    hashes.add(hash(arithmetic, Role.NODE, nodeKey));
    rootMachine = new RootMachine(srsId, rules, RecursionLayout.MACHINE, RecursionLayout.MACHINE);
    rootKey = generate(rootMachine.machine(), engines);
    tree = KeyTree.of(hashes);
  }

  /// @param shardKeys the keys of all shards that a batch may have, in an order that fixes the tree
  public static AggregationKeys generate(
      List<VerifyingKey> shardKeys, BatchRules rules, Engines engines) {
    return new AggregationKeys(shardKeys, rules, engines);
  }

  /// The leaf with the most places that fits the layout.
  private static LeafMachine leaf(VerifyingKey shardKey) {
    for (int places = MAX_PLACES; places > 1; places--) {
      try {
        return new LeafMachine(shardKey, places, RecursionLayout.MACHINE);
      } catch (ProgramTooLargeException tooLarge) {
        continue; // fewer places need less
      }
    }
    return new LeafMachine(shardKey, 1, RecursionLayout.MACHINE);
  }

  private static ProvingKey generate(Machine machine, Engines engines) {
    return KeyGenerator.generate(
        machine.shape(),
        machine.fixedColumns().stream().map(Machine.FixedColumns::columns).toList(),
        engines);
  }

  private static FrElement hash(NativeArithmetic arithmetic, Role role, ProvingKey key) {
    return KeyTree.leaf(arithmetic, FrElement.of(role.number()), key.verifyingKey().digest());
  }

  public List<VerifyingKey> shardKeys() {
    return shardKeys;
  }

  public BatchRules rules() {
    return rules;
  }

  /// How many shards a leaf takes, by shard key.
  public List<Integer> places() {
    return leafMachines.stream().map(LeafMachine::places).toList();
  }

  public KeyTree tree() {
    return tree;
  }

  /// The root of the tree of keys, which names this set of circuits in every statement.
  public FrElement vkTreeRoot() {
    return tree.root();
  }

  /// The key that verifies root proofs.
  public VerifyingKey rootVerifyingKey() {
    return rootKey.verifyingKey();
  }

  LeafMachine leafMachine(int shardKey) {
    return leafMachines.get(shardKey);
  }

  ProvingKey leafKey(int shardKey) {
    return leafKeys.get(shardKey);
  }

  NodeMachine nodeMachine() {
    return nodeMachine;
  }

  ProvingKey nodeKey() {
    return nodeKey;
  }

  int nodeKeyIndex() {
    return shardKeys.size();
  }

  RootMachine rootMachine() {
    return rootMachine;
  }

  ProvingKey rootKey() {
    return rootKey;
  }

  /// The key of a leaf or node by its place in the tree.
  VerifyingKey treeKey(int index) {
    return (index == nodeKeyIndex() ? nodeKey : leafKeys.get(index)).verifyingKey();
  }
}
