package io.proofmill.evm.input;

import io.proofmill.evm.execution.BlockEnvironment;
import io.proofmill.evm.execution.Withdrawal;
import io.proofmill.evm.fork.ForkRules;
import io.proofmill.evm.primitive.Hash32;
import io.proofmill.evm.primitive.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The block environment as `env` writes it. What follows from the parent (base fee, excess blob
/// gas) is computed when it is not given. Since Paris the difficulty is zero whatever
/// `currentDifficulty` says.
///
/// @param parentHash zero when the environment names none
record EnvironmentJson(BlockEnvironment block, List<Withdrawal> withdrawals, Hash32 parentHash) {
  private static final Set<String> FIELDS =
      Set.of(
          "currentCoinbase",
          "currentDifficulty",
          "currentRandom",
          "currentGasLimit",
          "currentNumber",
          "currentTimestamp",
          "currentBaseFee",
          "currentExcessBlobGas",
          "parentBaseFee",
          "parentGasUsed",
          "parentGasLimit",
          "parentExcessBlobGas",
          "parentBlobGasUsed",
          "parentBeaconBlockRoot",
          "previousHash",
          "parentHash",
          "blockHashes",
          "ommers",
          "withdrawals");

  /// What the tool writes down and the execution of a block does not need.
  private static final Set<String> IGNORED_FIELDS =
      Set.of(
          "currentStateRoot",
          "currentBlobGasUsed",
          "parentDifficulty",
          "parentTimestamp",
          "parentUncleHash");

  private static final long MAX_BLOB_GAS = 1L << 32;

  static EnvironmentJson read(JsonPlace env, ForkRules rules) throws InputException {
    for (var field : env.fields()) {
      if (!FIELDS.contains(field.getKey()) && !IGNORED_FIELDS.contains(field.getKey())) {
        throw field.getValue().error("unknown field");
      }
    }
    Optional<JsonPlace> ommers = env.find("ommers");
    if (ommers.isPresent() && !ommers.get().items().isEmpty()) {
      throw ommers.get().error("ommers are not supported");
    }
    long number = env.get("currentNumber").positiveLong();
    Optional<JsonPlace> random = env.find("currentRandom");
    Optional<JsonPlace> named = env.find("currentDifficulty");
    Word difficulty = named.isPresent() ? named.get().word() : Word.ZERO;
    Optional<JsonPlace> beaconRoot = env.find("parentBeaconBlockRoot");
    BlockEnvironment block =
        new BlockEnvironment(
            number,
            env.get("currentTimestamp").positiveLong(),
            env.get("currentGasLimit").positiveLong(),
            env.get("currentCoinbase").address(),
            rules.proofOfStake() ? Word.ZERO : difficulty,
            random.isPresent() ? Hash32.of(random.get().word()) : Hash32.ZERO,
            rules.baseFee() ? baseFee(env, rules) : Word.ZERO,
            rules.blobs() != null ? excessBlobGas(env, rules) : 0,
            beaconRoot.isPresent() && rules.blobs() != null
                ? beaconRoot.get().hash()
                : Hash32.ZERO);
    return new EnvironmentJson(block, withdrawals(env, rules), parentHash(env, number));
  }

  private static Word baseFee(JsonPlace env, ForkRules rules) throws InputException {
    Optional<JsonPlace> current = env.find("currentBaseFee");
    if (current.isPresent()) {
      return current.get().word();
    }
    if (env.find("parentBaseFee").isEmpty()) {
      throw env.error("no currentBaseFee, and no parentBaseFee to compute it from");
    }
    JsonPlace parent = env.get("parentBaseFee");
    Word parentFee = parent.word();
    if (parentFee.limb3() != 0) {
      throw parent.error("2^192 or more");
    }
    return rules.nextBaseFee(
        parentFee,
        env.get("parentGasUsed").positiveLong(),
        env.get("parentGasLimit").positiveLong());
  }

  private static long excessBlobGas(JsonPlace env, ForkRules rules) throws InputException {
    Optional<JsonPlace> current = env.find("currentExcessBlobGas");
    if (current.isPresent()) {
      return current.get().positiveLong();
    }
    Optional<JsonPlace> parentExcess = env.find("parentExcessBlobGas");
    Optional<JsonPlace> parentUsed = env.find("parentBlobGasUsed");
    if (parentExcess.isEmpty() && parentUsed.isEmpty()) {
      return 0;
    }
    Optional<JsonPlace> parentFee = env.find("parentBaseFee");
    long excess = parentExcess.isPresent() ? bounded(parentExcess.get()) : 0;
    long used = parentUsed.isPresent() ? bounded(parentUsed.get()) : 0;
    return rules
        .blobs()
        .excess(excess, used, parentFee.isPresent() ? parentFee.get().word() : Word.ZERO);
  }

  /// The series for the blob price takes steps and digits in proportion to the excess, so it is
  /// bounded; no chain comes near.
  private static long bounded(JsonPlace gas) throws InputException {
    long value = gas.positiveLong();
    if (value > MAX_BLOB_GAS) {
      throw gas.error("more than 2^32 blob gas");
    }
    return value;
  }

  private static List<Withdrawal> withdrawals(JsonPlace env, ForkRules rules)
      throws InputException {
    Optional<JsonPlace> list = env.find("withdrawals");
    List<Withdrawal> withdrawals = new ArrayList<>();
    if (list.isPresent()) {
      for (JsonPlace item : list.get().items()) {
        item.onlyFields(Set.of("index", "validatorIndex", "address", "amount"));
        withdrawals.add(
            new Withdrawal(
                item.get("index").unsignedLong(),
                item.get("validatorIndex").unsignedLong(),
                item.get("address").address(),
                item.get("amount").unsignedLong()));
      }
      if (!withdrawals.isEmpty() && !rules.withdrawals()) {
        throw list.get().error(rules.name() + " has no withdrawals");
      }
    }
    return withdrawals;
  }

  private static Hash32 parentHash(JsonPlace env, long number) throws InputException {
    Hash32 found = Hash32.ZERO;
    Optional<JsonPlace> hashes = env.find("blockHashes");
    if (hashes.isPresent()) {
      for (var entry : hashes.get().fields()) {
        JsonPlace at = entry.getValue();
        Hash32 hash = at.hash();
        if (at.keyNumber(entry.getKey()) == number - 1) {
          found = hash;
        }
      }
    }
    Optional<JsonPlace> named = env.findAny("previousHash", "parentHash");
    if (named.isEmpty()) {
      return found;
    }
    Hash32 hash = named.get().hash();
    if (!found.equals(Hash32.ZERO) && !found.equals(hash)) {
      throw named.get().error("differs from the parent's in blockHashes");
    }
    return hash;
  }
}
