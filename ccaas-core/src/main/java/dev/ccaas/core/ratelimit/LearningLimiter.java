// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes each request pay two windows, all or none: that of its payer, which is its key without the
 * last part, and that of its whole key, the payer's family of requests.
 */
final class LearningLimiter implements RateLimiter {
  static final int MOST_PERMITS = 1_000_000;
  static final int MOST_WINDOWS = 10_000;
  private static final Duration DAY = Duration.ofDays(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<QuotaKey, LearntWindow> windows = new HashMap<>();
  private final LearntWindow others; // shared by keys that find no room
  private final long permits;
  private final Duration period;
  private final TimeSource time;

  LearningLimiter(long permits, Duration period, TimeSource time) {
    if (permits < 1 || permits > MOST_PERMITS) {
      throw new IllegalArgumentException(
          "permits: " + permits + " (expected: 1 to " + MOST_PERMITS + ")");
    }
    if (period.isZero() || period.isNegative() || period.compareTo(DAY) > 0) {
      throw new IllegalArgumentException(
          "period: " + period + " (expected: more than zero, up to a day)");
    }
    this.permits = permits;
    this.period = period;
    this.time = requireNonNull(time, "time");
    this.others = newWindow();
  }

  @Override
  public Decision tryAcquire(QuotaKey key, long wanted) {
    requireNonNull(key, "key");
    if (wanted < 1) {
      throw new IllegalArgumentException("permits: " + wanted + " (expected: at least 1)");
    }
    lock.lock();
    try {
      long now = time.nanoTime();
      LearntWindow payer = window(key.payer(), now);
      LearntWindow family = window(key, now);
      long payerWait = payer.waitFor(wanted, now);
      long familyWait = family.waitFor(wanted, now);
      if (payerWait > 0 || familyWait > 0) {
        LearntWindow tighter = familyWait > payerWait ? family : payer;
        return Decision.denied(
            rule(tighter, key),
            Math.max(0, tighter.free()),
            Duration.ofNanos(Math.max(payerWait, familyWait)));
      }
      payer.take(wanted, now);
      if (family != payer) {
        family.take(wanted, now);
      }
      LearntWindow tighter = family.free() < payer.free() ? family : payer;
      return Decision.allowed(rule(tighter, key), tighter.free());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void observe(QuotaKey key, RateLimitStatus status) {
    requireNonNull(status, "status");
    lock.lock();
    try {
      long now = time.nanoTime();
      LearntWindow payer = window(key.payer(), now);
      LearntWindow family = window(key, now);
      OptionalLong allowed = status.allowed();
      // A number as high as the payer's own is the payer's; only a lower one is the family's.
      boolean ofPayer = allowed.isPresent() && allowed.getAsLong() >= permits;
      count(ofPayer ? payer : family, status, now);
      if (family != payer) {
        (ofPayer ? family : payer).answered(now);
      }
      family.learn(allowed);
      status.retryAfter().ifPresent(wait -> family.closeUntil(now + capped(wait, DAY)));
    } finally {
      lock.unlock();
    }
  }

  private void count(LearntWindow window, RateLimitStatus status, long now) {
    if (status.remaining().isPresent() && status.reset().isPresent()) {
      // No window lasts longer than twice its period: a platform that says so is mistaken.
      long reset = capped(status.reset().get(), period.multipliedBy(2));
      window.answered(now, status.remaining().getAsLong(), now + reset);
    } else {
      window.answered(now);
    }
  }

  private static long capped(Duration wait, Duration longest) {
    return (wait.compareTo(longest) > 0 ? longest : wait).toNanos();
  }

  private LearntWindow window(QuotaKey key, long now) {
    LearntWindow known = windows.get(key);
    if (known == null) {
      known = hasRoom(now) ? newWindow() : others;
      if (known != others) {
        windows.put(key, known);
      }
    }
    known.moveTo(now);
    return known;
  }

  private boolean hasRoom(long now) {
    if (windows.size() >= MOST_WINDOWS) {
      windows
          .values()
          .removeIf(
              window -> {
                window.moveTo(now);
                return window.isIdle();
              });
    }
    return windows.size() < MOST_WINDOWS;
  }

  private LearntWindow newWindow() {
    return new LearntWindow(permits, period.toNanos());
  }

  private String rule(LearntWindow window, QuotaKey key) {
    String number = window.limit() + " per " + period;
    if (window.isClosed()) {
      return "the platform's Retry-After for " + key.family();
    }
    return window.limit() < permits
        ? number + ", the platform's limit for " + key.family()
        : number;
  }
}
