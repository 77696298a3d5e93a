// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy can be set to; how it behaves is tested with a fake clock in ccaas-testing. */
class RetryPolicyTest {
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void refusesANumberOfAttemptsOutOfRange(int attempts) {
    assertThatThrownBy(() -> RetryPolicy.builder().maxAttempts(attempts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxAttempts: " + attempts);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARandomPartOutOfRange(double share) {
    assertThatThrownBy(() -> RetryPolicy.builder().jitter(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jitter");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_001})
  void refusesABudgetOutOfRange(int retries) {
    assertThatThrownBy(() -> RetryPolicy.builder().budget(retries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("budget");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
  void refusesDelaysOutOfRange(Duration delay) {
    assertThatThrownBy(() -> RetryPolicy.builder().baseDelay(delay))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseDelay");
    assertThatThrownBy(() -> RetryPolicy.builder().maxDelay(delay))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxDelay");
  }

  @Test
  void refusesANegativeRetryAfter() {
    assertThatThrownBy(() -> RetryPolicy.builder().maxRetryAfter(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxRetryAfter");
  }

  @Test
  void takesTheEndsOfEachRange() {
    assertThatCode(
            () ->
                RetryPolicy.builder()
                    .maxAttempts(1)
                    .maxAttempts(100)
                    .baseDelay(Duration.ZERO)
                    .baseDelay(Duration.ofHours(1))
                    .maxDelay(Duration.ZERO)
                    .maxDelay(Duration.ofHours(1))
                    .maxRetryAfter(Duration.ZERO)
                    .jitter(0)
                    .jitter(1)
                    .budget(0)
                    .budget(1_000_000)
                    .build())
        .doesNotThrowAnyException();
  }
}
