// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditException.Reason;
import dev.ccaas.core.audit.Entry.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one write: the first to come leads, writes what is waiting and tells all;
 * meanwhile the next batch gathers, and its first thread leads next.
 *
 * <p>The leader is a calling thread, because a thread of its own would cost each record two
 * switches of threads. So a disk that hangs holds one caller; all others give up when their
 * patience ends. Safe for use by many threads.
 */
final class GroupCommit {
  /** What the leader does. */
  interface Round {
    /** Writes the entries in order and settles them; those left unsettled come again. */
    void run(List<Entry> batch);

    /** Returns whether there is something to do without any entry. */
    boolean wanted();
  }

  private final AuditBacklog backlog;
  private final TimeSource time;
  private final Round round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition together = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private List<Entry> inFlight = List.of();
  private long longestMoment = NANOSECONDS.convert(Duration.ofMillis(1));
  private long moment;
  private int expected;
  private boolean leading;
  private boolean closed;
  private TimeSource.@Nullable Timer watch;

  GroupCommit(AuditBacklog backlog, TimeSource time, Round round) {
    this.backlog = backlog;
    this.time = time;
    this.round = round;
  }

  /** Sets the longest that a write waits for those that were told by the last one. */
  GroupCommit longestMoment(Duration moment) {
    longestMoment = NANOSECONDS.convert(moment);
    return this;
  }

  /** Returns how the record ended. */
  Outcome submit(byte[] json) {
    return ended(enqueue(json));
  }

  /** Takes no more records, has the waiting ones written and the log closed; returns how. */
  Outcome close() {
    return ended(enqueue(null));
  }

  /** Has a round run although there is no entry, unless one is running. */
  void poke() {
    lock.lock();
    try {
      if (leading || closed) {
        return; // the leader looks whether a round is wanted before it leaves
      }
      leading = true;
    } finally {
      lock.unlock();
    }
    lead();
  }

  private Outcome ended(Entry entry) {
    Outcome outcome = entry.await();
    while (outcome == null) {
      lead();
      outcome = entry.await();
    }
    return outcome;
  }

  private Entry enqueue(byte @Nullable [] json) {
    Entry entry = new Entry(json, time.nanoTime() + NANOSECONDS.convert(backlog.patience()));
    lock.lock();
    try {
      if (closed) {
        entry.settle(
            json == null
                ? Outcome.RECORDED
                : Outcome.failed(Reason.CLOSED, "the sink is closed", null));
      } else if (json != null
          && waiting.size() >= backlog.capacity()
          && backlog.loss() != AuditBacklog.Loss.BLOCK) {
        entry.settle(
            Outcome.failed(Reason.FULL, waiting.size() + " events are waiting already", null));
      } else {
        closed = json == null;
        waiting.add(entry);
        if (waiting.size() == expected) {
          together.signal();
        }
        if (!leading) {
          leading = true;
          entry.lead();
        }
        if (watch == null) {
          watch = time.schedule(backlog.patience(), this::expire);
        }
      }
    } finally {
      lock.unlock();
    }
    return entry;
  }

  /** Runs rounds until another thread can lead or nothing is left to do. */
  private void lead() {
    Entry next = null;
    boolean again = true;
    while (again) {
      List<Entry> batch = take();
      long begin = time.nanoTime();
      try {
        round.run(batch);
      } catch (RuntimeException | Error e) { // whatever it is, nobody may wait for ever
        Outcome outcome = Outcome.failed(Reason.OTHER, e.toString(), e);
        batch.forEach(entry -> entry.finish(outcome));
      }
      lock.lock();
      try {
        for (int i = batch.size() - 1; i >= 0; i--) {
          if (!batch.get(i).finished()) {
            waiting.addFirst(batch.get(i));
          }
        }
        inFlight = List.of();
        expected = Math.min(batch.size() + waiting.size(), backlog.capacity());
        moment = Math.min((time.nanoTime() - begin) / 2, longestMoment);
        next = waiting.peekFirst();
        if (next != null && next.told()) {
          next = null; // the thread that closes has given up: its work is left to this one
          again = true;
        } else {
          again = next == null && round.wanted();
        }
        leading = next != null || again;
        if (next != null) {
          next.lead();
        }
      } finally {
        lock.unlock();
      }
      if (next != null) {
        next.wake(); // first, so that the disk has work while the others are told
      }
      batch.forEach(Entry::wake);
    }
  }

  /**
   * Gives those that were just told a moment to come back, so that their next records share this
   * write: else half of all threads would always wait for the other half. One thread alone is not
   * waited for.
   */
  private void gather() {
    try {
      long left = moment;
      while (waiting.size() < expected && left > 0) {
        left = together.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // ends this wait; the record is written all the same
    }
  }

  private List<Entry> take() {
    lock.lock();
    try {
      gather();
      List<Entry> batch = new ArrayList<>(Math.min(waiting.size(), backlog.capacity()));
      while (batch.size() < backlog.capacity() && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      inFlight = List.copyOf(batch);
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Tells those that have waited too long; the leader alone cannot be told. */
  private void expire() {
    List<Entry> late = new ArrayList<>();
    lock.lock();
    try {
      long now = time.nanoTime();
      late.addAll(tellLate(waiting, now, false));
      late.addAll(tellLate(inFlight, now, true));
      // The entry that closes the log stays: that has to be done once the disk comes back.
      waiting.removeIf(entry -> late.contains(entry) && entry.json() != null);
      watch = watchRest(now);
    } finally {
      lock.unlock();
    }
    late.forEach(Entry::wake);
  }

  private List<Entry> tellLate(Collection<Entry> entries, long now, boolean mayFollow) {
    List<Entry> late =
        entries.stream().filter(entry -> entry.waits() && entry.due() - now <= 0).toList();
    late.forEach(entry -> entry.settle(Outcome.tooSlow(backlog.patience(), mayFollow)));
    return late;
  }

  private TimeSource.@Nullable Timer watchRest(long now) {
    return Stream.concat(inFlight.stream(), waiting.stream())
        .filter(Entry::waits)
        .map(entry -> entry.due() - now)
        .min(Comparator.naturalOrder())
        .map(left -> time.schedule(Duration.ofNanos(left), this::expire))
        .orElse(null);
  }
}
