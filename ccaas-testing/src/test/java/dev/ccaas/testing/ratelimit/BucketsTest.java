// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.ratelimit.Bucket;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Requests that draw from several buckets: {@code ab} from a and b, {@code a} and {@code b} from
 * one of them each; a holds two a minute, b one that comes back every ten seconds.
 */
class BucketsTest {
  private static final QuotaKey A = QuotaKey.of("tenant", "a");
  private static final QuotaKey B = QuotaKey.of("tenant", "b");
  private static final QuotaKey BOTH = QuotaKey.of("tenant", "ab");
  private static final QuotaKey FREE = QuotaKey.of("tenant", "free");
  private static final Bucket WINDOW = Bucket.window(A, 2, Duration.ofMinutes(1));
  private static final Bucket REFILLED = Bucket.refilling(B, 1, 6, Duration.ofMinutes(1));

  private final FakeTime time = FakeTime.create();
  private final RateLimiter limiter = RateLimiter.learning(BucketsTest::buckets, time);

  private static List<Bucket> buckets(QuotaKey key) {
    return switch (key.parts().get(1)) {
      case "a" -> List.of(WINDOW);
      case "b" -> List.of(REFILLED);
      case "ab" -> List.of(WINDOW, REFILLED);
      default -> List.of(Bucket.unlimited(key));
    };
  }

  private void send(QuotaKey key) {
    send(key, RateLimitStatus.none());
  }

  private void send(QuotaKey key, RateLimitStatus answer) {
    assertThat(limiter.tryAcquire(key, 1).isAllowed()).as(key.toString()).isTrue();
    limiter.observe(key, answer);
  }

  private Decision refusal(QuotaKey key) {
    Decision decision = limiter.tryAcquire(key, 1);
    assertThat(decision.isAllowed()).isFalse();
    return decision;
  }

  private static Duration sec(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void whatOneBucketRefusesTakesFromNoOther() {
    send(B);
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(BOTH).rule()).isEqualTo("1 at once, then 6 per PT1M for b");
    }
    send(A);
    send(A);
    time.advance(sec(10));
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(BOTH).rule()).isEqualTo("2 per PT1M for a");
    }

    send(B);
  }

  @Test
  void theLongestWaitIsTold() {
    send(A);
    time.advance(sec(55));
    send(BOTH);

    assertThat(refusal(A).retryAfter()).isEqualTo(sec(5));
    assertThat(refusal(B).retryAfter()).isEqualTo(sec(10));
    assertThat(refusal(BOTH).retryAfter()).isEqualTo(sec(10));
    time.advance(sec(10));
    send(BOTH);
  }

  @Test
  void theTightestBucketIsToldOfAnAdmission() {
    Decision both = limiter.tryAcquire(BOTH, 1);
    Decision alone = limiter.tryAcquire(A, 1);

    assertThat(both).hasToString("allowed by 1 at once, then 6 per PT1M for b");
    assertThat(both.remaining()).isZero();
    assertThat(alone).hasToString("allowed by 2 per PT1M for a");
  }

  @Test
  void permitsComeBackOneByOneAfterTheAnswerUntilTheBucketIsFull() {
    QuotaKey contact = QuotaKey.of("contact 7");
    Bucket bucket = Bucket.refilling(contact, 3, 6, Duration.ofMinutes(1));
    RateLimiter refilling = RateLimiter.learning(key -> List.of(bucket), time);
    assertThat(refilling.tryAcquire(contact, 3).isAllowed()).isTrue();
    time.advance(sec(30));
    assertThat(refilling.tryAcquire(contact, 1).retryAfter())
        .as("none answered")
        .isEqualTo(sec(10));
    for (int i = 0; i < 3; i++) {
      refilling.observe(contact, RateLimitStatus.none());
    }

    assertThat(refilling.tryAcquire(contact, 2).retryAfter()).isEqualTo(sec(20));
    time.advance(sec(25));
    assertThat(refilling.tryAcquire(contact, 3).retryAfter()).isEqualTo(sec(5));
    assertThat(refilling.tryAcquire(contact, 2).remaining()).isZero();
    time.advance(sec(300));
    assertThat(refilling.tryAcquire(contact, 4).isAllowed()).as("never more than full").isFalse();
    assertThat(refilling.tryAcquire(contact, 1).remaining()).as("two in flight").isZero();
  }

  @Test
  void refusalOfThePlatformClosesTheNarrowestOnly() {
    send(BOTH, RateLimitStatus.builder().retryAfter(sec(42)).build());

    assertThat(refusal(B).rule()).isEqualTo("the platform's Retry-After for b");
    assertThat(refusal(BOTH).retryAfter()).isEqualTo(sec(42));
    send(A);
  }

  @Test
  void aBucketOfUnknownNumberIsLimitedByThePlatformsWords() {
    for (int i = 0; i < 10_000; i++) {
      send(FREE);
    }
    send(FREE, RateLimitStatus.builder().allowed(90).remaining(1).reset(sec(30)).build());

    send(FREE);
    assertThat(refusal(FREE).rule()).isEqualTo("what the platform says is left for free");
    assertThat(refusal(FREE).retryAfter()).isEqualTo(sec(30));
    time.advance(sec(30));
    send(FREE, RateLimitStatus.builder().retryAfter(sec(7)).build());
    assertThat(refusal(FREE).retryAfter()).isEqualTo(sec(7));
  }

  @Test
  void whoNeedsSeveralDoesNotStarveBesideThoseWhoNeedOne() {
    send(A);
    time.advance(sec(59));
    send(A);
    send(B);
    limiter.demand(BOTH, 1);
    refusal(BOTH);
    time.advance(sec(1)); // one of a is back, and kept; b is not back yet

    Decision younger = refusal(A);
    assertThat(younger.retryAfter()).as("the second of a").isEqualTo(sec(59));
    time.advance(sec(9));
    refusal(B); // b is back, and kept
    send(BOTH);
    limiter.demand(BOTH, 0);
    assertThat(refusal(A).retryAfter()).isEqualTo(sec(50));
  }

  @Test
  void othersTakeWhatIsBeyondTheOnePermitThatIsKept() {
    send(B);
    limiter.demand(BOTH, 3);
    refusal(BOTH);

    send(A);
    refusal(A);
    limiter.demand(BOTH, 0);
    send(A);
  }

  @Test
  void onlyWhoHasWaitedLongestIsKeptFor() {
    send(B);
    limiter.demand(B, 1);
    limiter.demand(BOTH, 1);

    send(A);
    send(A);
    time.advance(sec(10));
    refusal(BOTH);
    send(B); // its turn; the next of this line stands behind the other one now
    limiter.demand(B, 1);
    time.advance(sec(50));

    refusal(B);
    send(BOTH);
  }

  @Test
  void aRuleHasOneBucketForAllBeyondTheMost() {
    RateLimiter contacts =
        RateLimiter.learning(key -> List.of(Bucket.refilling(key, 2, 1, sec(60))), time);
    for (int i = 0; i < 10_000; i++) {
      assertThat(contacts.tryAcquire(QuotaKey.of("contact " + i), 1).isAllowed()).isTrue();
    }

    assertThat(contacts.tryAcquire(QuotaKey.of("late 1"), 1).isAllowed()).isTrue();
    assertThat(contacts.tryAcquire(QuotaKey.of("late 2"), 1).isAllowed()).isTrue();
    assertThat(contacts.tryAcquire(QuotaKey.of("late 3"), 1).isAllowed()).isFalse();
    assertThat(contacts.tryAcquire(QuotaKey.of("contact 7"), 1).isAllowed()).isTrue();
  }

  @Test
  void aBucketIsEqualByOwnerAndRule() {
    assertThat(Bucket.window(A, 2, Duration.ofSeconds(60)))
        .isEqualTo(WINDOW)
        .hasSameHashCodeAs(WINDOW);
    assertThat(Bucket.window(B, 2, Duration.ofSeconds(60))).isNotEqualTo(WINDOW);
    assertThat(Bucket.window(A, 3, Duration.ofSeconds(60))).isNotEqualTo(WINDOW);
    assertThat(Bucket.refilling(A, 2, 2, Duration.ofSeconds(60))).isNotEqualTo(WINDOW);
    assertThat(Bucket.refilling(B, 1, 7, Duration.ofSeconds(60))).isNotEqualTo(REFILLED);
    assertThat(WINDOW).hasToString("2 per PT1M for tenant/a");
    assertThat(Bucket.unlimited(A)).hasToString("unlimited for tenant/a");
    assertThat(WINDOW.whose()).isEqualTo(A);
  }

  @Test
  void oddNumbersAreRefused() {
    assertThatThrownBy(() -> Bucket.window(A, 0, sec(1)))
        .hasMessage("permits: 0 (expected: 1 to 1000000)");
    assertThatThrownBy(() -> Bucket.refilling(A, 1, 1_000_001, sec(1)))
        .hasMessage("refill: 1000001 (expected: 1 to 1000000)");
    assertThatThrownBy(() -> Bucket.refilling(A, 1, 1, Duration.ZERO))
        .hasMessage("period: PT0S (expected: more than zero, up to a day)");
    assertThatThrownBy(() -> RateLimiter.learning(key -> List.of(), time).tryAcquire(A, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("buckets of tenant/a: none (expected: at least one");
  }
}
