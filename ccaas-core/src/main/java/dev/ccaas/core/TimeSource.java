// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The one seam through which this library reads clocks, waits and sets timers.
 *
 * <p>Tests put a fake here and move time by hand; nothing else in the library touches a clock. Safe
 * for use by many threads.
 */
public interface TimeSource extends InstantSource {

  /** Returns monotonic time in nanoseconds; only differences between two readings mean anything. */
  long nanoTime();

  /**
   * Waits for that long on the calling thread; a zero or negative duration returns at once.
   *
   * @throws InterruptedException if the thread is interrupted before or during the wait
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Runs the task once after the delay, on a thread of this time source.
   *
   * <p>A task may block. What it throws is logged and ends only that task.
   *
   * @param delay how long from now; zero or negative means as soon as possible
   * @return a handle that cancels the task if it has not started
   */
  Timer schedule(Duration delay, Runnable task);

  /** Returns the clocks of this machine, with timers on daemon threads that end when idle. */
  static TimeSource system() {
    return SystemTimeSource.INSTANCE;
  }

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Timer {
    /** Cancels the task if it has not started; otherwise does nothing. */
    void cancel();
  }
}
