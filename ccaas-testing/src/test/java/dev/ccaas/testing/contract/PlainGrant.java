// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.FakeGenesys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/** One token exchange that never repeats itself, with the client's credentials in the body. */
final class PlainGrant implements TokenFetcher {
  private final ApiClient door;
  private final ClientCredentials credentials;

  PlainGrant(FakeGenesys platform, URI baseUri, Transport transport, TimeSource time) {
    this.credentials = platform.clientCredentials();
    this.door =
        ApiClient.builder(baseUri)
            .transport(transport)
            .retry(RetryPolicy.none())
            .time(time)
            .build();
  }

  @Override
  public AccessToken fetch() {
    String form =
        "grant_type=client_credentials&client_id="
            + credentials.clientId()
            + "&client_secret="
            + credentials.clientSecret().secret().reveal();
    byte[] answer =
        door.send(
                door.request("POST", "/oauth/token")
                    .body(form.getBytes(UTF_8), "application/x-www-form-urlencoded")
                    .build())
            .body();
    try {
      JsonNode json = new ObjectMapper().readTree(answer);
      return AccessToken.bearer(Secret.of(json.path("access_token").asText()))
          .withLifetime(Duration.ofSeconds(json.path("expires_in").asLong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
