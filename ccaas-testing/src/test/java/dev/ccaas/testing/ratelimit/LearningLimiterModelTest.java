// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Greedy callers in virtual time whose requests travel for a random while, against a platform that
 * counts exactly: no rolling minute of arrivals ever holds more than the limit.
 */
class LearningLimiterModelTest {
  private static final int LIMIT = 30;
  private static final int WORKERS = 12;
  private static final long PERIOD = Duration.ofMinutes(1).toNanos();
  private static final QuotaKey[] FAMILIES = {
    QuotaKey.of("client", "brands"), QuotaKey.of("client", "users"), QuotaKey.of("client", "other")
  };

  private final FakeTime time = FakeTime.create();
  private final List<Long> arrivals = new ArrayList<>();
  private long elapsed;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void noMinuteOfArrivalsHoldsMoreThanTheLimitHoweverLongRequestsTravel(long seed) {
    Random random = new Random(seed);
    RateLimiter limiter = RateLimiter.learning(LIMIT, Duration.ofNanos(PERIOD), time);
    List<Flight> flights = new ArrayList<>();
    while (elapsed < 20 * PERIOD) {
      if (flights.size() < WORKERS) {
        QuotaKey key = FAMILIES[random.nextInt(FAMILIES.length)];
        Decision decision = limiter.tryAcquire(key, 1);
        if (decision.isAllowed()) {
          flights.add(new Flight(key, random, elapsed));
          continue;
        }
      }
      move(1 + random.nextInt(500_000_000));
      flights.removeIf(flight -> flight.endsBy(elapsed, limiter));
    }

    arrivals.sort(null);
    for (int i = LIMIT; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - LIMIT)).isGreaterThanOrEqualTo(PERIOD);
    }
    assertThat(arrivals).as("and it is used").hasSizeGreaterThan(14 * LIMIT);
  }

  private void move(long nanos) {
    elapsed += nanos;
    time.advance(Duration.ofNanos(nanos));
  }

  /** A request on its way: it arrives somewhere between its sending and its answer. */
  private final class Flight {
    private final QuotaKey key;
    private final long end;

    Flight(QuotaKey key, Random random, long start) {
      this.key = key;
      this.end = start + random.nextInt(2_000_000_000) * 10L;
      arrivals.add(start + (long) (random.nextDouble() * (end - start)));
    }

    boolean endsBy(long now, RateLimiter limiter) {
      if (now < end) {
        return false;
      }
      limiter.observe(key, RateLimitStatus.none());
      return true;
    }
  }
}
