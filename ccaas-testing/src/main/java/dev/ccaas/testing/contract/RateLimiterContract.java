// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RateLimiter} that limits must do.
 *
 * <p>Time is part of it: the wait that a refusal names is a promise, and is tested.
 */
public interface RateLimiterContract {

  /** Returns a new limiter that admits, for each key, that many permits at once per period. */
  RateLimiter limiter(long permits, Duration period);

  /** Moves the limiter's clock. */
  void advance(Duration time);

  /** The quota is admitted, and the numbers add up. */
  @Test
  default void admitsUpToTheQuota() {
    RateLimiter limiter = limiter(3, Duration.ofSeconds(1));
    QuotaKey key = QuotaKey.of("client");

    Decision first = limiter.tryAcquire(key, 1);
    Decision rest = limiter.tryAcquire(key, 2);

    assertTrue(first.isAllowed());
    assertEquals(2, first.remaining());
    assertEquals(Duration.ZERO, first.retryAfter());
    assertTrue(rest.isAllowed());
    assertEquals(0, rest.remaining());
  }

  /** A refusal names its rule and how long to wait, and after that wait the request is admitted. */
  @Test
  default void keepsThePromiseOfARefusal() {
    RateLimiter limiter = limiter(3, Duration.ofSeconds(10));
    QuotaKey key = QuotaKey.of("client");
    limiter.tryAcquire(key, 1);
    advance(Duration.ofSeconds(4));
    limiter.tryAcquire(key, 2);

    Decision denied = limiter.tryAcquire(key, 2);

    assertFalse(denied.isAllowed());
    assertFalse(denied.rule().isBlank(), "a refusal names its rule");
    assertTrue(denied.retryAfter().compareTo(Duration.ZERO) > 0, "positive: " + denied);
    assertTrue(denied.retryAfter().compareTo(Duration.ofSeconds(10)) <= 0, "in time: " + denied);
    advance(denied.retryAfter());
    assertTrue(limiter.tryAcquire(key, 2).isAllowed(), "admitted after " + denied.retryAfter());
  }

  /** A refusal costs nothing, however often it is repeated. */
  @Test
  default void refusalTakesNoPermits() {
    RateLimiter limiter = limiter(2, Duration.ofSeconds(1));
    QuotaKey key = QuotaKey.of("client");
    limiter.tryAcquire(key, 1);

    for (int i = 0; i < 10; i++) {
      assertFalse(limiter.tryAcquire(key, 2).isAllowed());
    }

    assertTrue(limiter.tryAcquire(key, 1).isAllowed());
  }

  /** One key's use is not another's. */
  @Test
  default void keysHaveQuotasOfTheirOwn() {
    RateLimiter limiter = limiter(1, Duration.ofSeconds(1));

    assertTrue(limiter.tryAcquire(QuotaKey.of("a"), 1).isAllowed());
    assertTrue(limiter.tryAcquire(QuotaKey.of("b"), 1).isAllowed());
    assertFalse(limiter.tryAcquire(QuotaKey.of("a"), 1).isAllowed());
  }

  /** More than the whole quota is refused at any time. */
  @Test
  default void refusesMoreThanTheQuotaEverHolds() {
    RateLimiter limiter = limiter(2, Duration.ofSeconds(1));
    QuotaKey key = QuotaKey.of("client");

    assertFalse(limiter.tryAcquire(key, 3).isAllowed());
    advance(Duration.ofDays(1));
    assertFalse(limiter.tryAcquire(key, 3).isAllowed());
  }

  /** Less than one permit is a mistake of the caller. */
  @Test
  default void refusesToCountLessThanOnePermit() {
    RateLimiter limiter = limiter(1, Duration.ofSeconds(1));
    QuotaKey key = QuotaKey.of("client");

    assertThrows(IllegalArgumentException.class, () -> limiter.tryAcquire(key, 0));
    assertThrows(IllegalArgumentException.class, () -> limiter.tryAcquire(key, -1));
    assertTrue(limiter.tryAcquire(key, 1).isAllowed());
  }

  /** Many threads together get the quota, not one permit more or less. */
  @Test
  default void manyThreadsGetTheQuotaExactly() {
    RateLimiter limiter = limiter(100, Duration.ofHours(1));
    QuotaKey key = QuotaKey.of("client");

    int admitted =
        Threads.together(
                16,
                n -> {
                  int mine = 0;
                  for (int i = 0; i < 20; i++) {
                    mine += limiter.tryAcquire(key, 1).isAllowed() ? 1 : 0;
                  }
                  return mine;
                })
            .stream()
            .mapToInt(Integer::intValue)
            .sum();

    assertEquals(100, admitted);
  }
}
