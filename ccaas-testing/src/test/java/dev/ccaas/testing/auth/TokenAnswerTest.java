// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAnswerTest {
  private static final String TOKEN = SecretCanary.text();
  private static final String ANSWER = "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":7200}";

  private final RecordingTransport wire = RecordingTransport.create();

  private ClientCredentialsGrant.Builder grant() {
    return ClientCredentialsGrant.builder(
            URI.create("https://login.example.com/oauth/token"),
            ClientCredentials.of("id", SecretSource.of(SecretCanary.secret())))
        .transport(wire);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // more fields                              | lifetime in seconds
        ",\"token_type\":\"bearer\",\"expires_in\":7200   | 7200",
        ",\"token_type\":\"Bearer\",\"expires_in\":\"300\" | 300",
        ",\"token_type\":\"BEARER\",\"expires_in\":3600.9  | 3600",
        ",\"expires_in\":\"0300\"                          | 300",
        ",\"expires_in\":1                                 | 1",
        ",\"expires_in\":99999999999                       | 99999999999",
        ",\"expires_in\":null,\"token_type\":null          | ",
        ",\"refresh_token\":\"unused\",\"x\":[{}]          | ",
      })
  @Tag("S0.2.13")
  @Tag("S0.2.1")
  void readsWhatDoorsAnswer(String fields, Long lifetimeSeconds) {
    wire.answer(200, "{\"access_token\":\"" + TOKEN + "\"" + fields + "}");

    AccessToken token = grant().build().fetch();

    assertThat(token.value().reveal()).isEqualTo(TOKEN);
    assertThat(token.lifetime().map(Duration::toSeconds).orElse(null)).isEqualTo(lifetimeSeconds);
  }

  @Test
  void lifetimeIsWhatIsLeftWhenTheAnswerHasArrived() {
    ApiResponse slow =
        ApiResponse.of(200, Headers.none(), ANSWER.getBytes(UTF_8))
            .withLatency(Duration.ofSeconds(12));
    wire.answer(slow).answer(slow.withLatency(Duration.ofHours(2)));

    assertThat(grant().build().fetch().lifetime()).contains(Duration.ofSeconds(7188));
    assertThatThrownBy(grant().build()::fetch)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("expired on its way");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // asked for     | granted                  | recorded
        "user:read       | user:read                | user:read",
        "user:read b:c   | user:read                | user:read",
        "user:read       | user:read more:write     | more:write user:read",
        "user:read       | ''                       | user:read",
        "user:read       |                          | user:read",
        "''              | user:read                | user:read",
        "''              | admin:all                | admin:all",
        "''              |                          | ",
      })
  void grantedScopesAreReadBack(String asked, String granted, String recorded) {
    String scope = granted == null ? "" : ",\"scope\":\"" + granted + "\"";
    wire.answer(200, "{\"access_token\":\"" + TOKEN + "\"" + scope + "}");

    AccessToken token = grant().scopes(Scopes.parse(asked)).build().fetch();

    assertThat(token.scopes().map(Scopes::toString).orElse(null)).isEqualTo(recorded);
  }

  @Test
  void administrativeScopeThatWasAskedForIsTaken() {
    wire.answer(200, "{\"access_token\":\"" + TOKEN + "\",\"scope\":\"admin:all\"}");
    Scopes admin = Scopes.parse("admin:all");

    assertThat(grant().scopes(admin).build().fetch().scopes()).contains(admin);
  }

  @Test
  @Tag("S0.2.4")
  void refreshTokenThatADoorAddsIsNotKept() {
    wire.answer(200, "{\"access_token\":\"" + TOKEN + "\",\"refresh_token\":\"def\"}");

    assertThat(grant().build().fetch()).isEqualTo(AccessToken.bearer(Secret.of(TOKEN)));
    assertThat(wire.requests()).hasSize(1);
  }
}
