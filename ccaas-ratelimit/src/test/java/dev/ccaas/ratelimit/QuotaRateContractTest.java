// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.contract.RateLimiterContract;
import java.time.Duration;

class QuotaRateContractTest implements RateLimiterContract {
  private final FakeTime time = FakeTime.create();

  @Override
  public RateLimiter limiter(long permits, Duration period) {
    QuotaRule rate = QuotaRule.rate(permits, period, permits);
    QuotaPolicy policy = QuotaPolicy.builder(QuotaPlan.of("default", rate)).build();
    return QuotaLimiter.builder(policy).time(time).build();
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }
}
