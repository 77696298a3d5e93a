// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what has ended and tells a listener: at first, at most once in 100 ms, at last.
 *
 * <p>One call at a time, each on the thread that has something to tell; a thread that finds another
 * one telling goes on. Safe for use by many threads.
 */
final class ProgressMeter {
  private static final Logger log = LoggerFactory.getLogger(ApplyProgress.class);
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final TimeSource time;
  private final Consumer<ApplyProgress> listener;
  private final int total;
  private final long began;
  private final ReentrantLock counting = new ReentrantLock();
  private final ReentrantLock telling = new ReentrantLock();
  private final MinuteRate rate = new MinuteRate();
  private int done;
  private int failed;
  private long toldAt;
  private boolean complained;

  ProgressMeter(TimeSource time, Consumer<ApplyProgress> listener, int total) {
    this.time = time;
    this.listener = listener;
    this.total = total;
    this.began = time.nanoTime();
  }

  /** Counts one that has ended, and tells if it is time. */
  void ended(boolean well) {
    counting.lock();
    try {
      done++;
      failed += well ? 0 : 1;
      rate.add(time.nanoTime() - began);
    } finally {
      counting.unlock();
    }
    if (telling.tryLock()) {
      try {
        if (time.nanoTime() - toldAt >= PAUSE) {
          tell();
        }
      } finally {
        telling.unlock();
      }
    }
  }

  /** Tells whatever the time: for the first and the last call. */
  void tellNow() {
    telling.lock();
    try {
      tell();
    } finally {
      telling.unlock();
    }
  }

  private void tell() {
    toldAt = time.nanoTime();
    try {
      listener.accept(now());
    } catch (RuntimeException e) {
      if (!complained) {
        complained = true;
        log.warn("a listener of progress threw a {}; it is still called", e.getClass().getName());
      }
    }
  }

  private ApplyProgress now() {
    counting.lock();
    try {
      long elapsed = time.nanoTime() - began;
      return new ApplyProgress(done, failed, total, Duration.ofNanos(elapsed), rate.at(elapsed));
    } finally {
      counting.unlock();
    }
  }
}
