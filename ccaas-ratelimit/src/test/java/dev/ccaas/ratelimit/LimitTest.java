// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes back in a time is the exact quotient. */
class LimitTest {
  private static final long MONTH = Duration.ofDays(31).toNanos();

  @Test
  void permitsOfRateComeBackAtTheirNanosecond() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long period = 1_000_000L << random.nextInt(32);
      long permits = random.nextLong(Math.min(1_000_000_000, period)) + 1;
      Limit limit = limit(QuotaRule.rate(permits, Duration.ofNanos(Math.min(period, MONTH)), 1));
      long back = random.nextLong(MONTH / limit.span) + 1;

      assertThat(limit.permitsIn(back * limit.span)).as("%s", limit.rule).isEqualTo(back);
      assertThat(limit.permitsIn(back * limit.span - 1)).as("%s", limit.rule).isEqualTo(back - 1);
    }
  }

  @Test
  void nothingComesBackBeforeItsTime() {
    Limit nanosecond = limit(QuotaRule.rate(1_000_000_000, Duration.ofSeconds(1), 1));

    assertThat(nanosecond.span).isEqualTo(1);
    assertThat(nanosecond.permitsIn(-1)).isZero();
    assertThat(nanosecond.permitsIn(-MONTH)).isZero();
    assertThat(nanosecond.permitsIn(MONTH)).isEqualTo(MONTH);
  }

  private static Limit limit(QuotaRule rule) {
    return new Limit(rule, rule.name(), rule.burst(), null);
  }
}
