// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import dev.ccaas.core.TimeSource;
import java.time.Duration;

/**
 * Decides whether a caller may proceed now.
 *
 * <p>Never blocks and never sends anything: waiting is the caller's choice. Safe for use by many
 * threads.
 */
public interface RateLimiter {

  /**
   * Returns the decision for that many permits under that key; a refusal takes none.
   *
   * @param permits at least 1
   * @throws IllegalArgumentException if permits is below 1
   */
  Decision tryAcquire(QuotaKey key, long permits);

  /** Returns a limiter that admits everything. */
  static RateLimiter unlimited() {
    return (key, permits) -> Decision.allowed("unlimited", Long.MAX_VALUE);
  }

  /**
   * Returns a limiter that admits, for each key, at most that many permits in any period of that
   * length (an exact rolling window), counted on this machine.
   *
   * <p>Memory grows with the number of keys and, for each key, with the number of permits; the
   * {@code ccaas-ratelimit} module will bound both.
   */
  static RateLimiter rollingWindow(long permits, Duration period, TimeSource time) {
    return new RollingWindowLimiter(permits, period, time);
  }
}
