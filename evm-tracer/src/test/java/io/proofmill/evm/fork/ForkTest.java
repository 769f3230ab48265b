package io.proofmill.evm.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.proofmill.evm.TestJson;
import io.proofmill.evm.primitive.Address;
import io.proofmill.evm.primitive.Word;
import io.proofmill.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForkTest {
  @Test
  void forksAreFoundByNameInAnyCase() {
    assertEquals(Optional.of(Fork.OSAKA), Fork.ofName("osaka"));
    assertEquals(Optional.of(Fork.PARIS), Fork.ofName("Merge"));
    assertEquals(Optional.of(Fork.BPO2), Fork.ofName("BPO2"));
    assertEquals(Optional.empty(), Fork.ofName("Amsterdam"));
  }

  @Test
  void provableForksHaveDistinctNumbersInTheStatement() {
    assertEquals(List.of("Prague", "Osaka", "BPO1", "BPO2"), Fork.provableNames());
    Set<Integer> numbers = new HashSet<>();
    for (Fork fork : Fork.values()) {
      assertEquals(fork.rules().provable(), fork.compareTo(Fork.PRAGUE) >= 0);
      assertTrue(!fork.rules().provable() || numbers.add(fork.rules().statementId()));
    }
  }

  @Test
  void precompilesAreThoseOfTheFork() {
    assertTrue(precompile(Fork.ISTANBUL, 9));
    assertFalse(precompile(Fork.ISTANBUL, 10));
    assertTrue(precompile(Fork.CANCUN, 10));
    assertFalse(precompile(Fork.CANCUN, 11));
    assertTrue(precompile(Fork.PRAGUE, 17));
    assertFalse(precompile(Fork.PRAGUE, 18));
    assertFalse(precompile(Fork.PRAGUE, 0x100));
    assertTrue(precompile(Fork.OSAKA, 0x100));
    assertFalse(precompile(Fork.OSAKA, 0));
    assertFalse(Fork.OSAKA.rules().isPrecompile(new Address(1, 0, 1)));
    assertFalse(Fork.OSAKA.rules().isPrecompile(new Address(0, 1, 1)));
  }

  /// The blob parameters that the state tests were filled with.
  @Test
  void blobParametersAreThoseOfTheFixtures() throws IOException {
    int checked = 0;
    try (Stream<Path> files =
        Files.walk(Fixtures.path("state_tests", "osaka", "eip7594_peerdas"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        for (JsonNode test : TestJson.read(file)) {
          for (var entry : test.get("config").get("blobSchedule").properties()) {
            BlobRules rules = Fork.ofName(entry.getKey()).orElseThrow().rules().blobs();
            assertEquals(Long.decode(entry.getValue().get("target").textValue()), rules.target());
            assertEquals(Long.decode(entry.getValue().get("max").textValue()), rules.max());
            assertEquals(
                Long.decode(entry.getValue().get("baseFeeUpdateFraction").textValue()),
                rules.updateFraction());
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 0);
  }

  /// Consecutive blocks of fixtures: the child's excess blob gas and base fee follow from its
  /// parent.
  @Test
  void feesOfTheNextBlockAreThoseOfTheFixtures() throws IOException {
    int fees = 0;
    int excesses = 0;
    Path folder = Fixtures.path("blockchain_tests");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(path ->
                  path.toString().contains("excess_blob_gas")
                      || path.toString().contains("eip7918")
                      || path.toString().contains("blob_gas_costs"))
              .filter(Files::isRegularFile)
              .toList()) {
        for (JsonNode test : TestJson.read(file)) {
          Optional<Fork> fork = Fork.ofName(test.get("network").textValue());
          JsonNode parent = test.get("genesisBlockHeader");
          for (JsonNode block : test.get("blocks")) {
            JsonNode header = block.get("blockHeader");
            if (fork.isEmpty() || header == null || block.has("expectException")) {
              break;
            }
            ForkRules rules = fork.get().rules();
            assertEquals(
                number(header, "baseFeePerGas"),
                rules
                    .nextBaseFee(
                        Word.of(number(parent, "baseFeePerGas")),
                        number(parent, "gasUsed"),
                        number(parent, "gasLimit"))
                    .limb0());
            fees++;
            if (header.has("excessBlobGas")) {
              assertEquals(
                  number(header, "excessBlobGas"),
                  rules
                      .blobs()
                      .excess(
                          number(parent, "excessBlobGas"),
                          number(parent, "blobGasUsed"),
                          Word.of(number(parent, "baseFeePerGas"))),
                  file.toString());
              excesses++;
            }
            parent = header;
          }
        }
      }
    }
    assertTrue(fees > 0 && excesses > 0, fees + " base fees, " + excesses + " excesses");
  }

  private static long number(JsonNode header, String field) {
    return Long.decode(header.get(field).textValue());
  }

  private static boolean precompile(Fork fork, long address) {
    return fork.rules().isPrecompile(Address.of(Word.of(address)));
  }
}
