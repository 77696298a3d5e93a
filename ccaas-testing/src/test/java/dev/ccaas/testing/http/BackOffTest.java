// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the waits between two sends are. */
class BackOffTest {
  private final FakeTime time = FakeTime.create();
  private final List<Duration> timeouts = new ArrayList<>();

  private ApiClient client(RetryPolicy policy) {
    return ApiClient.builder(URI.create("https://api.example.com"))
        .time(time)
        .retry(policy)
        .transport(
            request -> {
              timeouts.add(request.attemptTimeout());
              return ApiResponse.of(429, Headers.none(), new byte[0]);
            })
        .build();
  }

  private CcaasException exhaust(RetryPolicy policy) {
    ApiClient client = client(policy);
    return Calls.failureOf(client, Calls.create(client));
  }

  @Test
  @Tag("S1.step2.8")
  @Tag("S1.step2.9")
  @Tag("S1.step2.10")
  @Tag("S1.step2.11")
  void theStandardIsFourSendsOfFifteenSecondsAfterOneTwoAndFourSeconds() {
    CcaasException end = exhaust(RetryPolicy.builder().jitter(0).build());

    assertThat(time.slept())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(timeouts).hasSize(4).containsOnly(Duration.ofSeconds(15));
    assertThat(end)
        .isInstanceOf(RetriesExhaustedException.class)
        .hasMessageStartingWith("Retries exhausted after 4 attempts")
        .hasMessageContaining("answered 429")
        .hasCauseInstanceOf(RateLimitedException.class);
  }

  @Test
  void theRandomPartOnlyLengthens() {
    RandomGenerator half = () -> Long.MIN_VALUE; // as a fraction: 0.5
    exhaust(RetryPolicy.builder().random(half).build());
    assertThat(time.slept())
        .containsExactly(
            Duration.ofMillis(1_125), Duration.ofMillis(2_250), Duration.ofMillis(4_500));
  }

  @Test
  void theRandomPartFillsItsRangeEvenly() {
    RandomGenerator random = new SplittableRandom(7);
    RetryPolicy policy = RetryPolicy.builder().maxAttempts(2).budget(20_000).random(random).build();
    ApiClient client = client(policy);
    for (int i = 0; i < 10_000; i++) {
      Calls.failureOf(client, Calls.create(client));
    }

    int[] tenths = new int[10];
    for (Duration wait : time.slept()) {
      tenths[(int) ((wait.toNanos() - 1_000_000_000L) * 10 / 250_000_000L)]++;
    }
    double chiSquare = 0;
    for (int count : tenths) {
      chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
    }
    assertThat(chiSquare).isLessThan(27.9); // p > 0.001 at 9 degrees of freedom
  }

  @Test
  void theStandardPolicyIsRandomWithinAQuarter() {
    exhaust(RetryPolicy.standard());
    exhaust(RetryPolicy.standard());

    List<Duration> firsts = List.of(time.slept().get(0), time.slept().get(3));
    assertThat(firsts)
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0)
        .allMatch(wait -> wait.compareTo(Duration.ofMillis(1250)) < 0)
        .doesNotHaveDuplicates();
  }

  @Test
  void theBackOffDoublesUpToItsMaximum() {
    exhaust(
        RetryPolicy.builder()
            .maxAttempts(7)
            .baseDelay(Duration.ofMillis(300))
            .maxDelay(Duration.ofSeconds(2))
            .jitter(0)
            .build());

    assertThat(time.slept())
        .extracting(Duration::toMillis)
        .containsExactly(300L, 600L, 1200L, 2000L, 2000L, 2000L);
  }

  @Test
  void aHundredAttemptsDoNotOverflow() {
    exhaust(
        RetryPolicy.builder()
            .maxAttempts(100)
            .baseDelay(Duration.ofMillis(1))
            .maxDelay(Duration.ofSeconds(2))
            .jitter(0)
            .build());

    assertThat(time.slept()).hasSize(99);
    assertThat(time.slept().get(98)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aPolicyThatNeverRepeatsGivesTheFailureItself() {
    assertThat(exhaust(RetryPolicy.none())).isInstanceOf(RateLimitedException.class);
    assertThat(timeouts).hasSize(1);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread caller = Thread.currentThread();
    time.schedule(Duration.ofMillis(500), caller::interrupt);

    CcaasException end = exhaust(RetryPolicy.standard());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(end).isInstanceOf(TransportException.class).hasMessageContaining("interrupted");
    assertThat(((TransportException) end).sends()).isEqualTo(1);
    assertThat(end.getSuppressed()).singleElement().isInstanceOf(RateLimitedException.class);
    assertThat(timeouts).hasSize(1);
  }
}
