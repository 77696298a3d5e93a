// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 10,000 channels, a brand and a webhook each, as fast as the platform's rule lets them.
 *
 * <p>The rule admits 300 requests in a minute, so n requests last at least (⌈n / 300⌉ - 1) minutes:
 * the first 300 may go at once. The rate is that time's share of the time that it took.
 */
class AtTheLimitTest {
  private static final int CHANNELS = 10_000;
  private static final int REQUESTS_PER_MINUTE = 300;

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform = FakeGenesys.create(time);
  private final Genesys genesys =
      Genesys.builder(GenesysProfile.gateway(platform.baseUri()), platform.clientCredentials())
          .time(time)
          .transport(this::count)
          .build();

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  AtTheLimitTest() {
    platform.recordRequests(false);
  }

  /** Counts what pays the limit; requests for tokens do not. */
  private ApiResponse count(ApiRequest request) {
    ApiResponse answer = platform.asTransport().send(request);
    if (request.route().startsWith("/api/")) {
      sent.incrementAndGet();
      refused.addAndGet(answer.status() == 429 ? 1 : 0);
    }
    return answer;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100})
  void oneCallerReaches98PercentOfTheRuleWithoutARefusal(long latencyMillis) {
    platform.latency(Duration.ofMillis(latencyMillis));
    Instant start = time.instant();

    for (int i = 0; i < CHANNELS; i++) {
      provision(i);
    }

    Duration took = Duration.between(start, time.instant());
    assertThat(refused).hasValue(0);
    assertThat(sent).hasValue(2 * CHANNELS);
    assertThat(shareOfTheRule(sent.get(), took)).isBetween(0.98, 1.0);
  }

  @Test
  void manyCallersMakeEachChannelOnceWithoutARefusal() throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < CHANNELS; i++) {
      int number = i;
      work.add(
          () -> {
            provision(number);
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> each : pool.invokeAll(work)) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(refused).hasValue(0);
    assertThat(sent).hasValue(2 * CHANNELS);
    assertThat(platform.brands()).hasSize(CHANNELS);
    assertThat(platform.webhooks()).hasSize(CHANNELS);
  }

  private void provision(int number) {
    BrandSpec brand = S1.brand().toBuilder().name("Channel " + number).build();
    untilSent(() -> genesys.brands().create(brand));
    untilSent(() -> genesys.webhooks().create(S1.webhook()));
  }

  /** Each sleeper moves the clock for all, so a deadline may pass before its call is sent. */
  private static void untilSent(Runnable call) {
    while (true) {
      try {
        call.run();
        return;
      } catch (QuotaExceededException e) {
        assertThat(e).hasMessageContaining("after its deadline");
      } catch (RetriesExhaustedException e) {
        assertThat(e.lastFailure()).hasMessageContaining("was not sent");
      }
    }
  }

  private static double shareOfTheRule(long requests, Duration took) {
    long fullWindows = (requests + REQUESTS_PER_MINUTE - 1) / REQUESTS_PER_MINUTE - 1;
    return (double) Duration.ofMinutes(fullWindows).toNanos() / took.toNanos();
  }
}
