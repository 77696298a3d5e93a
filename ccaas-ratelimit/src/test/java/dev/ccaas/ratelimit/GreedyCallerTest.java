// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.FakeTime;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a greedy caller gets where 8 a second and 45 a minute are promised: by ours, by others. */
class GreedyCallerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();

  @Test
  @Tag("S0.4.11")
  void getsEightASecondAndFortyFiveAMinuteExactly() {
    QuotaLimiter limiter = QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).build();
    QuotaSubject subject = QuotaSubject.of("greedy");

    Greedy caller = new Greedy(time, () -> limiter.tryAcquire(subject, 1).isAllowed());

    assertThat(caller.admitted()).isEqualTo(180);
    assertThat(caller.mostIn(MINUTE)).isEqualTo(45);
    assertThat(caller.mostIn(SECOND)).isEqualTo(8);
  }

  @Test
  void getsTwiceAsMuchFromBucket4j() {
    TimeMeter meter =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return time.nanoTime();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    Bucket bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(8).refillGreedy(8, SECOND))
            .addLimit(limit -> limit.capacity(45).refillGreedy(45, MINUTE))
            .withCustomTimePrecision(meter)
            .build();

    Greedy caller = new Greedy(time, () -> bucket.tryConsume(1));

    assertThat(caller.mostIn(MINUTE)).isEqualTo(89);
    assertThat(caller.mostIn(SECOND)).isEqualTo(15);
  }

  @Test
  void getsTwiceAsMuchFromResilience4j() {
    RateLimiter second = resilience4j(8, SECOND);
    RateLimiter minute = resilience4j(45, MINUTE);
    time.advance(Duration.ofSeconds(30)); // its minutes began before the caller did

    Greedy caller =
        new Greedy(time, () -> second.acquirePermission() && minute.acquirePermission());

    assertThat(caller.mostIn(MINUTE)).isEqualTo(90);
    assertThat(caller.mostIn(SECOND)).isEqualTo(8);
  }

  @Test
  void getsTwiceAsMuchFromFixedWindowsAsKongHasThem() {
    FixedWindows windows = new FixedWindows(time);
    time.advance(Duration.ofSeconds(30)); // half a calendar minute

    Greedy caller = new Greedy(time, windows::admits);

    assertThat(caller.mostIn(MINUTE)).isEqualTo(90);
    assertThat(caller.mostIn(SECOND)).isEqualTo(8);
  }

  private RateLimiter resilience4j(int permits, Duration period) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(permits)
            .limitRefreshPeriod(period)
            .timeoutDuration(Duration.ZERO)
            .build();
    return new AtomicRateLimiter("one", config, time::nanoTime);
  }

  /**
   * Our model of what Kong documents of its rate-limiting plugin with policy {@code local}: one
   * counter per calendar second and one per calendar minute, by a clock of whole seconds; what is
   * refused is not counted. It is no code of Kong's, and of one request at a time.
   */
  private static final class FixedWindows {
    private final FakeTime time;
    private long second;
    private long minute;
    private int inSecond;
    private int inMinute;

    FixedWindows(FakeTime time) {
      this.time = time;
    }

    boolean admits() {
      long now = time.instant().getEpochSecond();
      inSecond = now == second ? inSecond : 0;
      inMinute = now / 60 == minute ? inMinute : 0;
      second = now;
      minute = now / 60;
      if (inSecond == 8 || inMinute == 45) {
        return false;
      }
      inSecond++;
      inMinute++;
      return true;
    }
  }
}
