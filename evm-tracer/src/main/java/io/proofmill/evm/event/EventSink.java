package io.proofmill.evm.event;

/// Takes the events of an execution as they happen. A call may block: that is how a slow consumer
/// holds the execution back, so memory does not grow with the trace. The executor makes no event
/// for a sink that is not [#active()].
@FunctionalInterface
public interface EventSink {
  /// Wants nothing.
  EventSink NONE =
      new EventSink() {
        @Override
        public void accept(ExecutionEvent event) {
          // Wants nothing.
        }

        @Override
        public boolean active() {
          return false;
        }
      };

  void accept(ExecutionEvent event);

  default boolean active() {
    return true;
  }
}
