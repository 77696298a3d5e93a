// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from the door to the API, as the platform sees them. */
class TokenFlowTest {
  /** Stands in for the vendor's decoder. */
  private static final ErrorDecoder LOGIN_LIMIT =
      (answer, failure) -> {
        if (new String(answer.body(), UTF_8).contains("rate limit exceeded;")) {
          failure.rateLimited().retryAfter(Duration.ofSeconds(60));
        }
      };

  @RegisterExtension private final CapturedLog log = new CapturedLog();

  private final FakeTime time = FakeTime.create();

  private FakeGenesys platform(Duration tokenLifetime) {
    return FakeGenesys.builder().time(time).tokenLifetime(tokenLifetime).build();
  }

  private ClientCredentialsGrant.Builder grant(FakeGenesys platform, ClientCredentials client) {
    URI door = platform.baseUri().resolve("/oauth/token");
    return ClientCredentialsGrant.builder(door, client)
        .transport(platform.asTransport())
        .errors(LOGIN_LIMIT)
        .time(time);
  }

  private ApiClient client(FakeGenesys platform) {
    ClientCredentialsGrant grant = grant(platform, platform.clientCredentials()).build();
    return ApiClient.builder(platform.baseUri())
        .transport(platform.asTransport())
        .tokens(CachingTokenProvider.builder(grant).time(time).build())
        .time(time)
        .build();
  }

  private static void readBrands(ApiClient client) {
    client.send(client.request("GET", "/api/v2/webchat/brands").build());
  }

  @Test
  @Tag("S0.edge1.1")
  void aSequenceOf15MinutesOverTokensOf12MinutesSeesNo401() {
    FakeGenesys platform = platform(Duration.ofMinutes(12));
    ApiClient client = client(platform);

    for (int minute = 0; minute < 15; minute++) {
      readBrands(client);
      time.advance(Duration.ofMinutes(1));
    }

    assertThat(platform.requests()).extracting(RecordedRequest::status).containsOnly(200);
    assertThat(platform.tokensIssued()).isGreaterThan(1);
  }

  @Test
  void noRequestCarriesAnExpiredTokenInTenMinutesOfShortLivedTokens() {
    FakeGenesys platform = platform(Duration.ofSeconds(7));
    ApiClient client = client(platform);

    for (int i = 0; i < 10 * 60 * 2; i++) {
      readBrands(client);
      time.advance(Duration.ofMillis(500));
    }

    List<RecordedRequest> calls =
        platform.requests().stream().filter(sent -> sent.target().contains("brands")).toList();
    assertThat(calls).hasSize(1_200).extracting(RecordedRequest::status).containsOnly(200);
    assertThat(platform.tokensIssued()).isGreaterThan(100);
  }

  @Test
  @Tag("S1.err401.1")
  void tokensThatThePlatformEndedEarlyAreRenewedOnce() {
    FakeGenesys platform = platform(Duration.ofHours(2));
    ApiClient client = client(platform);
    readBrands(client);
    platform.expireTokens();

    readBrands(client);
    readBrands(client);

    assertThat(platform.requests())
        .extracting(RecordedRequest::status)
        .containsExactly(200, 200, 401, 200, 200, 200);
    assertThat(platform.tokensIssued()).isEqualTo(2);
  }

  @Test
  void theLoginHostsRateLimitIsWaitedOut() {
    FakeGenesys platform = platform(Duration.ofHours(2));
    platform.failNextToken(2, FakeGenesys.loginRateLimit());

    readBrands(client(platform));

    assertThat(time.slept())
        .filteredOn(wait -> !wait.isZero())
        .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
    assertThat(platform.tokensIssued()).isEqualTo(1);
  }

  @Test
  void aRotatedSecretIsReadFromItsFileWithoutARestart(@TempDir Path directory) throws IOException {
    FakeGenesys platform = platform(Duration.ofHours(2));
    Path file = directory.resolve("client-secret");
    Files.writeString(file, platform.clientCredentials().clientSecret().secret().reveal());
    String id = platform.clientCredentials().clientId();
    ClientCredentialsGrant grant =
        grant(platform, ClientCredentials.of(id, SecretSource.file(file))).build();
    grant.fetch();
    platform.rotateClientSecret();
    assertThatThrownBy(grant::fetch).isInstanceOf(CredentialsException.class);

    Files.writeString(file, platform.clientCredentials().clientSecret().secret().reveal() + "\n");

    grant.fetch();
    assertThat(platform.tokensIssued()).isEqualTo(2);
  }

  @Test
  @Tag("S0.2.14")
  void aScopeThatWasNotGrantedFailsBeforeTheCallAndIsNamed() {
    FakeGenesys platform = platform(Duration.ofHours(2));
    ClientCredentialsGrant readOnly =
        grant(platform, platform.clientCredentials())
            .scopes(Scopes.of("webchat:brand:read"))
            .build();
    ApiClient client =
        ApiClient.builder(platform.baseUri())
            .transport(platform.asTransport())
            .tokens(CachingTokenProvider.builder(readOnly).time(time).build())
            .time(time)
            .build();

    assertThatThrownBy(
            () ->
                client.send(
                    client
                        .request("POST", "/api/v2/webchat/brands")
                        .requiredScopes(Scopes.of("webchat:brand:write"))
                        .build()))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("not sent: the token lacks the scopes webchat:brand:write");
    assertThat(platform.requests())
        .hasSize(1)
        .extracting(RecordedRequest::target)
        .containsOnly("/oauth/token");
  }
}
