// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.Bucket;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerFeedbackTest {
  private static final QuotaKey KEY = QuotaKey.of("client", "family");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();
  private final ServerFeedback feedback = ServerFeedback.before(RateLimiter.unlimited(), time);

  @Test
  void retryAfterClosesThatKeyForThatLong() {
    feedback.observe(KEY, RateLimitStatus.builder().retryAfter(Duration.ofSeconds(7)).build());

    Decision denied = feedback.tryAcquire(KEY, 1);

    assertThat(denied.isAllowed()).isFalse();
    assertThat(denied.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(feedback.tryAcquire(QuotaKey.of("client", "other"), 1).isAllowed()).isTrue();
    time.advance(Duration.ofSeconds(7));
    assertThat(feedback.tryAcquire(KEY, 1).isAllowed()).isTrue();
  }

  @Test
  void retryAfterOfYearsIsBelievedForADay() {
    feedback.observe(KEY, RateLimitStatus.builder().retryAfter(Duration.ofDays(9_999)).build());

    assertThat(feedback.tryAcquire(KEY, 1).retryAfter()).isEqualTo(Duration.ofDays(1));
  }

  /** It is asked by key; a limiter that wants to know more is handed the key's subject. */
  @Test
  void keySeenFirstHasItsSubjectsPlanAndBudgets() {
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(1, MINUTE)))
            .plan(QuotaPlan.of("architects", QuotaRule.window(9, MINUTE)))
            .budget(PlatformBudget.of("p", QuotaRule.window(4, MINUTE)))
            .build();
    QuotaLimiter quota = QuotaLimiter.builder(policy).time(time).build();
    QuotaSubject ann = QuotaSubject.builder("ann").group("architects").platform("p").build();
    ServerFeedback before =
        ServerFeedback.before((key, permits) -> quota.tryAcquire(ann, permits), time);

    assertThat(before.tryAcquire(KEY, 3).rule()).isEqualTo("p: 4 per 1m");
    assertThat(before.tryAcquire(KEY, 2).rule()).isEqualTo("p: 4 per 1m");
    before.observe(KEY, RateLimitStatus.builder().retryAfter(Duration.ofSeconds(7)).build());
    assertThat(before.tryAcquire(KEY, 1).rule()).isEqualTo("the platform's own limit");
    assertThat(quota.peek(ann, 1).isAllowed()).isTrue();
  }

  /** As CXone refuses. */
  @Test
  void refusalWithoutATimeClosesForLongerAndLonger() {
    RateLimitStatus refused = RateLimitStatus.builder().refused().build();
    for (int seconds : new int[] {1, 2, 4, 8, 8}) {
      feedback.observe(KEY, refused);
      feedback.observe(KEY, refused); // was under way with the first
      assertThat(feedback.tryAcquire(KEY, 1).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
      time.advance(Duration.ofSeconds(seconds));
      assertThat(feedback.tryAcquire(KEY, 1).isAllowed()).isTrue();
    }
    feedback.observe(KEY, RateLimitStatus.none());
    feedback.observe(KEY, refused);

    assertThat(feedback.tryAcquire(KEY, 1).retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusalBehindItLeavesNobodyWaitingForATurn() {
    RateLimiter two = RateLimiter.rollingWindow(2, Duration.ofSeconds(1), time);
    ServerFeedback before = ServerFeedback.before(two, time);
    two.tryAcquire(KEY, 2);
    before.observe(KEY, status(2, 100, MINUTE)); // one each 30 seconds
    assertThat(before.tryAcquire(KEY, 1).rule()).contains("2 per");
    time.advance(Duration.ofSeconds(1));

    assertThat(before.tryAcquire(KEY, 1).isAllowed()).isTrue();
    assertThat(before.tryAcquire(KEY, 1).retryAfter()).isBetween(Duration.ofSeconds(29), MINUTE);
  }

  /** Numbers as a broken or hostile platform may send them: never more than the limiter admits. */
  @Test
  void absurdNumbersEndInNoErrorAndNoLongWait() {
    long[] counts = {0, 1, Long.MAX_VALUE};
    Duration[] waits = {Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(Long.MAX_VALUE)};
    RateLimiter two = RateLimiter.rollingWindow(2, MINUTE, time);
    ServerFeedback before = ServerFeedback.before(two, time);
    for (long left : counts) {
      for (long allowed : counts) {
        for (Duration reset : waits) {
          before.observe(KEY, status(left, allowed, reset));
          assertThat(before.tryAcquire(KEY, Long.MAX_VALUE).isAllowed()).isFalse();
        }
      }
    }
    time.advance(Duration.ofHours(1));

    assertThat(before.tryAcquire(KEY, 2).isAllowed()).isTrue();
  }

  @Test
  void whatIsLeftIsNotExceededAndTheLastOfItIsSpread() {
    feedback.observe(KEY, status(20, 80, MINUTE));

    int admitted = 0;
    for (int second = 0; second < 60; second++) {
      while (feedback.tryAcquire(KEY, 1).isAllowed()) {
        admitted++;
        assertThat(admitted).isLessThanOrEqualTo(second / 3 + 1);
      }
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(admitted).isEqualTo(20);
    assertThat(feedback.tryAcquire(KEY, 50).isAllowed()).isTrue(); // a new window
  }

  /** Its window ends ever a minute later: what it says is left is no rest of one window. */
  @Test
  void platformWhoseWindowRollsIsNotStarvedOf() {
    RateLimiter platform = RateLimiter.rollingWindow(45, MINUTE, time);
    int admitted = 0;
    int refused = 0;
    for (int tick = 0; tick < 6_000; tick++) { // ten minutes
      if (feedback.tryAcquire(KEY, 1).isAllowed()) {
        Decision there = platform.tryAcquire(KEY, 1);
        admitted += there.isAllowed() ? 1 : 0;
        refused += there.isAllowed() ? 0 : 1;
        feedback.observe(KEY, status(there.remaining(), 45, MINUTE));
      }
      time.advance(Duration.ofMillis(100));
    }

    assertThat(refused).isZero();
    assertThat(admitted).isGreaterThan(10 * 45 * 2 / 3);
  }

  @Test
  void waitsForTheNextWindowWhenNothingIsLeft() {
    feedback.observe(KEY, status(0, 300, Duration.ofSeconds(12)));

    assertThat(feedback.tryAcquire(KEY, 1).retryAfter()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void theLimiterBehindHearsWhoWaits() {
    List<Bucket> one = List.of(Bucket.window(QuotaKey.of("all"), 1, MINUTE));
    ServerFeedback before = ServerFeedback.before(RateLimiter.learning(key -> one, time), time);

    before.demand(KEY, 1);

    assertThat(before.tryAcquire(QuotaKey.of("younger"), 1).isAllowed()).isFalse();
    assertThat(before.tryAcquire(KEY, 1).isAllowed()).isTrue();
  }

  @Test
  void answerThatWasOvertakenRaisesNothing() {
    feedback.observe(KEY, status(3, 300, MINUTE));
    feedback.observe(KEY, status(9, 300, MINUTE));

    assertThat(feedback.tryAcquire(KEY, 4).isAllowed()).isFalse();
  }

  @Test
  void neverAdmitsMoreThanTheLimiterBehindIt() {
    RateLimiter two = RateLimiter.rollingWindow(2, MINUTE, time);
    ServerFeedback before = ServerFeedback.before(two, time);
    before.observe(KEY, status(290, 300, MINUTE));

    assertThat(before.tryAcquire(KEY, 2).isAllowed()).isTrue();
    assertThat(before.tryAcquire(KEY, 1).rule()).contains("2 per");
  }

  @Test
  void refusalBehindItTakesNothingOfWhatIsLeft() {
    RateLimiter two = RateLimiter.rollingWindow(2, Duration.ofSeconds(1), time);
    ServerFeedback before = ServerFeedback.before(two, time);
    before.observe(KEY, status(100, 100, MINUTE));
    for (int i = 0; i < 1_000; i++) {
      before.tryAcquire(KEY, 2);
    }
    time.advance(Duration.ofSeconds(1));

    assertThat(before.tryAcquire(KEY, 2).isAllowed()).isTrue();
  }

  @Test
  void keysOfOneScopeSlowDownTogether() {
    ServerFeedback scoped = feedback.scopedBy(key -> QuotaKey.of(key.parts().get(0)));
    scoped.observe(KEY, RateLimitStatus.builder().retryAfter(MINUTE).build());

    assertThat(scoped.tryAcquire(QuotaKey.of("client", "other"), 1).isAllowed()).isFalse();
    assertThat(scoped.tryAcquire(QuotaKey.of("another", "family"), 1).isAllowed()).isTrue();
  }

  private static RateLimitStatus status(long left, long allowed, Duration reset) {
    return RateLimitStatus.builder().remaining(left).allowed(allowed).reset(reset).build();
  }
}
