// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;

/** A platform that answers at once and says nothing. */
class LearningLimiterContractTest implements RateLimiterContract {
  private final FakeTime time = FakeTime.create();

  @Override
  public RateLimiter limiter(long permits, Duration period) {
    RateLimiter learning = RateLimiter.learning(permits, period, time);
    return (key, wanted) -> answered(learning, key, wanted);
  }

  private static Decision answered(RateLimiter limiter, QuotaKey key, long wanted) {
    Decision decision = limiter.tryAcquire(key, wanted);
    for (long i = 0; decision.isAllowed() && i < wanted; i++) {
      limiter.observe(key, RateLimitStatus.none());
    }
    return decision;
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }
}
