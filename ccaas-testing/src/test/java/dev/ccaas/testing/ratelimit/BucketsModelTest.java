// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.ratelimit.Bucket;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Greedy callers in virtual time whose requests travel for a random while, each drawing from a
 * tenant's window and a contact's bucket: the platform, which counts both exactly as requests
 * arrive, never refuses one.
 */
class BucketsModelTest {
  private static final int TENANT = 20;
  private static final long BURST = 10;
  private static final int REFILL = 6;
  private static final int CONTACTS = 4;
  private static final long PERIOD = Duration.ofMinutes(1).toNanos();
  private static final long PACE = PERIOD / REFILL;

  private final FakeTime time = FakeTime.create();
  private final List<Arrival> arrivals = new ArrayList<>();
  private long elapsed;

  private record Arrival(int contact, long at) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void thePlatformNeverRefusesHoweverLongRequestsTravel(long seed) {
    Random random = new Random(seed);
    RateLimiter limiter = RateLimiter.learning(BucketsModelTest::buckets, time);
    List<Flight> flights = new ArrayList<>();
    while (elapsed < 20 * PERIOD) {
      int contact = random.nextInt(CONTACTS);
      if (flights.size() < 12 && limiter.tryAcquire(key(contact), 1).isAllowed()) {
        flights.add(new Flight(contact, random));
        continue;
      }
      long step = 1L + random.nextInt(500_000_000);
      elapsed += step;
      time.advance(Duration.ofNanos(step));
      flights.removeIf(flight -> flight.endsBy(elapsed, limiter));
    }

    arrivals.sort(Comparator.comparingLong(Arrival::at));
    for (int i = TENANT; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i).at - arrivals.get(i - TENANT).at).isGreaterThanOrEqualTo(PERIOD);
    }
    for (int contact = 0; contact < CONTACTS; contact++) {
      requireAdmitted(contact);
    }
    assertThat(arrivals).as("and they are used").hasSizeGreaterThan(14 * TENANT);
  }

  /** The platform's bucket, in nanoseconds of refill. */
  private void requireAdmitted(int contact) {
    long full = BURST * PACE;
    long level = full;
    long before = 0;
    for (Arrival arrival : arrivals) {
      if (arrival.contact == contact) {
        level = Math.min(full, level + arrival.at - before) - PACE;
        before = arrival.at;
        assertThat(level).isNotNegative();
      }
    }
  }

  private static QuotaKey key(int contact) {
    return QuotaKey.of("tenant", "contact " + contact);
  }

  private static List<Bucket> buckets(QuotaKey key) {
    Duration period = Duration.ofNanos(PERIOD);
    return List.of(
        Bucket.window(QuotaKey.of("tenant"), TENANT, period),
        Bucket.refilling(key, BURST, REFILL, period));
  }

  /** A request on its way: it arrives somewhere between its sending and its answer. */
  private final class Flight {
    private final int contact;
    private final long end;

    Flight(int contact, Random random) {
      this.contact = contact;
      this.end = elapsed + random.nextInt(2_000_000_000) * 10L;
      arrivals.add(new Arrival(contact, elapsed + (long) (random.nextDouble() * (end - elapsed))));
    }

    boolean endsBy(long now, RateLimiter limiter) {
      if (now < end) {
        return false;
      }
      limiter.observe(key(contact), RateLimitStatus.none());
      return true;
    }
  }
}
