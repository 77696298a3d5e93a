// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sixteen threads on one key get what the rules' formulas say. */
class OversellTest {
  private static final int THREADS = 16;

  /** Of real time; 60 in the long form. */
  private static final int SECONDS = Integer.getInteger("ccaas.oversell.seconds", 2);

  @Test
  void saturatedThreadsGetThePlanExactly() throws Exception {
    FakeTime time = FakeTime.create();
    QuotaLimiter limiter = QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).build();
    QuotaSubject subject = QuotaSubject.of("shared");

    long admitted = 0;
    for (int step = 0; step < 400; step++) { // 200 seconds
      admitted += Together.run(THREADS, () -> limiter.tryAcquire(subject, 1).isAllowed() ? 1 : 0);
      time.advance(Duration.ofMillis(500));
    }

    assertThat(admitted).isEqualTo(180);
  }

  @Test
  void realTimeIsNeverOversold() throws Exception {
    Duration period = Duration.ofMillis(50);
    for (QuotaRule rule :
        List.of(QuotaRule.window(500, period), QuotaRule.rate(500, period, 100))) {
      TimeSource time = TimeSource.system();
      QuotaLimiter limiter =
          QuotaLimiter.create(QuotaPolicy.builder(QuotaPlan.of("default", rule)).build());
      QuotaSubject subject = QuotaSubject.of("shared");
      long begin = time.nanoTime();
      long end = begin + Duration.ofSeconds(SECONDS).toNanos();

      long admitted = Together.run(THREADS, () -> hammer(limiter, subject, end));

      Duration passed = Duration.ofNanos(time.nanoTime() - begin);
      assertThat(admitted).isLessThanOrEqualTo(rule.mostIn(passed)).isPositive();
      if (SECONDS >= 60) { // a busy machine stops all threads for a while
        assertThat(admitted).isGreaterThanOrEqualTo(rule.mostIn(passed) * 99 / 100);
      }
      System.out.println(
          rule + ": " + admitted + " admitted of " + rule.mostIn(passed) + " in " + passed);
    }
  }

  private static long hammer(QuotaLimiter limiter, QuotaSubject subject, long end) {
    long admitted = 0;
    while (TimeSource.system().nanoTime() - end < 0) {
      admitted += limiter.tryAcquire(subject, 1).isAllowed() ? 1 : 0;
    }
    return admitted;
  }
}
