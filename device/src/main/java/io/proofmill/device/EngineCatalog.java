package io.proofmill.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engines known for one kernel, best first. A name selects exactly that engine or fails; only
/// `auto` takes the best one present, and logs which.
public final class EngineCatalog<E extends Engine> {
  /// Selects the best engine present.
  public static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(EngineCatalog.class);

  private sealed interface Entry<E> {
    String name();

    record Present<E>(String name, Supplier<E> create) implements Entry<E> {}

    record Missing<E>(String name, String reason) implements Entry<E> {}
  }

  private final String kernel;
  private final List<Entry<E>> entries = new ArrayList<>();

  /// `kernel` names what the engines compute, for messages.
  public EngineCatalog(String kernel) {
    this.kernel = kernel;
  }

  /// Adds an engine that can run, worse than those already there.
  public EngineCatalog<E> present(String name, Supplier<E> create) {
    entries.add(new Entry.Present<>(name, create));
    return this;
  }

  /// Adds an engine that cannot run, with what it lacks.
  public EngineCatalog<E> missing(String name, String reason) {
    entries.add(new Entry.Missing<>(name, reason));
    return this;
  }

  /// Every known name, best first.
  public List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /// One new engine of each kind that can run, best first.
  public List<E> allPresent() {
    List<E> out = new ArrayList<>();
    for (Entry<E> entry : entries) {
      if (entry instanceof Entry.Present<E> present) {
        out.add(present.create().get());
      }
    }
    return out;
  }

  /// The engine of this name, or the best one for `auto`.
  ///
  /// @throws EngineUnavailableException naming what is missing
  public E select(String name) {
    for (Entry<E> entry : entries) {
      switch (entry) {
        case Entry.Present<E> present -> {
          if (name.equals(AUTO)) {
            LOG.info("engine chosen: kernel={} engine={}", kernel, present.name());
            return present.create().get();
          }
          if (name.equals(present.name())) {
            return present.create().get();
          }
        }
        case Entry.Missing<E> missing -> {
          if (name.equals(missing.name())) {
            throw new EngineUnavailableException(
                name, kernel + " engine " + name + " is not available: " + missing.reason());
          }
        }
      }
    }
    String known = String.join(", ", names());
    throw new EngineUnavailableException(
        name, "unknown " + kernel + " engine " + name + " (known: auto, " + known + ")");
  }
}
