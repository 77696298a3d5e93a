// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long NOW = Long.MAX_VALUE - 5; // monotonic time overflows in each test

  @Test
  void doublesFromOneTo48SecondsAndStaysThere() {
    Backoff backoff = new Backoff(() -> 0L);

    List<Long> delays = IntStream.range(0, 8).mapToObj(i -> fail(backoff).toSeconds()).toList();

    assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 48L, 48L);
  }

  @Test
  void staysWithinOneAndSixtySecondsForEver() {
    Backoff backoff = new Backoff(new Random(7));

    LongStream delays = IntStream.range(0, 10_000).mapToLong(i -> fail(backoff).toMillis());

    assertThat(delays).allMatch(millis -> millis >= 1_000 && millis <= 60_000);
  }

  @Test
  void waitsAtLeastAsLongAsTheDoorAsksButNeverAboveFiveMinutes() {
    Backoff backoff = new Backoff(() -> 0L);

    assertThat(backoff.failed(NOW, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.failed(NOW, Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.failed(NOW, Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void isOverWhenTheDelayHasPassedOrAfterASuccess() {
    Backoff backoff = new Backoff(() -> 0L);
    assertThat(backoff.isWaiting(NOW)).isFalse();

    long delay = fail(backoff).toNanos();
    assertThat(backoff.isWaiting(NOW + delay - 1)).isTrue();
    assertThat(backoff.isWaiting(NOW + delay)).isFalse();

    backoff.succeeded();
    assertThat(backoff.isWaiting(NOW)).isFalse();
    assertThat(fail(backoff)).isEqualTo(Duration.ofSeconds(1));
  }

  private static Duration fail(Backoff backoff) {
    return backoff.failed(NOW, Duration.ZERO);
  }
}
