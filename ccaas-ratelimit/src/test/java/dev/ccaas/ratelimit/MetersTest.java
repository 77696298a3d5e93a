// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Memory is bounded, and nobody gets a new quota by having his old one forgotten. */
class MetersTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();

  @Test
  void floodOfKeysResetsNobody() {
    QuotaLimiter limiter = limiter(1_000);
    QuotaKey victim = QuotaKey.of("victim");
    assertThat(limiter.tryAcquire(victim, 2).isAllowed()).isTrue();

    int admitted = 0;
    for (int i = 0; i < 10_000; i++) {
      admitted += limiter.tryAcquire(QuotaKey.of("flood" + i), 2).isAllowed() ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(1_000); // 999 of their own, one that all others share
    assertThat(limiter.tryAcquire(victim, 1).isAllowed()).isFalse();
  }

  @Test
  void roomComesBackWithThePermits() {
    QuotaLimiter limiter = limiter(10);
    for (int i = 0; i < 20; i++) {
      limiter.tryAcquire(QuotaKey.of("a" + i), 2);
    }
    time.advance(MINUTE);

    for (int i = 0; i < 10; i++) {
      assertThat(limiter.tryAcquire(QuotaKey.of("b" + i), 2).isAllowed()).isTrue();
    }
    assertThat(limiter.tryAcquire(QuotaKey.of("a0"), 2).isAllowed()).isTrue(); // shared
    assertThat(limiter.tryAcquire(QuotaKey.of("a1"), 1).isAllowed()).isFalse();
  }

  @Test
  void subjectFindsItsMeterInEachLimiter() {
    QuotaSubject ann = QuotaSubject.of("ann");
    QuotaLimiter one = limiter(10);
    QuotaLimiter other = limiter(10);
    for (int i = 0; i < 2; i++) {
      assertThat(one.tryAcquire(ann, 1).isAllowed()).isTrue();
      assertThat(other.tryAcquire(ann, 1).isAllowed()).isTrue();
    }

    assertThat(one.tryAcquire(ann, 1).isAllowed()).isFalse();
    assertThat(other.tryAcquire(ann, 1).isAllowed()).isFalse();
  }

  @Test
  void subjectWhoseMeterWasForgottenHasOneAgain() {
    QuotaSubject ann = QuotaSubject.of("ann");
    QuotaLimiter limiter = limiter(10);
    assertThat(limiter.tryAcquire(ann, 2).isAllowed()).isTrue();
    Meter before = ann.hint;
    time.advance(MINUTE);
    for (int i = 0; i < 5; i++) {
      limiter.tryAcquire(QuotaKey.of("a" + i), 1);
    }

    assertThat(limiter.tryAcquire(ann, 2).isAllowed()).isTrue();
    assertThat(limiter.tryAcquire(ann.key(), 1).isAllowed()).isFalse(); // no second meter
    assertThat(limiter.tryAcquire(ann, 1).isAllowed()).isFalse();
    assertThat(ann.hint).isNotSameAs(before);
  }

  @Test
  void keysThatCameAndWentAreForgottenOnTheWay() {
    Meters meters = new Meters(Integer.MAX_VALUE, new Refusals(QuotaSubject.of("others")));
    QuotaPolicy policy = policy();
    Tariffs tariffs = new Tariffs(policy, new ConcurrentHashMap<>(), time);
    Tariff tariff = tariffs.of(QuotaSubject.of("any"));

    for (int i = 0; i < 1_000_000; i++) {
      Meter meter = meters.open(QuotaKey.of("k" + i), tariff, time.nanoTime());
      assertThat(meter.lock()).isTrue();
      meter.take(1, meter.moveTo(time.nanoTime()));
      meter.unlock();
      if (i % 100 == 99) {
        time.advance(Duration.ofSeconds(1)); // 6,000 keys a minute are in use
      }
    }

    assertThat(meters.size()).isLessThan(15_000);
  }

  private QuotaLimiter limiter(int keys) {
    return QuotaLimiter.builder(policy()).time(time).most(keys).build();
  }

  private static QuotaPolicy policy() {
    return QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(2, MINUTE))).build();
  }
}
