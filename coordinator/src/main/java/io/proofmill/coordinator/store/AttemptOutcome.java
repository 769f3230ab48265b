package io.proofmill.coordinator.store;

import java.util.Locale;

/// How one lease ended.
public enum AttemptOutcome {
  /// Not ended.
  LEASED,
  DONE,
  FAILED,
  EXPIRED,
  CANCELLED;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
