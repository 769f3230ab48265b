package io.proofmill.evm.fork;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The forks, oldest first, each with its rules. Istanbul to Cancun are executed only; the others
/// can be proven.
public enum Fork {
  ISTANBUL(Istanbul.RULES),
  BERLIN(Berlin.RULES),
  LONDON(London.RULES),
  PARIS(Paris.RULES),
  SHANGHAI(Shanghai.RULES),
  CANCUN(Cancun.RULES),
  PRAGUE(Prague.RULES),
  OSAKA(Osaka.RULES),
  BPO1(Bpo1.RULES),
  BPO2(Bpo2.RULES);

  private final ForkRules rules;

  Fork(ForkRules rules) {
    this.rules = rules;
  }

  public ForkRules rules() {
    return rules;
  }

  /// The fork of this name, in any case; `Merge` is Paris.
  public static Optional<Fork> ofName(String name) {
    String known = name.equalsIgnoreCase("Merge") ? PARIS.rules.name() : name;
    return Arrays.stream(values())
        .filter(fork -> fork.rules.name().equalsIgnoreCase(known))
        .findFirst();
  }

  /// The names of the forks that can be proven.
  public static List<String> provableNames() {
    return Arrays.stream(values())
        .map(Fork::rules)
        .filter(ForkRules::provable)
        .map(ForkRules::name)
        .toList();
  }

  @Override
  public String toString() {
    return rules.name();
  }
}
