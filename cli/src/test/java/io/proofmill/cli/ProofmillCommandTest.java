package io.proofmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ProofmillCommandTest {
  private String out = "";
  private String err = "";

  @Test
  void successEndsWithZero() {
    assertEquals(0, run(() -> ExitCode.DONE.code()));
    assertEquals("", err);
  }

  @Test
  void aCommandsOwnCodeIsKept() {
    assertEquals(3, run(() -> ExitCode.UNSUPPORTED.code()));
  }

  @Test
  void anExpectedFailureIsOneLineWithItsPlaceAndCode() {
    int code =
        run(() -> {
          throw new CommandFailure(
              ExitCode.REJECTED, "proof.json: statement", "is not the one that was proven");
        });
    assertEquals(1, code);
    assertEquals("proofmill: proof.json: statement: is not the one that was proven" + nl(), err);
  }

  @Test
  void aMissingInputIsUnreadableEvenWhenWrapped() {
    int code =
        run(() -> {
          throw new UncheckedIOException(new NoSuchFileException("batch/alloc.json"));
        });
    assertEquals(2, code);
    assertEquals("proofmill: batch/alloc.json: no such file or folder" + nl(), err);
  }

  @Test
  void aBugIsOneLineWithoutStackTrace() {
    int code =
        run(() -> {
          throw new IllegalStateException("two\nlines");
        });
    assertEquals(70, code);
    assertEquals(1, err.lines().count());
    assertTrue(err.contains("IllegalStateException: two lines"));
  }

  @Test
  void debugShowsTheStackTrace() {
    StringWriter traced = new StringWriter();
    ExitCode code =
        new Failures(new PrintWriter(traced), true).report(new IllegalStateException("broken"));
    assertEquals(ExitCode.INTERNAL, code);
    assertTrue(traced.toString().contains("\tat io.proofmill.cli.ProofmillCommandTest"));
  }

  @Test
  void anErrorOfTheVirtualMachineIsOurBugToo() {
    int code =
        run(() -> {
          throw new OutOfMemoryError("Java heap space");
        });
    assertEquals(70, code);
    assertTrue(err.startsWith("proofmill: out of memory: Java heap space"));
  }

  @Test
  void anInterruptionEndsWith130() {
    int code =
        run(() -> {
          throw new InterruptedException();
        });
    assertEquals(130, code);
  }

  @Test
  void wrongUsageEndsWith64AndNamesTheArgument() {
    assertEquals(64, proofmill("no-such-command"));
    assertTrue(err.startsWith("proofmill: arguments: unexpected argument no-such"));
    assertEquals(64, proofmill("--verson"));
    assertTrue(err.contains("did you mean --version?"));
    assertEquals(64, proofmill());
    assertEquals(64, proofmill("bench", "mul", "--log-size", "99"));
  }

  @Test
  void versionNamesCommitProtocolKeysAndForks() {
    assertEquals(0, proofmill("--version"));
    assertTrue(out.startsWith("proofmill 0."), out);
    assertTrue(out.contains("commit "), out);
    assertTrue(out.contains("protocol  1"), out);
    assertTrue(out.contains("vk-tree   0x"), out);
    assertTrue(out.contains("Prague, Osaka"), out);
    assertFalse(out.contains("${"), out);
  }

  private int proofmill(String... args) {
    return remember(CommandLineRun.of(args));
  }

  private int run(Body body) {
    return remember(CommandLineRun.ofRoot(new Probe(body), "--flag"));
  }

  private int remember(CommandLineRun run) {
    out = run.out();
    err = run.err();
    return run.exitCode();
  }

  private static String nl() {
    return System.lineSeparator();
  }

  private interface Body {
    int run() throws IOException, InterruptedException;
  }

  @Command(name = "probe")
  private record Probe(Body body) implements Callable<Integer> {
    @Option(names = "--flag")
    void flag(boolean value) {
      assertTrue(value);
    }

    @Override
    public Integer call() throws Exception {
      return body.run();
    }
  }
}
