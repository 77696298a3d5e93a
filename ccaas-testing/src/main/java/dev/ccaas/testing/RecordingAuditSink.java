// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A sink that keeps its events in memory and can be told to fail.
 *
 * <p>Safe for use by many threads.
 */
public final class RecordingAuditSink implements AuditSink {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<AuditEvent> events = new ArrayList<>();
  private int failuresLeft;
  private boolean closed;

  private RecordingAuditSink() {}

  /** Returns an open sink without events. */
  public static RecordingAuditSink create() {
    return new RecordingAuditSink();
  }

  @Override
  public void record(AuditEvent event) {
    requireNonNull(event, "event");
    lock.lock();
    try {
      if (closed) {
        throw new AuditException(event.action() + " was not recorded: the sink is closed", null);
      }
      if (failuresLeft > 0) {
        failuresLeft--;
        throw new AuditException(event.action() + " was not recorded: told to fail", null);
      }
      events.add(event);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Makes the next so many events fail with {@link AuditException}; 0 ends that. */
  public void failNext(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("times: " + times + " (expected: at least 0)");
    }
    lock.lock();
    try {
      failuresLeft = times;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all events and failures and opens the sink again. */
  public void reset() {
    lock.lock();
    try {
      events.clear();
      failuresLeft = 0;
      closed = false;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events so far, in order. */
  public List<AuditEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events of that action so far, in order. */
  public List<AuditEvent> events(String action) {
    requireNonNull(action, "action");
    return events().stream().filter(event -> event.action().equals(action)).toList();
  }

  /**
   * Returns the one event of that action.
   *
   * @throws AssertionError if there is none or more than one
   */
  public AuditEvent onlyEvent(String action) {
    List<AuditEvent> found = events(action);
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one event " + action + ", but there are " + found.size() + " in " + events());
    }
    return found.get(0);
  }

  /**
   * Checks that exactly these actions were recorded, in this order.
   *
   * @throws AssertionError if not
   */
  public void assertActions(String... expected) {
    List<String> actual = events().stream().map(AuditEvent::action).toList();
    if (!actual.equals(List.of(expected))) {
      throw new AssertionError(
          "expected the actions " + List.of(expected) + ", but recorded were " + events());
    }
  }
}
