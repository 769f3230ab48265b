package io.proofmill.evm.input;

import java.util.Optional;
import java.util.OptionalLong;

/// What the caller says instead of `config.json`: `--fork` and `--chain-id`.
public record Overrides(Optional<String> fork, OptionalLong chainId) {
  public static final Overrides NONE = new Overrides(Optional.empty(), OptionalLong.empty());
}
