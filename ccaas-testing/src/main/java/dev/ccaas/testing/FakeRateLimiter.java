// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A limiter that refuses on demand, keeps what it was asked, and otherwise counts in fixed windows
 * that start with a key's first request.
 *
 * <p>Safe for use by many threads.
 */
public final class FakeRateLimiter implements RateLimiter {
  private final ReentrantLock lock = new ReentrantLock();
  private final TimeSource time;
  private final long permits;
  private final Duration period;
  private final Map<QuotaKey, Window> windows = new HashMap<>();
  private final Deque<Duration> refusals = new ArrayDeque<>();
  private final List<QuotaKey> asked = new ArrayList<>();

  private FakeRateLimiter(TimeSource time, long permits, Duration period) {
    this.time = time;
    this.permits = permits;
    this.period = period;
  }

  /** Returns a limiter that refuses only on demand. */
  public static FakeRateLimiter create(TimeSource time) {
    return create(time, Long.MAX_VALUE, Duration.ofSeconds(1));
  }

  /** Returns a limiter that admits that many permits per key and window of that length. */
  public static FakeRateLimiter create(TimeSource time, long permits, Duration period) {
    return new FakeRateLimiter(
        requireNonNull(time, "time"), permits, requireNonNull(period, "period"));
  }

  @Override
  public Decision tryAcquire(QuotaKey key, long wanted) {
    requireNonNull(key, "key");
    if (wanted < 1) {
      throw new IllegalArgumentException("permits: " + wanted + " (expected: at least 1)");
    }
    lock.lock();
    try {
      asked.add(key);
      Duration refusal = refusals.poll();
      return refusal != null
          ? Decision.denied("on demand", 0, refusal)
          : decide(current(key), wanted);
    } finally {
      lock.unlock();
    }
  }

  private Window current(QuotaKey key) {
    Instant now = time.instant();
    @Nullable Window window = windows.get(key);
    if (window == null || !now.isBefore(window.start.plus(period))) {
      window = new Window(now);
      windows.put(key, window);
    }
    return window;
  }

  private Decision decide(Window window, long wanted) {
    String rule = permits + " per " + period;
    long left = permits - window.taken;
    if (wanted > left) {
      Duration wait = Duration.between(time.instant(), window.start.plus(period));
      return Decision.denied(rule, left, wait);
    }
    window.taken += wanted;
    return Decision.allowed(rule, left - wanted);
  }

  /** Makes the next request, after those already told, be refused with that wait. */
  public void denyNext(Duration retryAfter) {
    requireNonNull(retryAfter, "retryAfter");
    lock.lock();
    try {
      refusals.add(retryAfter);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the keys of all requests so far, in order, refused ones included. */
  public List<QuotaKey> asked() {
    lock.lock();
    try {
      return List.copyOf(asked);
    } finally {
      lock.unlock();
    }
  }

  /** What one key has taken since when. */
  private static final class Window {
    private final Instant start;
    private long taken;

    Window(Instant start) {
      this.start = start;
    }
  }
}
