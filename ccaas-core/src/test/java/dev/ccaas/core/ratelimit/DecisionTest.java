// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  @Test
  void refusalTellsItsWait() {
    Decision decision = Decision.denied("45 per 1m", 3, Duration.ofMillis(1_500));

    assertThat(decision.isAllowed()).isFalse();
    assertThat(decision.remaining()).isEqualTo(3);
    assertThat(decision.rule()).isEqualTo("45 per 1m");
    assertThat(decision.retryAfter()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(Decision.denied("r", 0, 1_500).retryAfter()).isEqualTo(Duration.ofNanos(1_500));
  }

  @Test
  void waitsThatNobodyWaitsAreAsLongAsCanBeCounted() {
    Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(Decision.denied("r", 0, centuries).retryAfter()).isEqualTo(LONGEST);
    assertThat(Decision.denied("r", 0, LONGEST).retryAfter()).isEqualTo(LONGEST);
  }

  @Test
  void refusalThatNeedNotWaitIsOneStill() {
    assertThat(Decision.denied("r", 0, Duration.ZERO).isAllowed()).isFalse();
    assertThat(Decision.denied("r", 0, Duration.ofNanos(-1)).isAllowed()).isFalse();
    assertThat(Decision.denied("r", 0, -1).retryAfter()).isZero();
  }

  @Test
  void admissionHasNoWait() {
    Decision decision = Decision.allowed("45 per 1m", 3);

    assertThat(decision.isAllowed()).isTrue();
    assertThat(decision.retryAfter()).isZero();
    assertThat(decision).hasToString("allowed by 45 per 1m");
  }
}
