// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One record on its way to the disk, and the thread that waits for it. */
final class Entry {
  /** How it ended; without a reason it is on the disk. */
  record Outcome(
      AuditException.@Nullable Reason reason,
      String what,
      boolean mayFollow,
      @Nullable Throwable cause) {
    static final Outcome RECORDED = new Outcome(null, "", false, null);

    /** It is not on the disk and will not be. */
    static Outcome failed(AuditException.Reason reason, String what, @Nullable Throwable cause) {
      return new Outcome(reason, what, false, cause);
    }

    /** It was not on the disk in time, and either was taken back or may still be written. */
    static Outcome tooSlow(Duration patience, boolean mayFollow) {
      String what =
          "it was not on the disk within "
              + patience
              + (mayFollow ? "; it may still be" : "; it will not be");
      return new Outcome(AuditException.Reason.TOO_SLOW, what, mayFollow, null);
    }
  }

  private final byte @Nullable [] json;
  private final long due;
  private final Thread thread = Thread.currentThread();
  private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
  private volatile boolean leads;
  private boolean finished;

  /** An entry of the calling thread; without JSON it asks for the end of the log. */
  Entry(byte @Nullable [] json, long due) {
    this.json = json;
    this.due = due;
  }

  byte @Nullable [] json() {
    return json;
  }

  /** Returns by when it must have ended, in nanoseconds of the time source. */
  long due() {
    return due;
  }

  /** Makes its thread the next one to write; {@link #wake} follows. */
  void lead() {
    leads = true;
  }

  /** Tells its thread how it ended, unless that was told already. */
  void settle(Outcome end) {
    outcome.compareAndSet(null, end);
  }

  /** Says that the leader is done with it, and how it ended. */
  void finish(Outcome end) {
    finished = true;
    settle(end);
  }

  /** Returns whether a leader is done with it; for leaders only. */
  boolean finished() {
    return finished;
  }

  /** Returns whether its thread knows how it ended, and so has left. */
  boolean told() {
    return outcome.get() != null;
  }

  /** Returns whether its thread waits for others. */
  boolean waits() {
    return !leads && !told();
  }

  void wake() {
    if (thread != Thread.currentThread()) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until it has ended, or its thread has to write: then returns null.
   *
   * <p>An interrupt does not end the wait: the event would be lost. It is kept for the caller.
   */
  @Nullable Outcome await() {
    boolean interrupted = false;
    while (waits()) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome.get();
  }
}
