// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/** A client of a fake's gateway, with tokens from UserHub, on one of the two ways in. */
final class CxoneUnderTest {
  private final Transport transport;
  private final TimeSource time;

  private CxoneUnderTest(Transport transport, TimeSource time) {
    this.transport = transport;
    this.time = time;
  }

  static ApiClient inMemory(FakeCxone platform, TimeSource time) {
    return new CxoneUnderTest(platform.asTransport(), time)
        .client(
            platform.uri(CxoneHost.GATEWAY),
            platform.uri(CxoneHost.USER_HUB),
            platform.accessKey());
  }

  static ApiClient overSocket(FakeServer server, FakeCxone platform, TimeSource time) {
    return new CxoneUnderTest(Transport.jdk(), time)
        .client(
            platform.uri(CxoneHost.GATEWAY, server),
            platform.uri(CxoneHost.USER_HUB, server),
            platform.accessKey());
  }

  private ApiClient client(URI gateway, URI userHub, ClientCredentials accessKey) {
    ApiClient door = client(userHub).build();
    TokenFetcher fetcher = () -> token(door, accessKey);
    return client(gateway.resolve("/"))
        .tokens(CachingTokenProvider.builder(fetcher).time(time).build())
        .build();
  }

  private ApiClient.Builder client(URI base) {
    return ApiClient.builder(base).transport(transport).retry(RetryPolicy.none()).time(time);
  }

  private static AccessToken token(ApiClient door, ClientCredentials key) {
    String body =
        """
        {"accessKeyId": "%s", "accessKeySecret": "%s"}"""
            .formatted(key.clientId(), key.clientSecret().secret().reveal());
    ApiRequest request =
        door.request("POST", "/authentication/v1/token/access-key")
            .body(body.getBytes(UTF_8), "application/json")
            .build();
    try {
      JsonNode answer = new ObjectMapper().readTree(door.send(request).body());
      return AccessToken.bearer(Secret.of(answer.path("access_token").asText()))
          .withLifetime(Duration.ofSeconds(answer.path("expires_in").asLong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApiRequest read(ApiClient client) {
    return client.request("GET", "/api/v2/brands").build();
  }

  static ApiRequest write(ApiClient client) {
    String webhook =
        """
        {"name": "n", "uri": "https://lb.example.com", "type": "rest", "enabled": true,
         "eventFilters": [{"eventType": "brand.created"}]}
        """;
    return client
        .request("POST", "/api/v2/webhooks")
        .body(webhook.getBytes(UTF_8), "application/json")
        .build();
  }
}
