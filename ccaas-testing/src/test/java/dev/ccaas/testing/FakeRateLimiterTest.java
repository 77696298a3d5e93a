// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeRateLimiterTest {
  private static final QuotaKey KEY = QuotaKey.of("client");

  private final FakeRateLimiter limiter = FakeRateLimiter.create(FakeTime.create());

  @Test
  void admitsEverythingUntilToldOtherwise() {
    assertThat(limiter.tryAcquire(KEY, Long.MAX_VALUE / 2).isAllowed()).isTrue();
    assertThat(limiter.tryAcquire(KEY, Long.MAX_VALUE / 2).isAllowed()).isTrue();
  }

  @Test
  void refusesAsToldThenAdmitsAgain() {
    limiter.denyNext(Duration.ofSeconds(7));
    limiter.denyNext(Duration.ofSeconds(8));

    Decision first = limiter.tryAcquire(KEY, 1);
    Decision second = limiter.tryAcquire(KEY, 1);

    assertThat(first.isAllowed()).isFalse();
    assertThat(first.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(first.rule()).isEqualTo("on demand");
    assertThat(second.retryAfter()).isEqualTo(Duration.ofSeconds(8));
    assertThat(limiter.tryAcquire(KEY, 1).isAllowed()).isTrue();
  }

  @Test
  void keepsWhoseQuotaWasAskedFor() {
    limiter.denyNext(Duration.ZERO);
    limiter.tryAcquire(KEY, 1);
    limiter.tryAcquire(QuotaKey.of("other"), 1);

    assertThat(limiter.asked()).containsExactly(KEY, QuotaKey.of("other"));
  }
}
