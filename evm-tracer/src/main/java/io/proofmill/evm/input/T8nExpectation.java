package io.proofmill.evm.input;

import io.proofmill.evm.primitive.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the `t8n` tool must answer, as far as it is given.
///
/// @param rejected positions of the transactions that are left out
public record T8nExpectation(
    Optional<Hash32> stateRoot,
    Optional<Hash32> transactionsRoot,
    Optional<Hash32> receiptsRoot,
    OptionalLong gasUsed,
    List<Integer> rejected) {
  static T8nExpectation read(JsonPlace result) throws InputException {
    Optional<JsonPlace> gasUsed = result.find("gasUsed");
    List<Integer> rejected = new ArrayList<>();
    Optional<JsonPlace> list = result.find("rejected");
    if (list.isPresent()) {
      for (JsonPlace item : list.get().items()) {
        rejected.add((int) Math.min(item.get("index").positiveLong(), Integer.MAX_VALUE));
      }
    }
    return new T8nExpectation(
        hash(result, "stateRoot"),
        hash(result, "txRoot"),
        hash(result, "receiptsRoot"),
        gasUsed.isPresent() ? OptionalLong.of(gasUsed.get().positiveLong()) : OptionalLong.empty(),
        List.copyOf(rejected));
  }

  private static Optional<Hash32> hash(JsonPlace at, String field) throws InputException {
    Optional<JsonPlace> found = at.find(field);
    return found.isPresent() ? Optional.of(found.get().hash()) : Optional.empty();
  }
}
