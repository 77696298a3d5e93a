// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.TimeSource;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts events that were dropped, until the log says so. Safe for use by many threads. */
final class LostEvents {
  static final String GAP = "AUDIT_GAP";

  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private long dropped;
  private @Nullable Instant since;

  LostEvents(TimeSource time) {
    this.time = time;
  }

  /** Counts one more. */
  void add() {
    lock.lock();
    try {
      dropped++;
      since = since == null ? time.instant() : since;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many there are that the log does not tell of. */
  long count() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the event that tells of them, if there are any; {@link #told} once it is recorded. */
  Optional<AuditEvent> event() {
    lock.lock();
    try {
      if (since == null) {
        return Optional.empty();
      }
      return Optional.of(
          AuditEvent.builder(GAP, time.instant())
              .success(false)
              .putAttribute("dropped", String.valueOf(dropped))
              .putAttribute("since", since.toString())
              .build());
    } finally {
      lock.unlock();
    }
  }

  /** Forgets those that this event has told of; those counted meanwhile stay. */
  void told(AuditEvent event) {
    lock.lock();
    try {
      dropped -= Long.parseLong(event.attributes().get("dropped"));
      since = dropped == 0 ? null : event.timestamp();
    } finally {
      lock.unlock();
    }
  }
}
