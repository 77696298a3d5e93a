// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditBacklog.Loss;
import dev.ccaas.core.audit.AuditException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events at once and gives them to a slower sink, in order, on a thread of its own. */
final class AsyncSink implements AuditSink {
  private static final Logger log = LoggerFactory.getLogger(AuditSink.class);

  private final AuditSink target;
  private final AuditBacklog backlog;
  private final TimeSource time;
  private final LostEvents lost;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<AuditEvent> waiting = new ArrayDeque<>();
  private boolean closed;
  private boolean ended;
  private boolean warned;
  private @Nullable String failure;

  private AsyncSink(AuditSink target, AuditBacklog backlog, TimeSource time) {
    this.target = target;
    this.backlog = backlog;
    this.time = time;
    this.lost = new LostEvents(time);
  }

  static AsyncSink start(AuditSink target, AuditBacklog backlog, TimeSource time) {
    AsyncSink sink = new AsyncSink(target, backlog, time);
    Thread thread = new Thread(sink::deliverAll, "ccaas-audit");
    thread.setDaemon(true);
    thread.start();
    return sink;
  }

  @Override
  public void record(AuditEvent event) {
    lock.lock();
    try {
      if (backlog.loss() == Loss.BLOCK) {
        await(() -> closed || waiting.size() < backlog.capacity());
      }
      if (closed) {
        throw refused(event, Reason.CLOSED, "the sink is closed");
      }
      if (waiting.size() < backlog.capacity()) {
        waiting.add(event);
        changed.signalAll();
      } else if (backlog.loss() == Loss.DROP) {
        lost.add();
      } else {
        Reason reason = backlog.loss() == Loss.BLOCK ? Reason.TOO_SLOW : Reason.FULL;
        throw refused(event, reason, waiting.size() + " events are waiting already");
      }
    } finally {
      lock.unlock();
    }
  }

  private static AuditException refused(AuditEvent event, Reason reason, String why) {
    return new AuditException(
        AuditJson.text(event.action()) + " was not recorded: " + why, reason, null);
  }

  /** Something that may come true while the lock is given up. */
  private interface State {
    boolean reached();
  }

  /** Waits for that up to the patience; an interrupt is kept for later, the event is not lost. */
  private void await(State state) {
    if (state.reached()) {
      return;
    }
    boolean[] over = {false};
    TimeSource.Timer end =
        time.schedule(
            backlog.patience(),
            () -> {
              lock.lock();
              try {
                over[0] = true;
                changed.signalAll();
              } finally {
                lock.unlock();
              }
            });
    while (!state.reached() && !over[0]) {
      changed.awaitUninterruptibly();
    }
    end.cancel();
  }

  private void deliverAll() {
    for (Optional<AuditEvent> next = next(); next.isPresent(); next = next()) {
      deliver(next.get());
    }
    tellGap();
    String what = lost.count() == 0 ? null : lost.count() + " events were dropped unrecorded";
    try {
      target.close();
    } catch (RuntimeException e) { // whatever a user's sink throws
      what = (what == null ? "" : what + "; ") + AuditJson.text(e.toString());
    }
    lock.lock();
    try {
      failure = what;
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Optional<AuditEvent> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      changed.signalAll(); // there is room
      return Optional.ofNullable(waiting.poll());
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits for the answer, so an event that the sink refuses is counted as dropped. */
  private void deliver(AuditEvent event) {
    if (!tellGap()) {
      lost.add();
      return;
    }
    try {
      target.record(event);
    } catch (RuntimeException e) { // whatever a user's sink throws
      lose(e);
      lost.add();
    }
  }

  /** Returns whether the sink knows of all events that it did not get. */
  private boolean tellGap() {
    Optional<AuditEvent> gap = lost.event();
    if (gap.isEmpty()) {
      return true;
    }
    try {
      target.record(gap.get());
      lost.told(gap.get());
      warned = false;
      return true;
    } catch (RuntimeException e) { // whatever a user's sink throws
      lose(e);
      return false;
    }
  }

  private void lose(RuntimeException e) {
    if (!warned) {
      warned = true;
      log.warn("Audit events are dropped and counted: the sink throws {}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      changed.signalAll();
      await(() -> ended);
      if (!ended) {
        throw new AuditException(
            waiting.size() + " audit events or more were not recorded within " + backlog.patience(),
            Reason.TOO_SLOW,
            null);
      }
      if (failure != null) {
        throw new AuditException("audit sink was not closed as it should: " + failure, null);
      }
    } finally {
      lock.unlock();
    }
  }
}
