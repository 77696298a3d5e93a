// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps, for each key, when each permit of the last period was taken. */
final class RollingWindowLimiter implements RateLimiter {
  private final long permits;
  private final long periodNanos;
  private final String rule;
  private final TimeSource time;
  private final ConcurrentHashMap<QuotaKey, ArrayDeque<Long>> taken = new ConcurrentHashMap<>();

  RollingWindowLimiter(long permits, Duration period, TimeSource time) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
    }
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("period: " + period + " (expected: positive)");
    }
    this.permits = permits;
    this.periodNanos = period.toNanos();
    this.rule = permits + " per " + period;
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Decision tryAcquire(QuotaKey key, long wanted) {
    requireNonNull(key, "key");
    if (wanted < 1) {
      throw new IllegalArgumentException("permits: " + wanted + " (expected: at least 1)");
    }
    Decision[] decision = new Decision[1];
    taken.compute(
        key,
        (k, known) -> {
          ArrayDeque<Long> log = known == null ? new ArrayDeque<>() : known;
          decision[0] = decide(log, wanted);
          return log.isEmpty() ? null : log;
        });
    return decision[0];
  }

  private Decision decide(ArrayDeque<Long> log, long wanted) {
    long now = time.nanoTime();
    while (!log.isEmpty() && now - log.peekFirst() >= periodNanos) {
      log.removeFirst();
    }
    long free = permits - log.size();
    if (wanted <= free) {
      for (long i = 0; i < wanted; i++) {
        log.addLast(now);
      }
      return Decision.allowed(rule, free - wanted);
    }
    return Decision.denied(rule, free, waitFor(log, wanted - free, now));
  }

  private Duration waitFor(ArrayDeque<Long> log, long missing, long now) {
    if (missing > log.size()) {
      return Duration.ofNanos(Long.MAX_VALUE); // more than the window ever holds
    }
    Iterator<Long> oldest = log.iterator();
    long last = now;
    for (long i = 0; i < missing; i++) {
      last = oldest.next();
    }
    return Duration.ofNanos(periodNanos - (now - last));
  }
}
