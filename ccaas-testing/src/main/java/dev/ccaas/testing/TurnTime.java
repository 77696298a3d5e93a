// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time for many threads, as in a simulation of discrete events: one thread runs at a time,
 * and the clock moves only when all of them sleep, to the first moment at which one wakes.
 *
 * <p>{@code FakeTime} moves the clock with each sleeper, so that eight who sleep a minute each pass
 * eight minutes; here they pass one. Who wakes at the same moment goes in the order of falling
 * asleep. A thread takes its turn at its first look at the clock, and loses it by sleeping, by
 * ending, or by waiting for another thread. Outside {@link #run} the clock stands. Safe for use by
 * many threads.
 */
public final class TurnTime implements TimeSource {
  /** A thread that waits so many looks long waits for another one, and not for a moment. */
  private static final int LOOKS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparing((Event event) -> event.due).thenComparing(event -> event.order));
  private Instant now = Instant.parse("2025-06-01T12:00:00Z");
  private long order;
  private @Nullable Thread running;
  private boolean moves;
  private boolean awake; // whether the one that runs knows that it does

  private TurnTime() {}

  /** Returns a clock that stands at 2025-06-01T12:00:00Z. */
  public static TurnTime create() {
    return new TurnTime();
  }

  /**
   * Runs the work in a thread of its own, moves the clock until it ends, and returns its result.
   *
   * @throws java.util.concurrent.ExecutionException if the work threw
   */
  public <T> T run(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread first = new Thread(task, "turn-time");
    first.setDaemon(true);
    lock.lock();
    try {
      moves = true;
      running = first; // else a timer that was set before would come first
      awake = true;
      first.start();
      for (int looks = 0; first.isAlive(); ) {
        if (!events.isEmpty() && (running == null || looks == LOOKS)) {
          giveTurn(events.remove());
          looks = 0;
        } else {
          changed.await(1, TimeUnit.MILLISECONDS);
          looks = awake && isWaiting(running) ? Math.min(looks + 1, LOOKS) : 0;
        }
      }
    } finally {
      moves = false;
      running = null; // from JDK 21 on a dead thread still holds its task, and that its result
      lock.unlock();
    }
    return task.get();
  }

  private void giveTurn(Event next) {
    now = next.due.isAfter(now) ? next.due : now;
    running = next.thread;
    awake = next.thread.getState() == Thread.State.NEW;
    if (awake) {
      next.thread.start(); // a timer's
    }
    changed.signalAll();
  }

  private static boolean isWaiting(@Nullable Thread thread) {
    return thread != null
        && switch (thread.getState()) {
          case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> true;
          case NEW, RUNNABLE -> false;
        };
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      if (moves && running != Thread.currentThread()) {
        awaitTurn(Duration.ZERO);
      }
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanoTime() {
    Instant read = instant();
    return read.getEpochSecond() * 1_000_000_000L + read.getNano();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    lock.lock();
    try {
      if (duration.isNegative() || duration.isZero()) {
        return;
      }
      awaitTurn(duration);
    } finally {
      lock.unlock();
    }
  }

  /** Gives up the turn, and returns when it comes again. */
  private void awaitTurn(Duration after) throws InterruptedException {
    Thread me = Thread.currentThread();
    Event mine = new Event(now.plus(after), order++, me);
    events.add(mine);
    running = running == me ? null : running;
    changed.signalAll();
    try {
      while (running != me) {
        changed.await();
      }
      awake = true;
    } finally {
      events.remove(mine);
    }
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Thread timer = new Thread(task, "turn-time-timer");
    timer.setDaemon(true);
    lock.lock();
    try {
      Event event = new Event(now.plus(delay), order++, timer);
      events.add(event);
      return () -> cancel(event);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Event event) {
    lock.lock();
    try {
      events.remove(event);
    } finally {
      lock.unlock();
    }
  }

  /** When a thread wakes, or a timer's starts; identity is its equality. */
  private static final class Event {
    private final Instant due;
    private final long order;
    private final Thread thread;

    Event(Instant due, long order, Thread thread) {
      this.due = due;
      this.order = order;
      this.thread = thread;
    }
  }
}
