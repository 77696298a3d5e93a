// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;

class RollingWindowContractTest implements RateLimiterContract {
  private final FakeTime time = FakeTime.create();

  @Override
  public RateLimiter limiter(long permits, Duration period) {
    return RateLimiter.rollingWindow(permits, period, time);
  }

  @Override
  public void advance(Duration duration) {
    time.advance(duration);
  }
}
