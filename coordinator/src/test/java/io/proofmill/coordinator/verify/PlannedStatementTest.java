package io.proofmill.coordinator.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.proofmill.coordinator.verify.ProofChecker.FinalProof;
import io.proofmill.coordinator.verify.ProofChecker.Verdict;
import io.proofmill.verifier.ProofmillVerifier;
import io.proofmill.verifier.ProofmillVerifier.DevelopmentSrsPolicy;
import io.proofmill.verifier.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannedStatementTest {
  private static final String ROOT = "ab".repeat(32);
  private static final String PROOF =
      "{\"statement\":{\"fork\":\"0x"
          + "0".repeat(62)
          + "11\",\"chainId\":\"0x"
          + "0".repeat(62)
          + "a1\",\"preStateRoot\":\"0x"
          + ROOT
          + "\",\"vkTreeRoot\":\"0x01\"},\"proof\":\"0x\"}";

  @Test
  void theSameValuesAgreeHoweverLongTheyAreWritten() {
    String plan =
        "{\"statement\":{\"fork\":17,\"chainId\":\"a1\",\"preStateRoot\":\"0x"
            + ROOT
            + "\"},\"shards\":4}";
    assertEquals(Optional.empty(), difference(plan, PROOF));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"statement\":{\"fork\":18}} | fork",
        "{\"statement\":{\"fork\":17,\"chainId\":\"a2\"}} | chainId",
        "{\"statement\":{\"preStateRoot\":\"0xab\"}} | preStateRoot",
        "{\"statement\":{\"postStateRoot\":\"0xab\"}} | postStateRoot",
        "{\"statement\":{\"fork\":\"seventeen\"}} | fork",
        "{\"statement\":{\"fork\":null}} | fork",
        "{\"statement\":{}} | statement",
        "{\"statement\":[]} | statement",
        "{} | statement",
        "no json | statement"
      })
  void anythingElseDiffersAtItsField(String plan, String field) {
    assertEquals(Optional.of(field), difference(plan, PROOF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "null"})
  void aProofFileThatIsNoneIsRejectedAndThrowsNothing(String proofFile) {
    ProofChecker checker =
        new RegistryProofChecker(
            new ProofmillVerifier(new Registry(List.of()), DevelopmentSrsPolicy.ALLOW));
    assertInstanceOf(
        Verdict.Rejected.class,
        checker.check(new FinalProof(bytes(proofFile), bytes("{}"), bytes("{}"))));
  }

  private static Optional<String> difference(String plan, String proofFile) {
    return PlannedStatement.firstDifference(bytes(plan), bytes(proofFile));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
