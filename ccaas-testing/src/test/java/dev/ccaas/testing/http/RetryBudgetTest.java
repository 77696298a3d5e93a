// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much load retries add, counted at the server. */
class RetryBudgetTest {
  private final FakeTime time = FakeTime.create();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile int status = 503;
  private final ApiClient client =
      ApiClient.builder(URI.create("https://api.example.com"))
          .time(time)
          .transport(
              request -> {
                sent.incrementAndGet();
                return ApiResponse.of(status, Headers.none(), new byte[0]);
              })
          .build();

  @Test
  @Tag("S0.4.14")
  void tenThousandCallsToAPlatformThatIsDownCostAHundredRequestsMore() {
    assertThat(fail(10_000)).isEqualTo(10_100); // 1.01 per call, of the 1.05 allowed
  }

  @Test
  void overTheWireTheServerCountsTheSame() {
    try (RawServer server = RawServer.start().always(RawAnswer.answer(503))) {
      ApiClient real = ApiClient.builder(server.uri()).time(time).build();

      for (int i = 0; i < 1_000; i++) {
        assertThat(Calls.failureOf(real, real.request("GET", "/brands")))
            .isInstanceOf(RetriesExhaustedException.class);
      }

      assertThat(server.requests()).hasSize(1_100);
    }
  }

  @Test
  void theSecondSendsOfTheJdkComeOutOfTheSameBudget() {
    try (RawServer server = RawServer.start().always(RawAnswer.hangUp())) {
      ApiClient real =
          ApiClient.builder(server.uri())
              .time(time)
              .retry(RetryPolicy.builder().budget(10).build())
              .build();

      for (int i = 0; i < 200; i++) {
        Calls.failureOf(real, real.request("GET", "/brands"));
      }

      assertThat(server.requests()).hasSize(210);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9, 0", "10, 1", "19, 1", "100, 10", "1000, 100", "5000, 100"})
  void tenSuccessesPayForOneRetryUpToTheFullBudget(int successes, int retries) {
    fail(100); // spends all
    status = 200;
    for (int i = 0; i < successes; i++) {
      client.send(client.request("GET", "/brands").build());
    }

    assertThat(fail(100)).isEqualTo(100 + retries);
  }

  @Test
  void aCallThatTheBudgetEndsSaysSo() {
    fail(100);

    CcaasException end = Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(end)
        .isInstanceOf(RetriesExhaustedException.class)
        .hasMessageContaining("budget is spent");
    assertThat(((RetriesExhaustedException) end).attempts()).isEqualTo(1);
  }

  @Test
  void aRefusalThatIsNotRepeatedCostsNothing() {
    status = 400;
    for (int i = 0; i < 1_000; i++) {
      Calls.failureOf(client, client.request("GET", "/brands"));
    }
    status = 503;

    assertThat(fail(100)).isEqualTo(200);
  }

  private int fail(int calls) {
    status = 503;
    sent.set(0);
    for (int i = 0; i < calls; i++) {
      Calls.failureOf(client, client.request("GET", "/brands"));
    }
    return sent.get();
  }
}
