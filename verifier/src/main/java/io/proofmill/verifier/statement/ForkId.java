package io.proofmill.verifier.statement;

import java.util.Arrays;
import java.util.Optional;

/// The forks whose rules can be proven, with the number that stands for each in the statement. A
/// change of blob parameters alone is a fork of its own. Numbers are never reused.
public enum ForkId {
  PRAGUE(1, "Prague"),
  OSAKA(2, "Osaka"),
  BPO1(3, "BPO1"),
  BPO2(4, "BPO2");

  private final int number;
  private final String forkName;

  ForkId(int number, String forkName) {
    this.number = number;
    this.forkName = forkName;
  }

  public int number() {
    return number;
  }

  /// The name in inputs and on the terminal.
  public String forkName() {
    return forkName;
  }

  public static Optional<ForkId> ofName(String name) {
    return Arrays.stream(values()).filter(f -> f.forkName.equalsIgnoreCase(name)).findFirst();
  }

  public static Optional<ForkId> ofNumber(long number) {
    return Arrays.stream(values()).filter(f -> f.number == number).findFirst();
  }
}
