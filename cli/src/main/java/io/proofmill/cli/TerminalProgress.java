package io.proofmill.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Shows on a terminal how far a long command is: one line per phase, the current one rewritten in
/// place with steps done of total, elapsed and estimated remaining time. Shows nothing when the
/// output is not a terminal or the user asked for quiet. Safe to call from several threads.
///
/// The estimate: a phase that has finished steps goes on at its measured pace; one that has not
/// started takes its planned time, scaled by how the finished steps compared with their plan.
public final class TerminalProgress implements AutoCloseable {
  /// A planned phase; `plannedSecondsPerStep` matters only relative to the other phases.
  public record Phase(String name, int steps, double plannedSecondsPerStep) {
    public Phase {
      if (steps < 0 || !(plannedSecondsPerStep > 0)) {
        throw new IllegalArgumentException(
            "phase " + name + ": " + steps + " steps of " + plannedSecondsPerStep + " s");
      }
    }
  }

  private static final Duration REFRESH = Duration.ofMillis(250);
  private static final String CLEAR_LINE = "\r\033[K";

  private static final class State {
    final String name;
    int steps;
    final double plannedSecondsPerStep;
    int done;
    long startedNanos = -1;
    long endedNanos = -1;

    State(Phase phase) {
      name = phase.name();
      steps = phase.steps();
      plannedSecondsPerStep = phase.plannedSecondsPerStep();
    }
  }

  private final PrintStream out;
  private final boolean shown;
  private final LongSupplier nanoTime;
  private final long startedNanos;
  private final List<State> phases = new ArrayList<>();
  private Thread refresher;
  private boolean closed;

  TerminalProgress(PrintStream out, boolean shown, LongSupplier nanoTime) {
    this.out = out;
    this.shown = shown;
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong();
  }

  /// Progress on standard error, if that is a terminal (the launcher says so) and not `quiet`.
  public static TerminalProgress open(boolean quiet) {
    boolean shown = !quiet && Boolean.getBoolean("proofmill.terminal");
    TerminalProgress progress = new TerminalProgress(System.err, shown, System::nanoTime);
    if (shown) {
      progress.refresher = Thread.ofVirtual().name("progress").start(progress::refreshUntilClosed);
    }
    return progress;
  }

  /// Sets what is to come: phases that have begun keep what they have done, the others are
  /// replaced. May be called again when more is known.
  public synchronized void plan(List<Phase> planned) {
    phases.removeIf(
        state -> state.startedNanos < 0 && planned.stream().noneMatch(p -> named(state, p)));
    for (Phase phase : planned) {
      State known = find(phase.name());
      if (known == null) {
        phases.add(new State(phase));
      } else {
        known.steps = Math.max(phase.steps(), known.done);
      }
    }
  }

  /// The phase begins; one that was not planned is added with a single step.
  public synchronized void begin(String phase) {
    State state = find(phase);
    if (state == null) {
      state = new State(new Phase(phase, 1, 1));
      phases.add(state);
    }
    if (state.startedNanos < 0) {
      state.startedNanos = nanoTime.getAsLong();
    }
    render();
  }

  /// Sets the number of finished steps of a phase, which begins if it had not; the last step ends
  /// it and leaves its line on the terminal.
  public synchronized void done(String phase, int steps) {
    begin(phase);
    State state = find(phase);
    state.done = steps;
    state.steps = Math.max(state.steps, steps);
    if (state.done == state.steps && state.endedNanos < 0) {
      state.endedNanos = nanoTime.getAsLong();
      if (shown && !closed) {
        out.print(CLEAR_LINE + finishedLine(state) + System.lineSeparator());
      }
    }
    render();
  }

  /// A line of text above the progress line; shown even when progress is not.
  public synchronized void message(String line) {
    out.print((shown ? CLEAR_LINE : "") + line + System.lineSeparator());
    render();
  }

  /// Time since this object was made.
  public Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
  }

  /// Expected time until every planned phase has ended, or null while nothing has been measured.
  synchronized Duration remaining() {
    double plannedOfDone = 0;
    double measuredOfDone = 0;
    long now = nanoTime.getAsLong();
    for (State state : phases) {
      if (state.done > 0) {
        plannedOfDone += state.done * state.plannedSecondsPerStep;
        measuredOfDone += seconds(state, now);
      }
    }
    if (plannedOfDone == 0) {
      return null;
    }
    double pace = measuredOfDone / plannedOfDone;
    double remaining = 0;
    for (State state : phases) {
      int left = state.steps - state.done;
      remaining +=
          state.done > 0
              ? left * seconds(state, now) / state.done
              : left * state.plannedSecondsPerStep * pace;
    }
    return Duration.ofMillis(Math.round(remaining * 1000));
  }

  /// Clears the progress line.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (shown) {
        out.print(CLEAR_LINE);
        out.flush();
      }
    }
    if (refresher != null) {
      refresher.interrupt();
    }
  }

  private synchronized void render() {
    if (!shown || closed) {
      return;
    }
    State current = null;
    for (State state : phases) {
      if (state.startedNanos >= 0 && state.endedNanos < 0) {
        current = state;
      }
    }
    if (current == null) {
      out.print(CLEAR_LINE);
    } else {
      Duration remaining = remaining();
      out.print(
          CLEAR_LINE
              + "  %-10s %9s  elapsed %s%s"
                  .formatted(
                      current.name,
                      current.done + "/" + current.steps,
                      clock(elapsed()),
                      remaining == null ? "" : ", about " + clock(remaining) + " left"));
    }
    out.flush();
  }

  private void refreshUntilClosed() {
    try {
      while (true) {
        Thread.sleep(REFRESH);
        render();
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private String finishedLine(State state) {
    return "  %-10s %9s  %.1f s"
        .formatted(state.name, state.done + "/" + state.steps, seconds(state, state.endedNanos));
  }

  private State find(String phase) {
    for (State state : phases) {
      if (state.name.equals(phase)) {
        return state;
      }
    }
    return null;
  }

  private static boolean named(State state, Phase phase) {
    return state.name.equals(phase.name());
  }

  private static double seconds(State state, long now) {
    long end = state.endedNanos < 0 ? now : state.endedNanos;
    return (end - state.startedNanos) / 1e9;
  }

  /// `m:ss`, or `h:mm:ss` from an hour on.
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
