// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that moves only when told to: by {@link #advance} or by a thread that sleeps.
 *
 * <p>{@link #sleep} does not wait: it moves the clock that far and returns. Timers run on the
 * thread that moves the clock, in order, each seeing its own due time. {@link #nanoTime()} starts
 * one minute before it overflows, which finds code that compares two readings other than by their
 * difference. Safe for use by many threads.
 */
public final class FakeTime implements TimeSource {
  private static final Instant START = Instant.parse("2025-06-01T12:00:00Z");
  private static final long FIRST_NANO_TIME = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
  private static final Duration LONGEST = Duration.ofDays(365_000);
  private static final int MOST_TASKS = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Entry> timers =
      new PriorityQueue<>(
          Comparator.comparing((Entry entry) -> entry.due).thenComparing(entry -> entry.order));
  private final List<Duration> slept = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Instant start;
  private volatile Instant now;
  private long scheduled;

  private FakeTime(Instant start) {
    this.start = start;
    this.now = start;
  }

  /** Returns a clock that stands at 2025-06-01T12:00:00Z. */
  public static FakeTime create() {
    return create(START);
  }

  /** Returns a clock that stands at that instant. */
  public static FakeTime create(Instant start) {
    return new FakeTime(requireNonNull(start, "start"));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public long nanoTime() {
    Duration passed = Duration.between(start, now);
    return FIRST_NANO_TIME + passed.getSeconds() * 1_000_000_000L + passed.getNano();
  }

  /**
   * Moves the clock and runs, on this thread, the timers that come due on the way, those included
   * that other timers set; {@link Duration#ZERO} runs those that are due now.
   *
   * <p>What a timer's task throws is thrown from here after all others have run, and so is what was
   * thrown while a thread slept.
   *
   * @throws IllegalArgumentException if the duration is negative
   * @throws IllegalStateException if more than a million tasks run, because they set one another
   */
  public void advance(Duration duration) {
    if (requireNonNull(duration, "duration").isNegative()) {
      throw new IllegalArgumentException("duration: " + duration + " (expected: not negative)");
    }
    moveTo(now.plus(duration), false);
    throwFailures();
  }

  /** Records the duration, then advances the clock by it, up to an interrupt by a timer's task. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    requireNonNull(duration, "duration");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock.lock();
    try {
      slept.add(duration);
    } finally {
      lock.unlock();
    }
    if (!duration.isNegative() && !duration.isZero() && !moveTo(now.plus(cap(duration)), true)) {
      throw new InterruptedException();
    }
  }

  /** Sets a timer; with a delay of zero it runs at the next {@link #advance} or {@link #sleep}. */
  @Override
  public Timer schedule(Duration delay, Runnable task) {
    requireNonNull(task, "task");
    Duration wait = delay.isNegative() ? Duration.ZERO : cap(delay);
    lock.lock();
    try {
      Entry entry = new Entry(now.plus(wait), scheduled++, task);
      timers.add(entry);
      return () -> cancel(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what was slept for, in order, zero and negative durations included. */
  public List<Duration> slept() {
    lock.lock();
    try {
      return List.copyOf(slept);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many timers wait for their time. */
  public int pendingTimers() {
    lock.lock();
    try {
      return timers.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the clock got there; only an interrupt stops it earlier. */
  private boolean moveTo(Instant target, boolean interruptible) {
    for (int ran = 0; ran < MOST_TASKS; ran++) {
      Entry next = nextDue(target);
      if (next == null) {
        return true;
      }
      run(next.task);
      if (interruptible && Thread.interrupted()) {
        return false;
      }
    }
    throw new IllegalStateException(
        "more than " + MOST_TASKS + " tasks came due by " + target + ": they set one another");
  }

  private @Nullable Entry nextDue(Instant target) {
    lock.lock();
    try {
      Entry next = timers.peek();
      boolean due = next != null && !next.due.isAfter(target);
      Instant moment = due ? next.due : target;
      if (moment.isAfter(now)) { // another thread may have moved it further
        now = moment;
      }
      return due ? timers.poll() : null;
    } finally {
      lock.unlock();
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      lock.lock();
      try {
        failures.add(e);
      } finally {
        lock.unlock();
      }
    }
  }

  private void throwFailures() {
    List<Throwable> thrown;
    lock.lock();
    try {
      thrown = List.copyOf(failures);
      failures.clear();
    } finally {
      lock.unlock();
    }
    if (thrown.isEmpty()) {
      return;
    }
    Throwable first = thrown.get(0);
    thrown.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }

  private void cancel(Entry entry) {
    lock.lock();
    try {
      timers.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  private static Duration cap(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }

  @Override
  public String toString() {
    return "FakeTime[" + now + "]";
  }

  /** A timer; identity is its equality, so that cancelling one leaves its twin. */
  private static final class Entry {
    private final Instant due;
    private final long order;
    private final Runnable task;

    Entry(Instant due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }
  }
}
