package io.proofmill.cli.prove;

import io.proofmill.cli.TerminalProgress;
import io.proofmill.cli.TerminalProgress.Phase;
import io.proofmill.jobapi.TaskKind;
import io.proofmill.jobapi.TaskState;
import io.proofmill.jobapi.http.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/// Shows a job's tasks on a terminal, a phase per kind of task.
public final class JobProgress {
  private final TerminalProgress terminal;

  public JobProgress(TerminalProgress terminal) {
    this.terminal = terminal;
  }

  /// Shows where the tasks are now.
  public void show(List<TaskStatus> tasks) {
    List<Phase> plan = new ArrayList<>();
    for (TaskKind kind : TaskKind.values()) {
      int total = (int) tasks.stream().filter(task -> task.kind() == kind).count();
      if (total > 0) {
        plan.add(new Phase(kind.phase(), total, plannedSeconds(kind)));
      }
    }
    terminal.plan(plan);
    for (TaskKind kind : TaskKind.values()) {
      List<TaskStatus> ofKind = tasks.stream().filter(task -> task.kind() == kind).toList();
      int done = (int) ofKind.stream().filter(task -> task.state() == TaskState.DONE).count();
      boolean begun = ofKind.stream().anyMatch(task -> task.state() == TaskState.LEASED);
      if (done > 0) {
        terminal.done(kind.phase(), done);
      } else if (begun) {
        terminal.begin(kind.phase());
      }
    }
  }

  /// Rough times of a task, which only have to be right relative to one another.
  private static double plannedSeconds(TaskKind kind) {
    return switch (kind) {
      case TRACE -> 0.5;
      case COMMIT -> 1;
      case CHALLENGE -> 0.1;
      case PROVE -> 5;
      case AGGREGATE -> 30;
      case VERIFY -> 0.3;
    };
  }
}
