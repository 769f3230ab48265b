package io.proofmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.proofmill.cli.TerminalProgress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void nothingIsShownWhenNotATerminal() {
    try (TerminalProgress progress = new TerminalProgress(stream, false, nanos::get)) {
      progress.plan(List.of(new Phase("prove", 2, 1)));
      progress.begin("prove");
      progress.done("prove", 2);
    }
    assertEquals("", text());
  }

  @Test
  void messagesAreShownEvenWhenProgressIsNot() {
    try (TerminalProgress progress = new TerminalProgress(stream, false, nanos::get)) {
      progress.message("proof written");
    }
    assertEquals("proof written" + System.lineSeparator(), text());
  }

  @Test
  void theCurrentLineShowsStepsElapsedAndEstimate() {
    TerminalProgress progress = new TerminalProgress(stream, true, nanos::get);
    progress.plan(List.of(new Phase("commit", 4, 1), new Phase("prove", 4, 3)));
    progress.begin("commit");
    assertTrue(lastLine().contains("commit"), lastLine());
    assertFalse(lastLine().contains("left"), "nothing has been measured yet");
    passSeconds(20);
    progress.done("commit", 2);
    // 2 steps in 20 s: 2 more take 20 s; 4 steps of "prove", planned at three times that, 120 s.
    assertTrue(lastLine().contains("2/4"), lastLine());
    assertTrue(lastLine().contains("elapsed 0:20, about 2:20 left"), lastLine());
  }

  @Test
  void aFinishedPhaseLeavesItsLine() {
    TerminalProgress progress = new TerminalProgress(stream, true, nanos::get);
    progress.plan(List.of(new Phase("commit", 2, 1), new Phase("prove", 1, 1)));
    progress.begin("commit");
    passSeconds(3);
    progress.done("commit", 2);
    progress.begin("prove");
    progress.close();
    String[] lines = text().split(System.lineSeparator());
    assertEquals(2, lines.length, text());
    assertTrue(lines[0].endsWith("  commit           2/2  3.0 s"), lines[0]);
    assertTrue(lines[1].endsWith("\r\033[K"), "the line in progress is cleared");
  }

  @Test
  void aMeasuredPhaseGoesOnAtItsOwnPace() {
    TerminalProgress progress = new TerminalProgress(stream, true, nanos::get);
    progress.plan(List.of(new Phase("trace", 1, 1), new Phase("prove", 10, 1)));
    assertNull(progress.remaining());
    progress.begin("trace");
    passSeconds(2);
    progress.done("trace", 1);
    assertEquals(Duration.ofSeconds(20), progress.remaining());
    progress.begin("prove");
    passSeconds(5);
    progress.done("prove", 1);
    assertEquals(Duration.ofSeconds(45), progress.remaining());
  }

  @Test
  void aNewPlanKeepsWhatIsDone() {
    TerminalProgress progress = new TerminalProgress(stream, true, nanos::get);
    progress.plan(List.of(new Phase("prove", 2, 1), new Phase("aggregate", 9, 1)));
    passSeconds(1);
    progress.begin("prove");
    passSeconds(4);
    progress.done("prove", 1);
    progress.plan(List.of(new Phase("prove", 3, 1)));
    assertTrue(lastLine().contains("1/2"), lastLine());
    assertEquals(Duration.ofSeconds(8), progress.remaining());
    progress.done("prove", 2);
    assertTrue(lastLine().contains("2/3"), lastLine());
  }

  @Test
  void hoursHaveTheirOwnPlace() {
    assertEquals("0:05", TerminalProgress.clock(Duration.ofSeconds(5)));
    assertEquals("59:59", TerminalProgress.clock(Duration.ofSeconds(3599)));
    assertEquals("1:00:01", TerminalProgress.clock(Duration.ofSeconds(3601)));
  }

  private void passSeconds(long seconds) {
    nanos.addAndGet(seconds * 1_000_000_000);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String lastLine() {
    String text = text();
    return text.substring(text.lastIndexOf('\r') + 1);
  }
}
