// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.core.oauth.ClientCredentialsGrant.Authentication;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsGrantTest {
  private static final URI DOOR = URI.create("https://login.example.com/oauth/token");
  private static final String GENESYS_ID = "0b8f6f9e-2a55-4c0a-9d52-0c1f5b2f7c11";
  private static final String GENESYS_SECRET = "qF9_x-7Zk2mVtYb3sWc8Lr5Nh1Jd6Pg4Ae0Uo-Xi_Ks";
  private static final String ANSWER =
      "{\"access_token\":\"abc\",\"token_type\":\"bearer\",\"expires_in\":7200}";

  private final FakeTime time = FakeTime.create();
  private final RecordingTransport wire = RecordingTransport.create();

  private ClientCredentialsGrant.Builder grant(SecretSource secret) {
    return ClientCredentialsGrant.builder(DOOR, ClientCredentials.of(GENESYS_ID, secret))
        .transport(wire)
        .time(time);
  }

  private ClientCredentialsGrant.Builder grant() {
    return grant(SecretSource.of(Secret.of(GENESYS_SECRET)));
  }

  private String body(int request) {
    return new String(wire.requests().get(request).body().orElseThrow(), UTF_8);
  }

  private String pair(int request) {
    String header = wire.requests().get(request).headers().first("Authorization").orElseThrow();
    return new String(Base64.getDecoder().decode(header.substring("Basic ".length())), UTF_8);
  }

  @Test
  @Tag("S1.auth.1")
  @Tag("S1.auth.3")
  void postsTheGrantAsAForm() {
    wire.answer(200, ANSWER);

    grant().build().fetch();

    ApiRequest request = wire.lastRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).isEqualTo(DOOR);
    assertThat(body(0)).isEqualTo("grant_type=client_credentials");
    assertThat(request.headers().all("Content-Type"))
        .containsExactly("application/x-www-form-urlencoded");
    assertThat(request.headers().all("Accept")).containsExactly("application/json");
  }

  @Test
  @Tag("S1.auth.2")
  void plainIdAndSecretGoAsTheyAreInBasicCredentials() {
    wire.answer(200, ANSWER);

    grant().build().fetch();

    assertThat(pair(0)).isEqualTo(GENESYS_ID + ":" + GENESYS_SECRET);
  }

  @Test
  void otherIdsAndSecretsAreEncodedFirstAsRfc6749Says() {
    wire.answer(200, ANSWER);
    ClientCredentials client =
        ClientCredentials.of("my app:1", SecretSource.of(Secret.of("a+b/c=%é")));

    ClientCredentialsGrant.builder(DOOR, client).transport(wire).build().fetch();

    assertThat(pair(0)).isEqualTo("my+app%3A1:a%2Bb%2Fc%3D%25%C3%A9");
  }

  @Test
  @Tag("S0.2.11")
  void bodyAuthenticationSendsTheSourceDocumentsForm() {
    wire.answer(200, ANSWER);

    grant()
        .authentication(Authentication.BODY)
        .scopes(Scopes.of("integration:read", "webhook:manage"))
        .build()
        .fetch();

    assertThat(body(0))
        .isEqualTo(
            "grant_type=client_credentials&client_id="
                + GENESYS_ID
                + "&client_secret="
                + GENESYS_SECRET
                + "&scope=integration%3Aread+webhook%3Amanage");
    assertThat(wire.lastRequest().headers().first("Authorization")).isEmpty();
  }

  @Test
  @Tag("S1.pre.1")
  @Tag("S0.2.2")
  void asksForTheScopesInOneParameter() {
    wire.answer(200, ANSWER);

    grant()
        .scopes(Scopes.of("webchat:brand:write", "webchat:brand:read", "webhooks:webhook:write"))
        .build()
        .fetch();

    assertThat(body(0))
        .isEqualTo(
            "grant_type=client_credentials"
                + "&scope=webchat%3Abrand%3Aread+webchat%3Abrand%3Awrite+webhooks%3Awebhook%3Awrite");
  }

  @Test
  void aFailingDoorIsAskedAgainAsThePolicySays() {
    wire.answer(503, "{}")
        .fail(new TransportException("lost", Delivery.AMBIGUOUS, null))
        .answer(429, "{}")
        .answer(200, ANSWER);

    assertThat(grant().build().fetch().value().reveal()).isEqualTo("abc");
    assertThat(time.slept()).hasSize(3);
  }

  @Test
  void aDoorThatGoesOnFailingEndsInExhaustedRetries() {
    for (int i = 0; i < 4; i++) {
      wire.answer(503, "{\"error\":\"temporarily_unavailable\"}");
    }

    RetriesExhaustedException end =
        catchThrowableOfType(RetriesExhaustedException.class, grant().build()::fetch);

    assertThat(end.attempts()).isEqualTo(4);
    assertThat(end.lastFailure()).isInstanceOf(PlatformFailureException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_client", "invalid_scope"})
  void aRefusalOfTheClientIsNotRepeated(String code) {
    wire.answer(400, "{\"error\":\"" + code + "\"}");

    assertThatThrownBy(grant().build()::fetch).isInstanceOf(CredentialsException.class);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void whatFailedBeforeARefusalIsNotLost() {
    wire.answer(503, "{}").answer(400, "{\"error\":\"invalid_client\"}");

    assertThatThrownBy(grant().build()::fetch)
        .isInstanceOf(CredentialsException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasOnlyElementsOfType(PlatformFailureException.class)
                    .hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://door.example.com/token",
        "/oauth/token",
        "https://user@door.example.com/token",
        "https://door.example.com/token?a=b",
        "https://door.example.com/token#a"
      })
  void refusesWhatIsNoAddressOfADoor(URI endpoint) {
    ClientCredentials client = ClientCredentials.of("id", SecretSource.of(SecretCanary.secret()));

    assertThatThrownBy(() -> ClientCredentialsGrant.builder(endpoint, client))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://door.example.com", "https://door.example.com:8443/a/b%20c/token"})
  void keepsTheAddressOfTheDoorAsItIs(URI endpoint) {
    wire.answer(200, ANSWER);
    ClientCredentials client = ClientCredentials.of("id", SecretSource.of(SecretCanary.secret()));

    ClientCredentialsGrant.builder(endpoint, client).transport(wire).build().fetch();

    assertThat(wire.lastRequest().uri().toString()).startsWith(endpoint.toString());
  }

  @Test
  void noRequestPrintsTheSecret() {
    wire.answer(200, ANSWER).answer(200, ANSWER);
    SecretSource secret = SecretSource.of(SecretCanary.secret());
    for (Authentication way : Authentication.values()) {
      grant(secret).authentication(way).build().fetch();

      SecretCanary.assertClean(wire.lastRequest() + " " + wire.lastRequest().describe());
    }
  }

  @Test
  void attemptTimeoutIsThatOfTheRequest() {
    wire.answer(200, ANSWER);

    grant().attemptTimeout(Duration.ofSeconds(3)).build().fetch();

    assertThat(wire.lastRequest().attemptTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThatThrownBy(() -> grant().attemptTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attemptTimeout: PT0S");
    assertThatCode(() -> grant().attemptTimeout(Duration.ofNanos(1))).doesNotThrowAnyException();
  }
}
