// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.contract.RateLimiterContract;
import java.time.Duration;

class QuotaWindowContractTest implements RateLimiterContract {
  private final FakeTime time = FakeTime.create();

  @Override
  public RateLimiter limiter(long permits, Duration period) {
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(permits, period));
    return QuotaLimiter.builder(QuotaPolicy.builder(plan).build()).time(time).build();
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }
}
