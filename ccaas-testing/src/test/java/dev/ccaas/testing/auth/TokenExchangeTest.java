// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.oauth.TokenExchange;
import dev.ccaas.core.oauth.TokenGrant;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Doors that no RFC describes; what is the RFC's is in {@link TokenErrorTableTest}. */
class TokenExchangeTest {
  private static final URI DOOR = URI.create("https://login.example.com/door");

  private final RecordingTransport wire = RecordingTransport.create();
  private final Secret first = SecretCanary.secret();
  private final Secret second = SecretCanary.secret();

  private TokenExchange.Builder door(SecretSource... sources) {
    return TokenExchange.builder(
            DOOR,
            (request, secrets) -> {
              request.basicCredentials("app", secrets.get(0));
              request.body(secrets.get(1).revealBytes(), "text/plain");
            },
            sources)
        .transport(wire)
        .time(FakeTime.create());
  }

  private TokenExchange.Builder door() {
    return door(SecretSource.of(first), SecretSource.of(second));
  }

  @Test
  void formGetsTheSecretsInOrder() {
    wire.answer(200, "{\"access_token\": \"t\"}");

    door().build().exchange();

    assertThat(wire.lastRequest().method()).isEqualTo("POST");
    assertThat(wire.lastRequest().uri()).isEqualTo(DOOR);
    assertThat(wire.lastRequest().headers().first("Accept")).contains("application/json");
    assertThat(new String(wire.lastRequest().body().orElseThrow(), UTF_8))
        .isEqualTo(second.reveal());
  }

  @Test
  void givesTheTokensThatCame() {
    wire.answer(
        200,
        "{\"access_token\": \"a\", \"refresh_token\": \"r\", \"id_token\": \"i\","
            + " \"expires_in\": \"3600\"}");

    TokenGrant grant = door().build().exchange();

    assertThat(grant.accessToken().value()).isEqualTo(Secret.of("a"));
    assertThat(grant.accessToken().lifetime()).contains(Duration.ofHours(1));
    assertThat(grant.refreshToken()).contains(Secret.of("r"));
    assertThat(grant.idToken()).contains(Secret.of("i"));
    assertThat(grant).asString().contains("***");
  }

  @Test
  void otherNamesCountWhereTheStandardOnesAreMissing() {
    String answer = "{\"token\": \"a\", \"ttl\": 60, \"refreshToken\": \"r\"}";
    wire.answer(200, answer).answer(200, answer);

    TokenGrant grant = door().alsoNamed("token", "ttl", "refreshToken").build().exchange();

    assertThat(grant.accessToken().value()).isEqualTo(Secret.of("a"));
    assertThat(grant.accessToken().lifetime()).contains(Duration.ofMinutes(1));
    assertThat(grant.refreshToken()).contains(Secret.of("r"));
    assertThatThrownBy(() -> door().build().exchange())
        .isInstanceOf(PlatformFailureException.class);
  }

  @Test
  void eachSecretIsReadAnewAfterARefusal() {
    AtomicReference<Secret> kept = new AtomicReference<>(second);
    SecretSource rotating =
        new SecretSource() {
          @Override
          public Secret secret() {
            return kept.get();
          }

          @Override
          public Secret reload() {
            kept.set(first);
            return first;
          }
        };
    wire.answer(401, "").answer(200, "{\"access_token\": \"t\"}");

    door(SecretSource.of(first), rotating).build().exchange();

    assertThat(new String(wire.lastRequest().body().orElseThrow(), UTF_8))
        .isEqualTo(first.reveal());
  }

  @Test
  void secretThatTheDoorRepeatsIsNotShown() {
    wire.answer(
        401,
        "{\"error\": \"invalid_client\", \"error_description\": \"no %s and %s\"}"
            .formatted(first.reveal(), second.reveal()));

    assertThatThrownBy(() -> door().build().exchange())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("no *** and ***");
  }
}
