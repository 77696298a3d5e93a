// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clocks. One thread waits for timers; each due task runs on a pooled thread. */
final class SystemTimeSource implements TimeSource {
  static final SystemTimeSource INSTANCE = new SystemTimeSource();

  private static final Logger log = LoggerFactory.getLogger(TimeSource.class);

  private final ScheduledThreadPoolExecutor timers = timers();
  private final Executor workers =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 10, SECONDS, new SynchronousQueue<>(), r -> daemon(r, "task"));

  private SystemTimeSource() {}

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (!duration.isNegative() && !duration.isZero()) {
      NANOSECONDS.sleep(saturatedNanos(duration));
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Future<?> future =
        timers.schedule(() -> workers.execute(() -> run(task)), saturatedNanos(delay), NANOSECONDS);
    return () -> future.cancel(false);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.warn("A scheduled task failed", e);
    }
  }

  private static long saturatedNanos(Duration duration) {
    return NANOSECONDS.convert(duration);
  }

  private static ScheduledThreadPoolExecutor timers() {
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(1, r -> daemon(r, "timer"));
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(10, SECONDS);
    timers.allowCoreThreadTimeOut(true);
    return timers;
  }

  private static Thread daemon(Runnable task, String role) {
    Thread thread = new Thread(task, "ccaas-" + role);
    thread.setDaemon(true);
    return thread;
  }
}
