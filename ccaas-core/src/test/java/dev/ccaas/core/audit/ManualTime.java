// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when told to, or by a thread that sleeps; due timers run on that thread. */
final class ManualTime implements TimeSource {
  private final List<Alarm> alarms = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private Instant start;
  private int sleeps;

  ManualTime(String start) {
    this.start = Instant.parse(start);
  }

  void advance(Duration duration) {
    List<Alarm> ringing;
    synchronized (this) {
      passed = passed.plus(duration);
      ringing = alarms.stream().filter(alarm -> alarm.due.compareTo(passed) <= 0).toList();
      alarms.removeAll(ringing);
    }
    ringing.forEach(alarm -> alarm.task.run());
  }

  /** Sets the clock on the wall, not the one that timers follow. */
  synchronized void set(String now) {
    start = Instant.parse(now).minus(passed);
  }

  synchronized int sleeps() {
    return sleeps;
  }

  @Override
  public synchronized Instant instant() {
    return start.plus(passed);
  }

  @Override
  public synchronized long nanoTime() {
    return Long.MAX_VALUE - 1_000_000 + passed.toNanos(); // runs over, as clocks do
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (this) {
      sleeps++;
    }
    advance(duration);
  }

  @Override
  public synchronized Timer schedule(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(passed.plus(delay), task);
    alarms.add(alarm);
    return () -> remove(alarm);
  }

  private synchronized void remove(Alarm alarm) {
    alarms.remove(alarm);
  }

  private record Alarm(Duration due, Runnable task) {}
}
