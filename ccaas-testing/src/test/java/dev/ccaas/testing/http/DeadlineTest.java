// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A logical call never outlives its deadline. */
class DeadlineTest {
  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();

  private ApiClient.Builder client() {
    return ApiClient.builder(URI.create("https://api.example.com"))
        .time(time)
        .transport(wire)
        .retry(RetryPolicy.builder().jitter(0).build());
  }

  private void answerAfter(Duration latency, int status, String... retryAfter) {
    Headers headers = Headers.of(Map.of("Retry-After", List.of(retryAfter)));
    wire.then(
        request -> {
          time.advance(latency);
          return ApiResponse.of(status, headers, new byte[0]);
        });
  }

  private static ApiRequest.Builder create(ApiClient client, Duration deadline) {
    return Calls.create(client).deadline(deadline);
  }

  @Test
  void aWaitThatWouldEndAfterItIsNotBegun() {
    for (int i = 0; i < 3; i++) {
      answerAfter(Duration.ZERO, 429);
    }
    ApiClient client = client().build();

    CcaasException end = Calls.failureOf(client, create(client, Duration.ofSeconds(6)));

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(end)
        .isInstanceOf(RetriesExhaustedException.class)
        .hasMessageContaining("deadline of PT6S")
        .hasMessageContaining("PT4S");
    assertThat(((RetriesExhaustedException) end).attempts()).isEqualTo(3);
    assertThat(wire.answersLeft()).isZero();
  }

  @Test
  void aWaitThatWouldEndExactlyThenIsNotBegunEither() {
    answerAfter(Duration.ZERO, 429);
    ApiClient client = client().build();

    Calls.failureOf(client, create(client, Duration.ofSeconds(1)));

    assertThat(time.slept()).isEmpty();
  }

  @Test
  void aWaitThatLeavesTimeIsWaited() {
    answerAfter(Duration.ZERO, 429);
    answerAfter(Duration.ZERO, 201);
    ApiClient client = client().build();

    client.send(create(client, Duration.ofMillis(1001)).build());

    assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
    assertThat(wire.lastRequest().attemptTimeout()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void aRetryAfterBeyondItFailsAtOnceAndIsCarried() {
    answerAfter(Duration.ZERO, 429, "60");
    ApiClient client = client().build();

    RetriesExhaustedException end =
        (RetriesExhaustedException) Calls.failureOf(client, create(client, Duration.ofSeconds(30)));

    assertThat(time.slept()).isEmpty();
    assertThat(((RateLimitedException) end.lastFailure()).failure().retryAfter())
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void whatIsLeftOfItCapsTheNextAttempt() {
    answerAfter(Duration.ofSeconds(12), 429);
    answerAfter(Duration.ZERO, 201);
    ApiClient client = client().build();

    client.send(create(client, Duration.ofSeconds(20)).build());

    assertThat(wire.requests())
        .extracting(ApiRequest::attemptTimeout)
        .containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(7));
  }

  @Test
  void theResendAfterARefusedTokenIsCappedToo() {
    answerAfter(Duration.ofSeconds(14), 401);
    answerAfter(Duration.ZERO, 201);
    ApiClient client = client().tokens(new Renewing()).build();

    client.send(create(client, Duration.ofSeconds(20)).build());

    assertThat(wire.lastRequest().attemptTimeout()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void nothingIsSentOnceItHasPassed() {
    TokenProvider slow = new Renewing(Duration.ofSeconds(20));
    ApiClient client = client().tokens(slow).build();

    RetriesExhaustedException end =
        (RetriesExhaustedException) Calls.failureOf(client, create(client, Duration.ofSeconds(20)));

    assertThat(wire.requests()).isEmpty();
    assertThat(((TransportException) end.lastFailure()).delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(end).hasMessageContaining("deadline of PT20S had passed");
  }

  @Test
  void eachCallHasItsOwn() {
    ApiClient client = client().build();
    ApiRequest request = create(client, Duration.ofSeconds(20)).build();
    for (int i = 0; i < 3; i++) {
      answerAfter(Duration.ofSeconds(15), 201);

      assertThat(client.send(request).sends()).isEqualTo(1);
    }
  }

  /** Gives a new token each time, which may take a while. */
  private final class Renewing implements TokenProvider {
    private final Duration pause;

    Renewing() {
      this(Duration.ZERO);
    }

    Renewing(Duration pause) {
      this.pause = pause;
    }

    @Override
    public AccessToken token() {
      time.advance(pause);
      return AccessToken.bearer(SecretCanary.secret());
    }

    @Override
    public void invalidate(AccessToken refused) {}
  }
}
