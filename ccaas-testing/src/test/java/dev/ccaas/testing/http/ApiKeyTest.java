// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fixed key in a header, as API gateways ask for. */
class ApiKeyTest {
  private final RecordingTransport wire = RecordingTransport.create();
  private final Secret key = SecretCanary.secret();

  private ApiClient.Builder client() {
    return ApiClient.builder(URI.create("https://api.example.com"))
        .transport(wire)
        .time(FakeTime.create());
  }

  private Optional<String> header(int request, String name) {
    return wire.requests().get(request).headers().first(name);
  }

  @Test
  void keyGoesInTheChosenHeader() {
    wire.answer(200, "{}");
    ApiClient client = client().apiKey("X-Api-Key", SecretSource.of(key)).build();

    client.send(client.request("GET", "/brands").build());

    assertThat(header(0, "X-Api-Key")).contains(key.reveal());
    assertThat(header(0, "Authorization")).isEmpty();
  }

  @Test
  void inAuthorizationItGoesAsABearerToken() {
    wire.answer(200, "{}");
    ApiClient client = client().apiKey("authorization", SecretSource.of(key)).build();

    client.send(client.request("GET", "/brands").build());

    assertThat(header(0, "Authorization")).contains("Bearer " + key.reveal());
  }

  @Test
  void keyAndTokenGoTogether() {
    wire.answer(200, "{}");
    AccessToken token = AccessToken.bearer(SecretCanary.secret());
    ApiClient client =
        client()
            .apiKey("X-Api-Key", SecretSource.of(key))
            .tokens(TokenProvider.fixed(token))
            .build();

    client.send(client.request("GET", "/brands").build());

    assertThat(header(0, "X-Api-Key")).contains(key.reveal());
    assertThat(header(0, "Authorization")).contains(token.authorization());
  }

  @Test
  void keyThatWasRotatedIsReadAnewAfterARefusalAndSentOnce() {
    Secret rotated = SecretCanary.secret();
    SecretSource source =
        new SecretSource() {
          @Override
          public Secret secret() {
            return key;
          }

          @Override
          public Secret reload() {
            return rotated;
          }
        };
    wire.answer(401, "{}").answer(201, "{}");
    ApiClient client = client().apiKey("X-Api-Key", source).build();

    client.send(Calls.create(client).build());

    assertThat(header(0, "X-Api-Key")).contains(key.reveal());
    assertThat(header(1, "X-Api-Key")).contains(rotated.reveal());
  }

  @Test
  void keyThatStaysIsNotSentAgain() {
    wire.answer(401, "{}");
    ApiClient client = client().apiKey("X-Api-Key", SecretSource.of(key)).build();

    assertThat(Calls.failureOf(client, Calls.create(client)))
        .isInstanceOf(CredentialsException.class)
        .hasMessageNotContaining(key.reveal());
    assertThat(wire.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cookie", "Host", "Content-Length", "X Api Key", "Proxy-Authorization"})
  void refusesHeaderInWhichNoKeyMayStand(String header) {
    assertThatThrownBy(() -> client().apiKey(header, SecretSource.of(key)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keyThatWouldEndTheHeaderIsNeverSentAndNeverShown() {
    Secret broken = Secret.of(key.reveal() + "\r\nX-Other: 1");
    ApiClient client = client().apiKey("X-Api-Key", SecretSource.of(broken)).build();

    assertThatThrownBy(() -> client.send(client.request("GET", "/brands").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(key.reveal());
    assertThat(wire.requests()).isEmpty();
  }
}
