// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.FakeTokenProvider;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every request that we send pays our own limit before it goes. */
class OwnLimitTest {
  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();

  private ApiClient client(RateLimiter limiter) {
    return ApiClient.builder(URI.create("https://api.example.com"))
        .time(time)
        .transport(wire)
        .retry(RetryPolicy.builder().jitter(0).build())
        .limiter(limiter, request -> QuotaKey.of(request.method(), request.route()))
        .build();
  }

  @Test
  void retriesAndTheResendAfterARefusedTokenPayToo() {
    List<QuotaKey> paid = new ArrayList<>();
    RateLimiter counting =
        (key, permits) -> {
          paid.add(key);
          assertThat(permits).isEqualTo(1);
          return Decision.allowed("any", 9);
        };
    wire.answer(429, "").answer(401, "").answer(200, "");
    ApiClient client =
        ApiClient.builder(URI.create("https://api.example.com"))
            .time(time)
            .transport(wire)
            .tokens(FakeTokenProvider.create(time))
            .limiter(counting, request -> QuotaKey.of(request.method(), request.route()))
            .build();

    client.send(client.request("GET", "/brands/{id}").path("id", "7").build());

    assertThat(paid).hasSize(3).containsOnly(QuotaKey.of("GET", "/brands/{id}"));
  }

  @Test
  @Tag("S1.err429.1")
  void aRequestAboveTheLimitWaitsForItsTurn() {
    ApiClient client = client(RateLimiter.rollingWindow(1, Duration.ofSeconds(10), time));
    wire.answer(200, "").answer(200, "");

    client.send(client.request("GET", "/brands").build());
    time.advance(Duration.ofSeconds(3));
    client.send(client.request("GET", "/brands").build());

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(7));
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  @Tag("S0.4.1")
  void aTurnThatComesAfterTheDeadlineFailsAtOnceAndSaysWhen() {
    ApiClient client = client(RateLimiter.rollingWindow(1, Duration.ofSeconds(10), time));
    wire.answer(200, "");
    client.send(client.request("GET", "/brands").build());

    QuotaExceededException end =
        (QuotaExceededException)
            Calls.failureOf(
                client, client.request("GET", "/brands").deadline(Duration.ofSeconds(10)));

    assertThat(end.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(end).hasMessageContaining("1 per PT10S").hasMessageContaining("GET https://api");
    assertThat(time.slept()).isEmpty();
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void aLimiterThatRefusesForNoTimeDoesNotMakeItSpin() {
    Deque<Decision> decisions = new ArrayDeque<>();
    decisions.add(Decision.denied("odd", 0, Duration.ZERO));
    decisions.add(Decision.denied("odd", 0, Duration.ofSeconds(-1)));
    decisions.add(Decision.allowed("odd", 0));
    wire.answer(200, "");
    ApiClient client = client((key, permits) -> decisions.remove());

    client.send(client.request("GET", "/brands").build());

    assertThat(time.slept()).containsExactly(Duration.ofMillis(1), Duration.ofMillis(1));
  }

  @Test
  void anInterruptEndsTheWaitAndNothingIsSent() {
    Thread caller = Thread.currentThread();
    time.schedule(Duration.ofSeconds(1), caller::interrupt);
    ApiClient client =
        client((key, permits) -> Decision.denied("closed", 0, Duration.ofSeconds(5)));

    TransportException end =
        (TransportException) Calls.failureOf(client, client.request("GET", "/brands"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(end.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void theLimiterHearsOfEveryAnswerOnce() {
    Listening limiter = new Listening();
    wire.answer(answer(429, limit(180, 200, 12).with("Retry-After", "7")))
        .fail(new TransportException("lost", Delivery.NOT_SENT, null))
        .answer(200, "");
    ApiClient client = client(limiter);

    client.send(client.request("GET", "/brands").build());

    assertThat(limiter.heard)
        .extracting(RateLimitStatus::toString)
        .containsExactly(
            "allowed 180, remaining 0, reset in PT12S, refused for PT7S",
            RateLimitStatus.none().toString(),
            RateLimitStatus.none().toString());
  }

  @Test
  void aLimiterThatThrowsWhenItHearsOfAnAnswerDoesNotLoseIt() {
    Listening limiter = new Listening();
    limiter.odd = true;
    wire.answer(201, "made");
    ApiClient client = client(limiter);

    ApiResponse answer = client.send(client.request("POST", "/brands").build());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(limiter.heard).hasSize(1);
  }

  @Test
  void theLimiterHearsHowManyWaitAndMayThrow() {
    Listening limiter = new Listening();
    limiter.refusals = 2;
    limiter.odd = true;
    wire.answer(200, "");
    ApiClient client = client(limiter);

    client.send(client.request("GET", "/brands").build());

    assertThat(limiter.waiting).containsExactly(1, 0);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void aPlatformThatAllowsLessIsObeyedBeforeItRefuses() {
    wire.answer(answer(200, limit(3, 2, 40))).answer(200, "").answer(200, "");
    ApiClient client = client(RateLimiter.learning(300, Duration.ofMinutes(1), time));

    client.send(client.request("GET", "/brands").build());
    client.send(client.request("GET", "/brands").build());
    assertThat(time.slept()).isEmpty();
    client.send(client.request("GET", "/brands").build());

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(40));
    assertThat(wire.requests()).hasSize(3);
  }

  private static Headers limit(int allowed, int count, int reset) {
    return Headers.none()
        .with("inin-ratelimit-allowed", Integer.toString(allowed))
        .with("inin-ratelimit-count", Integer.toString(count))
        .with("inin-ratelimit-reset", Integer.toString(reset));
  }

  private static ApiResponse answer(int status, Headers headers) {
    return ApiResponse.of(status, headers, new byte[0]);
  }

  /** Admits everything, after so many refusals, and keeps what it hears. */
  private static final class Listening implements RateLimiter {
    private final List<RateLimitStatus> heard = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private boolean odd;
    private int refusals;

    @Override
    public Decision tryAcquire(QuotaKey key, long permits) {
      return refusals-- > 0
          ? Decision.denied("any", 0, Duration.ofSeconds(1))
          : Decision.allowed("any", 9);
    }

    @Override
    public void demand(QuotaKey key, int requests) {
      waiting.add(requests);
      if (odd) {
        throw new IllegalStateException("odd");
      }
    }

    @Override
    public void observe(QuotaKey key, RateLimitStatus status) {
      assertThat(key).isEqualTo(QuotaKey.of(key.parts().get(0), "/brands"));
      heard.add(status);
      if (odd) {
        throw new IllegalStateException("odd");
      }
    }
  }
}
