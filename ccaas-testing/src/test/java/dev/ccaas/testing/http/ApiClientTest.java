// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline as a whole: what a caller gets and what reaches the wire. */
class ApiClientTest {
  private static final Secret TOKEN = SecretCanary.secret();
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
    ApiClient client = client().tokens(TokenProvider.fixed(AccessToken.bearer(TOKEN))).build();

    ApiResponse answer =
        client.send(client.request("GET", "/brands/{id}").path("id", "a/b").build());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(wire.lastRequest().uri())
        .hasToString("https://api.example.com/platform/brands/a%2Fb");
    assertThat(wire.lastRequest().headers().all("authorization"))
        .containsExactly("Bearer " + TOKEN.reveal());
    assertThat(wire.lastRequest().headers().first("user-agent").orElseThrow())
        .matches("ccaas/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }

  @Test
  void behavioursAreStackedInTheDocumentedOrder() {
    wire.answer(503, "{}").answer(401, "{}").answer(200, "{}");
    List<String> order = new ArrayList<>();
    TokenProvider tokens =
        new TokenProvider() {
          private final String tokenText = SecretCanary.text();
          private int given;

          @Override
          public AccessToken token() {
            order.add("token");
            return AccessToken.bearer(Secret.of(tokenText + given));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/platform",
        "https://api.example.com.evil.example.com/platform",
        "http://api.example.com/platform",
        "https://api.example.com:8443/platform",
        "https://api.example.com/",
        "https://api.example.com/platformx",
        "https://api.example.com/Platform",
      })
  void refusesToLeaveItsBaseAddress(String elsewhere) {
    ApiRequest foreign = ApiRequest.builder("GET", URI.create(elsewhere), "/x").build();
    ApiClient client = client().build();

    assertThatThrownBy(() -> client.send(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: an address below " + BASE);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void refusesARequestThatADecoratorTurnedElsewhere() {
    ApiClient client =
        client()
            .decorate(
                inner ->
                    request ->
                        inner.send(
                            ApiRequest.builder("GET", URI.create("https://evil.example.com"), "/x")
                                .build()))
            .build();

    assertThatThrownBy(() -> client.send(client.request("GET", "/x").build()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://api.example.com/platform", "HTTPS://API.example.com:443/platform/v2"})
  void takesOtherWaysToWriteItsBaseAddress(String same) {
    wire.answer(200, "");

    client().build().send(ApiRequest.builder("GET", URI.create(same), "/x").build());

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void aUserAgentCannotEndTheField() {
    assertThatThrownBy(() -> client().userAgent("a\r\nX-Injected: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("User-Agent");
  }

  @Test
  void aTokenReplacesBasicCredentials() {
    wire.answer(200, "");
    ApiClient client = client().tokens(TokenProvider.fixed(AccessToken.bearer(TOKEN))).build();

    client.send(client.request("GET", "/x").basicCredentials("id", SecretCanary.secret()).build());

    assertThat(wire.lastRequest().headers().all("Authorization"))
        .containsExactly("Bearer " + TOKEN.reveal());
  }
}
