// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline as a whole: what a caller gets and what reaches the wire. */
class ApiClientTest {
  private static final URI BASE = URI.create("https://api.example.com/platform");

  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();

  private ApiClient.Builder client() {
    return ApiClient.builder(BASE)
        .transport(wire)
        .time(time)
        .audit(audit)
        .retry(RetryPolicy.builder().jitter(0).build());
  }

  @Test
  void sendsThroughTheWholePipeline() {
    wire.answer(200, "{}");
    ApiClient client =
        client().tokens(TokenProvider.fixed(AccessToken.bearer(Secret.of("t0ken")))).build();

    ApiResponse answer =
        client.send(client.request("GET", "/brands/{id}").path("id", "a/b").build());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(wire.lastRequest().uri())
        .hasToString("https://api.example.com/platform/brands/a%2Fb");
    assertThat(wire.lastRequest().headers().all("authorization")).containsExactly("Bearer t0ken");
    assertThat(wire.lastRequest().headers().first("user-agent").orElseThrow())
        .matches("ccaas/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }

  @Test
  void behavioursAreStackedInTheDocumentedOrder() {
    wire.answer(503, "{}").answer(401, "{}").answer(200, "{}");
    List<String> order = new ArrayList<>();
    TokenProvider tokens =
        new TokenProvider() {
          private int given;

          @Override
          public AccessToken token() {
            order.add("token");
            return AccessToken.bearer(Secret.of("t" + given));
          }

          @Override
          public void invalidate(AccessToken refused) {
            given++;
          }
        };
    RateLimiter limiter =
        (key, permits) -> {
          order.add("limit");
          return RateLimiter.unlimited().tryAcquire(key, permits);
        };
    ApiClient client =
        client()
            .tokens(tokens)
            .limiter(limiter, request -> QuotaKey.of("k"))
            .decorate(
                inner ->
                    request -> {
                      order.add("first");
                      return inner.send(request);
                    })
            .decorate(
                inner ->
                    request -> {
                      order.add("second");
                      return inner.send(request);
                    })
            .build();

    ApiResponse answer = client.send(client.request("GET", "/x").build());

    assertThat(order)
        .containsExactly("first", "second", "token", "limit", "token", "limit", "token", "limit");
    assertThat(answer.sends()).isEqualTo(3);
    assertThat(audit.onlyEvent(AuditEvent.API_CALL).attributes()).containsEntry("sends", "3");
  }

  @Test
  void givesUpAfterFourSendsWithTheSourceDocumentsWaits() {
    for (int i = 0; i < 4; i++) {
      wire.answer(429, "{}");
    }
    ApiClient client = client().build();

    RetriesExhaustedException end =
        catchThrowableOfType(
            RetriesExhaustedException.class,
            () -> client.send(client.request("POST", "/brands").build()));

    assertThat(time.slept())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(end.attempts()).isEqualTo(4);
    assertThat(end.getSuppressed()).hasSize(3);
  }

  @Test
  void refusesToLeaveItsBaseAddress() {
    ApiClient client = client().build();
    ApiClient other = ApiClient.builder(URI.create("https://evil.example.com/platform")).build();

    assertThatThrownBy(() -> client.send(other.request("GET", "/x").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evil.example.com");
    assertThat(wire.requests()).isEmpty();
  }
}
