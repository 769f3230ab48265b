package io.proofmill.coordinator;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Tells threads of this process that a job has changed. Signals carry no data and may be lost with
/// the process: whoever is woken reads the database, and also reads it from time to time unasked.
public final class Signals {
  private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long version;

  /// Ends a subscription.
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// Calls `listener` with the id of each job that changes, on the thread that changed it: it must
  /// be quick and must not throw.
  public Subscription subscribe(Consumer<String> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// The job's rows have changed and are committed.
  public void changed(String jobId) {
    wake();
    listeners.forEach(listener -> listener.accept(jobId));
  }

  /// Wakes everybody who waits for a change, though no job has changed.
  public void wake() {
    lock.lock();
    try {
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A number that differs after any change.
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until anything changed since `seen`, or the time is up.
  public void awaitChange(long seen, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (version == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
