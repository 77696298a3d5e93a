// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.internal.Json;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CxoneByocCallbackTest {
  private final FakeTime time = FakeTime.create();
  private final Secret secret = SecretCanary.secret();
  private final CxoneByocCallback callback = callback(secret);

  private CxoneByocCallback callback(Secret secret) {
    ClientCredentials client = ClientCredentials.of("cxone", SecretSource.of(secret));
    return CxoneByocCallback.create(client, time, Duration.ofHours(1));
  }

  private static byte[] request(String grant, String id, String secret) {
    return "{\"grant_type\": \"%s\", \"client_id\": \"%s\", \"client_secret\": \"%s\"}"
        .formatted(grant, id, secret)
        .getBytes(UTF_8);
  }

  private String token() throws IOException {
    ApiResponse answer = callback.token(request("client_credentials", "cxone", secret.reveal()));
    JsonNode body = Json.parse(answer.body());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Cache-Control")).contains("no-store");
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
    return body.path("access_token").asText();
  }

  @Test
  void firstCallWithoutATokenIsAnswered401AndTheNextOnePasses() throws IOException {
    ApiResponse first = callback.refuse(null).orElseThrow();

    assertThat(first.status()).isEqualTo(401);
    assertThat(first.headers().first("WWW-Authenticate")).contains("Bearer");
    assertThat(callback.refuse("Bearer " + token())).isEmpty();
  }

  @Test
  void bodyAboveEightKibibytesIsNotRead() {
    byte[] right = request("client_credentials", "cxone", secret.reveal());

    assertThat(callback.token(padded(right, 8 << 10)).status()).isEqualTo(200);
    assertThat(callback.token(padded(right, (8 << 10) + 1)).status()).isEqualTo(400);
  }

  private static byte[] padded(byte[] body, int length) {
    byte[] padded = Arrays.copyOf(body, length);
    Arrays.fill(padded, body.length, length, (byte) ' ');
    return padded;
  }

  @Test
  void schemeMatchesInAnyCase() throws IOException {
    assertThat(callback.refuse("bearer " + token())).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer AAAA", "Bearer !!!", "Bearer é"})
  void whatIsNoTokenOfOursIsAnswered401(String authorization) {
    assertThat(callback.refuse(authorization).orElseThrow().status()).isEqualTo(401);
  }

  @Test
  void changedTokenIsRefusedWhereverItIsChanged() throws IOException {
    String token = token();
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);

      assertThat(callback.refuse("Bearer " + changed)).as("changed at " + i).isPresent();
    }
  }

  @Test
  void tokenEndsWithItsLifetime() throws IOException {
    String token = token();

    time.advance(Duration.ofMinutes(59));
    assertThat(callback.refuse("Bearer " + token)).isEmpty();
    time.advance(Duration.ofMinutes(1));
    assertThat(callback.refuse("Bearer " + token)).isPresent();
  }

  @Test
  void everyInstanceKnowsTheTokensOfTheOthersUntilTheSecretIsRotated() throws IOException {
    String token = token();

    assertThat(callback(secret).refuse("Bearer " + token)).isEmpty();
    assertThat(callback(SecretCanary.secret()).refuse("Bearer " + token)).isPresent();
  }

  @Test
  void tokensDiffer() throws IOException {
    assertThat(token()).isNotEqualTo(token());
  }

  @Test
  void doorRefusesWhatIsNotItsClient() {
    String key = secret.reveal();

    assertThat(callback.token(request("client_credentials", "cxone", "wrong")).status())
        .isEqualTo(401);
    assertThat(callback.token(request("client_credentials", "other", key)).status()).isEqualTo(401);
    assertThat(callback.token(request("password", "cxone", key)).status()).isEqualTo(400);
    assertThat(callback.token("{}".getBytes(UTF_8)).status()).isEqualTo(400);
    assertThat(callback.token("<html>".getBytes(UTF_8)).status()).isEqualTo(400);
    assertThat(callback.token(new byte[9000]).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 86_401})
  void refusesLifetimeThatIsNone(long seconds) {
    ClientCredentials client = ClientCredentials.of("cxone", SecretSource.of(secret));

    assertThatThrownBy(() -> CxoneByocCallback.create(client, time, Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsNoSecret() {
    assertThat(callback).hasToString("CxoneByocCallback[cxone]");
  }
}
