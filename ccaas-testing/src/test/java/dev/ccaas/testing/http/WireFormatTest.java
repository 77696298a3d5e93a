// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of requests, and how answers are read, at a raw server. */
class WireFormatTest {
  private static final Secret TOKEN = SecretCanary.secret();
  private final RawServer server = RawServer.start();
  private final FakeTime time = FakeTime.create();
  private final ApiClient client =
      ApiClient.builder(server.uri())
          .time(time)
          .tokens(TokenProvider.fixed(AccessToken.bearer(TOKEN)))
          .userAgent("a-test/1")
          .build();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void aRequestWithABodyHasTheseFieldsAndNoOthers(String method) {
    byte[] body = "{\"name\":\"Müller\"}".getBytes(UTF_8);

    client.send(
        client
            .request(method, "/brands")
            .body(body, "application/json")
            .putHeader("X-Trace", "a b")
            .build());

    RawRequest sent = server.onlyRequest();
    assertThat(sent.requestLine()).isEqualTo(method + " /brands HTTP/1.1");
    assertThat(sent.names())
        .containsExactlyInAnyOrder(
            "host", "content-length", "content-type", "authorization", "user-agent", "x-trace");
    assertThat(sent.all("content-length")).containsExactly(Integer.toString(body.length));
    assertThat(sent.all("content-type")).containsExactly("application/json");
    assertThat(sent.all("authorization")).containsExactly("Bearer " + TOKEN.reveal());
    assertThat(sent.all("user-agent")).containsExactly("a-test/1");
    assertThat(sent.all("x-trace")).containsExactly("a b");
    assertThat(sent.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS", "POST"})
  void aRequestWithoutABodySaysSoInOneWay(String method) {
    client.send(client.request(method, "/brands").build());

    RawRequest sent = server.onlyRequest();
    assertThat(sent.names())
        .containsExactlyInAnyOrder("host", "content-length", "authorization", "user-agent");
    assertThat(sent.all("content-length")).containsExactly("0");
  }

  @Test
  void pathAndQueryAreEncodedOnce() {
    client.send(
        client
            .request("GET", "/brands/{id}/x")
            .path("id", "a/b c%2F?#ü")
            .addQuery("q", "a&b=c d")
            .addQuery("expand", "health")
            .build());

    assertThat(server.onlyRequest().requestLine())
        .isEqualTo(
            "GET /brands/a%2Fb%20c%252F%3F%23%C3%BC/x?q=a%26b%3Dc%20d&expand=health HTTP/1.1");
  }

  @Test
  void connectionsAreUsedAgain() {
    client.send(client.request("GET", "/a").build());
    client.send(client.request("GET", "/b").build());

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "inin-ratelimit-allowed, inin-ratelimit-count, inin-ratelimit-reset",
    "ININ-RateLimit-Allowed, ININ-RateLimit-Count, ININ-RateLimit-Reset",
    "ININ-RATELIMIT-ALLOWED, iNiN-rAtElImIt-CoUnT, Inin-Ratelimit-Reset"
  })
  @Tag("S1.err429.2")
  void theCaseOfFieldNamesNeverMatters(String allowed, String count, String reset) {
    server.always(
        RawAnswer.answer(
            200, allowed + ": 300", count + ": 12", reset + ": 42", "X-RateLimit-Remaining: 7"));

    ApiResponse answer = client.send(client.request("GET", "/brands").build());

    assertThat(answer.rateLimit().allowed()).hasValue(300);
    assertThat(answer.rateLimit().remaining()).hasValue(288);
    assertThat(answer.rateLimit().reset()).contains(Duration.ofSeconds(42));
    assertThat(answer.headers().first("x-RATELIMIT-remaining")).contains("7");
  }

  @Test
  void latencyIsWhatTheClockSays() {
    server.always(
        (request, connection) -> {
          time.advance(Duration.ofMillis(250));
          return RawAnswer.answer(200).perform(request, connection);
        });

    assertThat(client.send(client.request("GET", "/brands").build()).latency())
        .isEqualTo(Duration.ofMillis(250));
  }
}
