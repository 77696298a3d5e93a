// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limiter makes of the platform's words; ten permits a minute unless said otherwise. */
class LearningLimiterTest {
  private static final QuotaKey USERS = QuotaKey.of("genesys", "client", "users");
  private static final QuotaKey BRANDS = QuotaKey.of("genesys", "client", "brands");
  private static final QuotaKey OTHER_CLIENT = QuotaKey.of("genesys", "other", "users");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();
  private final RateLimiter limiter = RateLimiter.learning(10, MINUTE, time);

  /** Sends as long as the limiter admits, with an answer at once, and returns how often. */
  private int sendAll(QuotaKey key, RateLimitStatus answer) {
    int sent = 0;
    while (limiter.tryAcquire(key, 1).isAllowed()) {
      limiter.observe(key, answer);
      sent++;
    }
    return sent;
  }

  private int sendAll(QuotaKey key) {
    return sendAll(key, RateLimitStatus.none());
  }

  private void send(QuotaKey key, RateLimitStatus answer) {
    assertThat(limiter.tryAcquire(key, 1).isAllowed()).isTrue();
    limiter.observe(key, answer);
  }

  private Decision refusal(QuotaKey key) {
    Decision decision = limiter.tryAcquire(key, 1);
    assertThat(decision.isAllowed()).isFalse();
    return decision;
  }

  private static RateLimitStatus allowed(long number) {
    return RateLimitStatus.builder().allowed(number).build();
  }

  private static RateLimitStatus left(long allowed, long remaining, Duration reset) {
    return RateLimitStatus.builder().allowed(allowed).remaining(remaining).reset(reset).build();
  }

  private static RateLimitStatus refusedFor(Duration wait) {
    return RateLimitStatus.builder().retryAfter(wait).build();
  }

  private static Duration sec(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void familiesOfOnePayerShareItsCeiling() {
    send(USERS, RateLimitStatus.none());
    send(USERS, RateLimitStatus.none());

    assertThat(sendAll(BRANDS)).isEqualTo(8);
    assertThat(refusal(USERS).rule()).isEqualTo("10 per PT1M for client");
    assertThat(sendAll(OTHER_CLIENT)).isEqualTo(10);
  }

  @Test
  void aLowerNumberOfAFamilyTakesEffectAtOnce() {
    send(USERS, allowed(4));

    assertThat(sendAll(USERS)).isEqualTo(3);
    Decision refusal = refusal(USERS);
    assertThat(refusal.rule()).isEqualTo("4 per PT1M, the platform's limit for users");
    assertThat(refusal.retryAfter()).isEqualTo(MINUTE);
    assertThat(sendAll(BRANDS)).as("the rest of the payer's ten").isEqualTo(6);
  }

  @Test
  void whatOneWindowRefusesIsNotTakenFromTheOther() {
    send(USERS, allowed(1));

    for (int i = 0; i < 20; i++) {
      refusal(USERS);
    }

    assertThat(sendAll(BRANDS)).isEqualTo(9);
    time.advance(MINUTE);
    assertThat(sendAll(BRANDS)).isEqualTo(10);
    for (int i = 0; i < 20; i++) {
      assertThat(refusal(USERS).rule()).isEqualTo("10 per PT1M for client");
    }
    time.advance(MINUTE);
    assertThat(sendAll(USERS)).isEqualTo(1);
  }

  @Test
  void theRefusalThatLastsLongerIsTheOneToldOf() {
    send(USERS, allowed(1));
    time.advance(sec(20));
    assertThat(sendAll(BRANDS)).isEqualTo(9);

    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(40));
    assertThat(refusal(BRANDS).retryAfter()).isEqualTo(sec(40));
    time.advance(sec(40));
    send(BRANDS, RateLimitStatus.none());
    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(20));
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11, 300, 999_999_999_999_999_999L})
  void thePlatformNeverRaisesTheCeiling(long number) {
    send(USERS, allowed(number));

    assertThat(sendAll(USERS)).isEqualTo(9);
  }

  @Test
  void aNumberThatRisesAgainIsFollowedUpToTheCeiling() {
    send(USERS, allowed(2));
    send(USERS, allowed(5));
    assertThat(sendAll(USERS)).isEqualTo(3);
    time.advance(MINUTE);
    send(USERS, allowed(300));

    assertThat(sendAll(USERS)).isEqualTo(9);
  }

  @Test
  void aNumberBelowOneLeavesOneSoThatItCanRiseAgain() {
    send(USERS, allowed(0));
    refusal(USERS);
    time.advance(MINUTE);

    send(USERS, allowed(10));

    assertThat(sendAll(USERS)).isEqualTo(9);
  }

  @Test
  void refusalOfThePlatformClosesTheFamilyForThatLong() {
    send(USERS, refusedFor(sec(42)));

    Decision refusal = refusal(USERS);

    assertThat(refusal.retryAfter()).isEqualTo(sec(42));
    assertThat(refusal.rule()).contains("Retry-After for users");
    assertThat(limiter.tryAcquire(BRANDS, 1).isAllowed()).isTrue();
    time.advance(sec(42).minusNanos(1));
    assertThat(refusal(USERS).retryAfter()).isEqualTo(Duration.ofNanos(1));
    time.advance(Duration.ofNanos(1));
    assertThat(limiter.tryAcquire(USERS, 1).isAllowed()).isTrue();
  }

  @Test
  void theLongestOfSeveralRefusalsCounts() {
    limiter.tryAcquire(USERS, 3);
    limiter.observe(USERS, refusedFor(sec(42)));
    limiter.observe(USERS, refusedFor(sec(7)));

    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(42));
    limiter.observe(USERS, refusedFor(sec(50)));
    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(50));
  }

  @Test
  void aRefusalOfYearsClosesForADay() {
    send(USERS, refusedFor(Duration.ofSeconds(Long.MAX_VALUE)));

    assertThat(refusal(USERS).retryAfter()).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource({"10, 8", "300, 8", "9, 8"})
  void whatOthersTakeOfTheSameTokenSlowsUsDown(long allowed, int rest) {
    send(USERS, left(allowed, rest - 5, sec(30)));

    assertThat(sendAll(USERS)).isEqualTo(rest - 5);
    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(30));
    time.advance(sec(30));
    assertThat(limiter.tryAcquire(USERS, 1).isAllowed()).isTrue();
  }

  @Test
  void whatIsLeftOfThePayerIsLeftForAllItsFamilies() {
    send(USERS, left(10, 2, sec(30)));

    assertThat(sendAll(BRANDS)).isEqualTo(2);
    refusal(USERS);
    assertThat(sendAll(OTHER_CLIENT)).isEqualTo(10);
  }

  @Test
  void whatIsLeftOfAFamilyIsItsOwn() {
    send(USERS, left(5, 0, sec(30)));

    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(30));
    assertThat(sendAll(BRANDS)).isEqualTo(9);
  }

  @Test
  void whatIsInFlightMayNotBeCountedYet() {
    assertThat(limiter.tryAcquire(USERS, 4).isAllowed()).isTrue();

    limiter.observe(USERS, left(10, 5, sec(30)));

    assertThat(limiter.tryAcquire(USERS, 2).remaining()).isZero();
    refusal(USERS);
  }

  @Test
  void anAnswerThatOvertookAnotherDoesNotRaiseWhatIsLeft() {
    assertThat(limiter.tryAcquire(USERS, 3).isAllowed()).isTrue();
    limiter.observe(USERS, left(10, 1, sec(30)));
    limiter.observe(USERS, left(10, 3, sec(30)));
    limiter.observe(USERS, left(10, 2, sec(30)));

    assertThat(sendAll(USERS)).isEqualTo(1);
  }

  @Test
  void anAnswerThatSaysNothingIsCountedAgainstWhatIsLeft() {
    send(USERS, left(10, 2, sec(30)));
    send(USERS, RateLimitStatus.none());

    assertThat(sendAll(USERS)).isEqualTo(1);
  }

  @Test
  void theEarliestEndThatRoundedSecondsAllowIsBelieved() {
    send(USERS, left(10, 1, sec(30)));
    time.advance(Duration.ofMillis(900));
    send(USERS, left(10, 0, sec(29)));

    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(29));
    time.advance(Duration.ofMillis(200));
    limiter.observe(USERS, left(10, 0, sec(29)));
    assertThat(refusal(USERS).retryAfter()).isEqualTo(Duration.ofMillis(28_800));
  }

  @Test
  void theNextWindowOfThePlatformStartsAnew() {
    send(USERS, left(10, 0, sec(1)));
    time.advance(sec(1));

    send(USERS, left(10, 9, sec(60)));

    assertThat(sendAll(USERS)).as("ten in any minute").isEqualTo(8);
  }

  @Test
  void aWindowThatStartedAnewBeforeItsRoundedEndIsNoticed() {
    send(USERS, left(10, 1, sec(2)));
    time.advance(sec(1));

    send(USERS, left(10, 9, sec(60)));

    assertThat(sendAll(USERS)).isEqualTo(8);
  }

  @Test
  void aMomentTakenForAWaitIsNotBelieved() {
    send(USERS, left(10, 0, sec(1_790_000_000)));

    assertThat(refusal(USERS).retryAfter()).isEqualTo(MINUTE.multipliedBy(2));
  }

  @Test
  void aRestWithoutAnEndIsNotBelieved() {
    send(USERS, RateLimitStatus.builder().allowed(10).remaining(0).build());

    assertThat(sendAll(USERS)).isEqualTo(9);
  }

  @Test
  void aPermitCountsUntilAPeriodAfterItsAnswer() {
    assertThat(limiter.tryAcquire(USERS, 10).isAllowed()).isTrue();
    time.advance(sec(30));
    assertThat(refusal(USERS).retryAfter()).isEqualTo(MINUTE);
    for (int i = 0; i < 10; i++) {
      limiter.observe(USERS, RateLimitStatus.none());
    }
    time.advance(sec(59));

    assertThat(refusal(USERS).retryAfter()).isEqualTo(sec(1));
    time.advance(sec(1));
    assertThat(sendAll(USERS)).isEqualTo(10);
  }

  @Test
  void aPermitWithoutAnswerIsGivenUpAfterTenPeriods() {
    assertThat(limiter.tryAcquire(USERS, 10).isAllowed()).isTrue();
    time.advance(MINUTE.multipliedBy(10).minusNanos(1));
    refusal(USERS);

    time.advance(Duration.ofNanos(1));

    assertThat(limiter.tryAcquire(USERS, 10).isAllowed()).isTrue();
    for (int i = 0; i < 20; i++) {
      limiter.observe(USERS, RateLimitStatus.none()); // late ones are no credit
    }
    refusal(USERS);
  }

  @Test
  void aKeyOfOnePartIsItsOwnPayer() {
    QuotaKey one = QuotaKey.of("one");
    send(one, left(4, 2, sec(30)));

    assertThat(sendAll(one)).isEqualTo(2);
    assertThat(refusal(one).rule()).startsWith("4 per PT1M");
  }

  @Test
  void beyondTheMostKeysInUseNewOnesShareOneQuota() {
    for (int i = 0; i < 5_000; i++) {
      send(QuotaKey.of("payer " + i, "family"), RateLimitStatus.none());
    }

    assertThat(sendAll(QuotaKey.of("late 1", "family"))).isEqualTo(10);
    assertThat(sendAll(QuotaKey.of("late 2", "family"))).isZero();
    assertThat(sendAll(QuotaKey.of("payer 7", "family"))).as("known ones go on").isEqualTo(9);
    time.advance(MINUTE);
    assertThat(sendAll(QuotaKey.of("late 3", "family"))).isEqualTo(10);
    assertThat(sendAll(QuotaKey.of("late 4", "family"))).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000_001})
  void refusesAnOddCeiling(long permits) {
    assertThatThrownBy(() -> RateLimiter.learning(permits, MINUTE, time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(permits + " (expected: 1 to 1000000)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
  void refusesAnOddPeriod(Duration period) {
    assertThatThrownBy(() -> RateLimiter.learning(1, period, time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than zero, up to a day");
  }
}
