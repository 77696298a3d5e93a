// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.ratelimit.Bucket;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;

/** A bucket that refills beside a wide window that all keys share, on a platform as silent. */
class BucketsContractTest implements RateLimiterContract {
  private final FakeTime time = FakeTime.create();

  @Override
  public RateLimiter limiter(long permits, Duration period) {
    Bucket all = Bucket.window(QuotaKey.of("all"), 1_000, period);
    RateLimiter limiter =
        RateLimiter.learning(
            key -> List.of(all, Bucket.refilling(key, permits, permits, period)), time);
    return (key, wanted) -> {
      Decision decision = limiter.tryAcquire(key, wanted);
      for (long i = 0; decision.isAllowed() && i < wanted; i++) {
        limiter.observe(key, RateLimitStatus.none());
      }
      return decision;
    };
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }
}
