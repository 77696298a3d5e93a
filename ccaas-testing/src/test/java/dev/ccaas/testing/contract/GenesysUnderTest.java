// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import java.net.URI;

/** A fake with a client of its own on one of the two ways in. */
final class GenesysUnderTest {
  private final TimeSource time;
  private final URI baseUri;
  private final Transport transport;
  private final CachingTokenProvider tokens;
  private final ApiClient client;

  private GenesysUnderTest(
      URI baseUri, Transport transport, ClientCredentials credentials, TimeSource time) {
    this.time = time;
    this.baseUri = baseUri;
    this.transport = transport;
    ClientCredentialsGrant grant =
        ClientCredentialsGrant.builder(baseUri.resolve("/oauth/token"), credentials)
            .transport(transport)
            .retry(RetryPolicy.none())
            .time(time)
            .build();
    this.tokens = CachingTokenProvider.builder(grant).time(time).build();
    this.client = clientWith(tokens);
  }

  static GenesysUnderTest inMemory(FakeGenesys platform, TimeSource time) {
    return new GenesysUnderTest(
        platform.baseUri(), platform.asTransport(), platform.clientCredentials(), time);
  }

  static GenesysUnderTest overSocket(FakeServer server, FakeGenesys platform, TimeSource time) {
    return new GenesysUnderTest(
        server.baseUri(), Transport.jdk(), platform.clientCredentials(), time);
  }

  private ApiClient clientWith(TokenProvider provider) {
    return ApiClient.builder(baseUri)
        .transport(transport)
        .tokens(provider)
        .retry(RetryPolicy.none())
        .time(time)
        .build();
  }

  CachingTokenProvider tokens() {
    return tokens;
  }

  ApiClient client() {
    return client;
  }

  ApiRequest read() {
    return client.request("GET", "/api/v2/webchat/brands").build();
  }

  ApiRequest write() {
    String webhook =
        """
        {"name": "n", "uri": "https://lb.example.com", "type": "rest", "enabled": true,
         "eventFilters": [{"eventType": "webchat.brand.created"}]}
        """;
    return client
        .request("POST", "/api/v2/webhooks/webhooks")
        .body(webhook.getBytes(UTF_8), "application/json")
        .build();
  }

  /** Whether the platform grants that token something. */
  boolean honours(AccessToken token) {
    try {
      return clientWith(TokenProvider.fixed(token)).send(read()).isSuccess();
    } catch (CredentialsException e) {
      return false;
    }
  }
}
