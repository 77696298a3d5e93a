// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each token door is sent, and what its answers come to. */
class CxoneDoorsTest {
  private static final String OPEN_ID =
      "{\"token_endpoint\": \"https://cxone.niceincontact.com/auth/token\"}";

  private final CxoneWire rig = new CxoneWire();
  private final Secret appSecret = SecretCanary.secret();
  private final ClientCredentials app =
      ClientCredentials.of("app@vendor", SecretSource.of(appSecret));
  private final CxoneProfile profile = CxoneProfile.published(CxoneArea.of("eu1"));

  @AfterEach
  void close() {
    rig.close();
  }

  /** The doors, each by the requests that lead to a token. */
  enum Way {
    ACCESS_KEY,
    PASSWORD_GRANT,
    LEGACY
  }

  private CxoneCredentials credentials(Way way) {
    return switch (way) {
      case ACCESS_KEY -> CxoneCredentials.accessKey(rig.key);
      case PASSWORD_GRANT -> CxoneCredentials.passwordGrant(app, rig.key);
      case LEGACY -> CxoneCredentials.legacy(app, rig.key);
    };
  }

  private AccessToken token(CxoneCredentials credentials) {
    return rig.open(profile, credentials).tokens().orElseThrow().token();
  }

  private AccessToken tokenBy(Way way, int status, String answer) {
    if (way == Way.PASSWORD_GRANT) {
      rig.wire.answer(200, OPEN_ID);
    }
    rig.wire.answer(status, answer);
    return token(credentials(way));
  }

  @Test
  void accessKeyGoesInJsonOfTwoFields() {
    tokenBy(Way.ACCESS_KEY, 200, CxoneWire.token());

    assertThat(rig.sent())
        .containsExactly("POST https://eu1.nice-incontact.com/authentication/v1/token/access-key");
    assertThat(rig.body(0).properties()).hasSize(2);
    assertThat(rig.body(0).path("accessKeyId").asText()).isEqualTo("KEY-ID");
    assertThat(rig.body(0).path("accessKeySecret").asText()).isEqualTo(rig.secret.reveal());
    assertThat(rig.request(0).headers().first("Content-Type")).contains("application/json");
  }

  @Test
  void passwordGrantFindsItsDoorAndSendsTheKeyAsNameAndPassword() {
    tokenBy(Way.PASSWORD_GRANT, 200, CxoneWire.token());

    assertThat(rig.sent())
        .containsExactly(
            "GET https://cxone.niceincontact.com/.well-known/openid-configuration",
            "POST https://cxone.niceincontact.com/auth/token");
    assertThat(new String(rig.request(1).body().orElseThrow(), UTF_8))
        .isEqualTo("grant_type=password&username=KEY-ID&password=" + rig.secret.reveal());
    assertThat(rig.request(1).headers().first("Authorization"))
        .contains(basic("app%40vendor", appSecret));
    assertThat(rig.request(0).headers().first("Authorization")).isEmpty();
  }

  @Test
  void keyOfThePasswordGrantIsEncodedAsAForm() {
    rig.wire.answer(200, OPEN_ID).answer(200, CxoneWire.token());
    ClientCredentials odd =
        ClientCredentials.of(
            "KEY&ID", SecretSource.of(Secret.of("a&b=c d+" + rig.secret.reveal())));

    token(CxoneCredentials.passwordGrant(app, odd));

    assertThat(new String(rig.request(1).body().orElseThrow(), UTF_8))
        .isEqualTo(
            "grant_type=password&username=KEY%26ID&password=a%26b%3Dc+d%2B" + rig.secret.reveal());
  }

  @Test
  void passwordGrantFindsItsDoorOnce() {
    rig.wire.answer(200, OPEN_ID).answer(200, CxoneWire.token()).answer(200, CxoneWire.token());
    Cxone cxone = rig.open(profile, credentials(Way.PASSWORD_GRANT));

    AccessToken first = cxone.tokens().orElseThrow().token();
    cxone.tokens().orElseThrow().invalidate(first);
    cxone.tokens().orElseThrow().token();

    assertThat(rig.sent()).hasSize(3);
  }

  @Test
  void legacyDoorTakesTheApplicationAsBasicAndTheUserInJson() {
    tokenBy(Way.LEGACY, 200, CxoneWire.token());

    assertThat(rig.sent())
        .containsExactly("POST https://api.incontact.com/InContactAuthorizationServer/Token");
    assertThat(rig.body(0).path("grant_type").asText()).isEqualTo("password");
    assertThat(rig.body(0).path("username").asText()).isEqualTo("KEY-ID");
    assertThat(rig.body(0).path("password").asText()).isEqualTo(rig.secret.reveal());
    assertThat(rig.request(0).headers().first("Authorization"))
        .contains(basic("app@vendor", appSecret));
  }

  private static String basic(String id, Secret secret) {
    String pair = id + ":" + secret.reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void everyDoorIsAskedForJson(Way way) {
    tokenBy(way, 200, CxoneWire.token());

    assertThat(rig.wire.requests())
        .allMatch(request -> request.headers().all("Accept").contains("application/json"));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_KEY, 3600",
    "ACCESS_KEY, '\"3600\"'",
    "PASSWORD_GRANT, 3600",
    "LEGACY, '\"3600\"'"
  })
  void lifetimeIsReadAsNumberAndAsText(Way way, String lifetime) {
    AccessToken token =
        tokenBy(way, 200, "{\"access_token\": \"t\", \"expires_in\": " + lifetime + "}");

    assertThat(token.lifetime()).contains(Duration.ofHours(1));
  }

  /** One row for each door and each way in which it refuses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ACCESS_KEY     | 401 | {"errorCode": "E1", "message": "unknown key"}                   | Credentials | unknown key
          ACCESS_KEY     | 401 |                                                                 | Credentials | answered 401
          ACCESS_KEY     | 400 | {"errorCode": "E2", "message": "a field too many"}              | Invalid     | a field too many
          ACCESS_KEY     | 200 | {"error": "invalid_grant"}                                      | Credentials | invalid_grant
          ACCESS_KEY     | 200 | {}                                                              | Platform    | has no access_token
          ACCESS_KEY     | 200 | <html>                                                          | Platform    | not JSON
          PASSWORD_GRANT | 401 | {"error": "invalid_client", "error_description": "no such app"} | Credentials | no such app
          PASSWORD_GRANT | 400 | {"error": "invalid_grant", "errorDescription": "wrong key"}     | Credentials | wrong key
          PASSWORD_GRANT | 200 | {"access_token": "t", "token_type": "mac"}                      | Platform    | token_type
          LEGACY         | 400 | {"error": "invalid_grant", "error_description": "wrong user"}   | Credentials | wrong user
          LEGACY         | 500 |                                                                 | Platform    | answered 500
          """)
  void refusalIsToldByWhatTheCallerCanDo(
      Way way, int status, String body, String kind, String words) {
    assertThatThrownBy(() -> tokenBy(way, status, body == null ? "" : body))
        .isInstanceOf(
            switch (kind) {
              case "Credentials" -> CredentialsException.class;
              case "Invalid" -> InvalidRequestException.class;
              default -> PlatformFailureException.class;
            })
        .hasMessageContaining(words)
        .hasMessageNotContaining(rig.secret.reveal());
  }

  @Test
  void slowDownOfADoorIsWaitedForThreeTimes() {
    for (int i = 0; i < 4; i++) {
      rig.wire.answer(429, "");
    }

    assertThatThrownBy(() -> token(credentials(Way.ACCESS_KEY)))
        .isInstanceOf(RetriesExhaustedException.class)
        .cause()
        .isInstanceOf(RateLimitedException.class);
  }

  @Test
  void keyIsSentAnewForEachTokenUnlessRefreshIsWished() {
    rig.wire.answer(200, refreshable("t-1", "r-1")).answer(200, refreshable("t-2", "r-2"));
    Cxone cxone = rig.open(profile);

    renew(cxone);

    assertThat(rig.sent())
        .containsOnly("POST https://eu1.nice-incontact.com/authentication/v1/token/access-key");
  }

  @Test
  void refreshTokenIsSentUnderTheDoorsOddNames() {
    rig.wire
        .answer(200, refreshable("t-1", "r-1"))
        .answer(
            200,
            "{\"token\": \"t-2\", \"tokenExpirationTimeSec\": 3600, \"refreshToken\": \"r-2\","
                + " \"refreshTokenExpirationTimeSec\": 0, \"sessionId\": \"s\"}")
        .answer(200, "{\"token\": \"t-3\", \"tokenExpirationTimeSec\": 3600}");
    Cxone cxone = rig.open(profile, CxoneCredentials.accessKey(rig.key).withRefreshTokens());

    renew(cxone);
    AccessToken second = cxone.tokens().orElseThrow().token();
    cxone.tokens().orElseThrow().invalidate(second);
    cxone.tokens().orElseThrow().token();

    assertThat(second.value()).isEqualTo(Secret.of("t-2"));
    assertThat(second.lifetime()).contains(Duration.ofHours(1));
    assertThat(rig.sent().get(1))
        .isEqualTo("POST https://eu1.nice-incontact.com/public/user/refresh");
    assertThat(rig.body(1)).hasToString("{\"token\":\"r-1\"}");
    assertThat(rig.body(2)).hasToString("{\"token\":\"r-2\"}");
  }

  @Test
  void refreshTokenThatIsRefusedGivesWayToTheKey() {
    rig.wire
        .answer(200, refreshable("t-1", "r-1"))
        .answer(401, "{}")
        .answer(200, refreshable("t-2", "r-2"));
    Cxone cxone = rig.open(profile, CxoneCredentials.accessKey(rig.key).withRefreshTokens());

    renew(cxone);

    assertThat(rig.sent().get(2)).endsWith("/authentication/v1/token/access-key");
  }

  @Test
  void refusalOfTheRefreshTokenIsKeptWhenTheKeyIsRefusedToo() {
    rig.wire
        .answer(200, refreshable("t-1", "r-1"))
        .answer(401, "{\"error\": \"refresh_expired\"}")
        .answer(401, "{\"error\": \"key_revoked\"}");
    Cxone cxone = rig.open(profile, CxoneCredentials.accessKey(rig.key).withRefreshTokens());

    assertThatThrownBy(() -> renew(cxone))
        .hasMessageContaining("key_revoked")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed()[0]).hasMessageContaining("refresh_expired"));
  }

  private static void renew(Cxone cxone) {
    AccessToken first = cxone.tokens().orElseThrow().token();
    cxone.tokens().orElseThrow().invalidate(first);
    cxone.tokens().orElseThrow().token();
  }

  private static String refreshable(String token, String refresh) {
    return "{\"access_token\": \"%s\", \"expires_in\": 3600, \"refresh_token\": \"%s\"}"
        .formatted(token, refresh);
  }

  @Test
  void tokensComeFromTheHostThatIsNamed() {
    rig.wire.answer(200, CxoneWire.token());

    rig.open(profile.withLoginUri(URI.create("https://login.test/cxone/")))
        .tokens()
        .orElseThrow()
        .token();

    assertThat(rig.sent())
        .containsExactly("POST https://login.test/cxone/authentication/v1/token/access-key");
  }

  @Test
  void onlyAnAccessKeyHasRefreshTokens() {
    assertThatThrownBy(() -> credentials(Way.LEGACY).withRefreshTokens())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentialsShowNoSecret() {
    assertThat(credentials(Way.PASSWORD_GRANT))
        .hasToString("CxoneCredentials[PASSWORD_GRANT, KEY-ID, ***]");
  }
}
