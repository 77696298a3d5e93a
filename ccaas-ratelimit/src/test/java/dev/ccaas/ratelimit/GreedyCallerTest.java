// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A caller that asks every 5 milliseconds for 200 seconds gets what the plan says, no more. */
class GreedyCallerTest {
  private static final Duration EVERY = Duration.ofMillis(5);
  private static final int ASKS = 40_000;

  @Test
  @Tag("S0.4.11")
  void getsEightASecondAndFortyFiveAMinuteExactly() {
    FakeTime time = FakeTime.create();
    QuotaLimiter limiter = QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).build();
    QuotaSubject subject = QuotaSubject.of("greedy");

    List<Long> admitted = new ArrayList<>();
    for (int i = 0; i < ASKS; i++) {
      if (limiter.tryAcquire(subject, 1).isAllowed()) {
        admitted.add(i * EVERY.toNanos());
      }
      time.advance(EVERY);
    }

    assertThat(admitted).hasSize(180);
    assertThat(mostIn(admitted, Duration.ofMinutes(1))).isEqualTo(45);
    assertThat(mostIn(admitted, Duration.ofSeconds(1))).isEqualTo(8);
  }

  private static int mostIn(List<Long> admitted, Duration length) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < admitted.size(); last++) {
      while (admitted.get(last) - admitted.get(first) >= length.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
