package io.proofmill.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.cli.CommandLineRun;
import io.proofmill.cli.verify.StatementText.Field;
import io.proofmill.verifier.file.ProofFile;
import io.proofmill.verifier.file.ProofFile.Kind;
import io.proofmill.verifier.file.ProofFileCodec;
import io.proofmill.verifier.statement.Statement;
import io.proofmill.verifier.statement.Statement.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final Statement STATEMENT =
      new Statement(
          1,
          2,
          BigInteger.valueOf(1337),
          BigInteger.ONE,
          BigInteger.TWO,
          word(1),
          word(2),
          word(3),
          word(4),
          word(5),
          word(6));

  @TempDir private Path folder;

  @Test
  void anUnknownVkTreeRootIsRejected() throws IOException {
    CommandLineRun run = CommandLineRun.of("verify", proofFile().toString());
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("/statement/vkTreeRoot: unknown vk-tree root 0x0606"), run.err());
    assertEquals(1, run.err().lines().count());
    assertEquals("", run.out());
  }

  @Test
  void aFileThatIsNoProofIsUnreadable() throws IOException {
    Path file = folder.resolve("proof.json");
    Files.writeString(file, "{\"format\": ");
    CommandLineRun run = CommandLineRun.of("verify", file.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("proofmill: " + file + ": not JSON at line 1"), run.err());
  }

  @Test
  void anAbsentFileIsUnreadable() {
    Path file = folder.resolve("absent.json");
    CommandLineRun run = CommandLineRun.of("verify", file.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("absent.json: no such file"), run.err());
  }

  @Test
  void anEndlessFileIsNotReadWhole() {
    CommandLineRun run = CommandLineRun.of("verify", "/dev/zero");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("the file has more than"), run.err());
  }

  @Test
  void anUnknownOrImpossibleExpectationIsWrongUsage() throws IOException {
    for (String expectation :
        List.of("colour=red", "chainId=x", "preStateRoot=12", "fork=Atlantis", "chainId")) {
      CommandLineRun run =
          CommandLineRun.of("verify", proofFile().toString(), "--expect", expectation);
      assertEquals(64, run.exitCode(), expectation);
    }
  }

  @Test
  void expectationsAreComparedByValue() {
    assertTrue(Field.CHAIN_ID.matches(STATEMENT, "1337"));
    assertTrue(Field.CHAIN_ID.matches(STATEMENT, "0x" + "0".repeat(61) + "539"));
    assertFalse(Field.CHAIN_ID.matches(STATEMENT, "1"));
    assertTrue(Field.FORK.matches(STATEMENT, "osaka"));
    assertTrue(Field.FORK.matches(STATEMENT, "2"));
    assertFalse(Field.FORK.matches(STATEMENT, "Prague"));
    assertTrue(Field.PRE_STATE_ROOT.matches(STATEMENT, "0x" + "03".repeat(32)));
    assertFalse(Field.PRE_STATE_ROOT.matches(STATEMENT, "0x" + "04".repeat(32)));
    assertThrows(
        IllegalArgumentException.class, () -> Field.PRE_STATE_ROOT.matches(STATEMENT, "3"));
  }

  @Test
  void theStatementIsPrintedFieldByField() {
    List<String> lines = StatementText.lines(STATEMENT, List.of("signatures", "receipts"));
    assertEquals("  fork             Osaka", lines.get(1));
    assertEquals("  chainId          1337", lines.get(2));
    assertEquals("  preStateRoot     0x" + "03".repeat(32), lines.get(7));
    assertEquals("  assumptions      signatures, receipts", lines.getLast());
    assertEquals("  assumptions      none", StatementText.lines(STATEMENT, List.of()).getLast());
  }

  private Path proofFile() throws IOException {
    ProofFile proof =
        new ProofFile(
            Kind.ROOT, STATEMENT, word(7), word(8), List.of("signatures"), new byte[] {1});
    Path file = folder.resolve("proof.json");
    Files.write(file, ProofFileCodec.write(proof));
    return file;
  }

  private static Bytes32 word(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Bytes32.of(bytes);
  }
}
