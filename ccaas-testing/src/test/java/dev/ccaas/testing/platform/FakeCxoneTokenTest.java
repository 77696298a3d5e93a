// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.CxoneCaller.ACCESS_KEY;
import static dev.ccaas.testing.platform.CxoneCaller.CHANNELS;
import static dev.ccaas.testing.platform.CxoneCaller.OPEN_ID;
import static dev.ccaas.testing.platform.CxoneCaller.REFRESH;
import static dev.ccaas.testing.platform.CxoneCaller.basic;
import static dev.ccaas.testing.platform.CxoneCaller.claims;
import static dev.ccaas.testing.platform.CxoneCaller.secret;
import static dev.ccaas.testing.platform.PlatformCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeCxoneTokenTest {
  private final FakeTime time = FakeTime.create();
  private final FakeCxone cxone = FakeCxone.create(time);
  private final CxoneCaller caller = new CxoneCaller(cxone);

  @Test
  void accessKeyGivesTokenThatNamesTheTenantAndSaysThatItIsUnsigned() {
    JsonNode body = json(caller.post(ACCESS_KEY, caller.key()));

    String token = body.path("access_token").asText();
    String header = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8);
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").isInt()).isTrue();
    assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(json(header).path("alg").asText()).isEqualTo("none");
    assertThat(json(header).path("kid").asText()).endsWith("unsigned");
    assertThat(claims(token).path("tenantId").asText()).isEqualTo(cxone.tenantId());
    assertThat(claims(token).at("/role/legacyId").asText()).isNotEmpty();
    assertThat(claims(body.path("id_token").asText()).path("tenantId").asText())
        .isEqualTo(cxone.tenantId());
    assertThat(honours(token)).isTrue();
    assertThat(honours(body.path("id_token").asText())).isFalse();
    assertThat(honours(body.path("refresh_token").asText())).isFalse();
    assertThat(cxone.tokensIssued()).isEqualTo(1);
    assertThatThrownBy(() -> SecretCanary.assertClean("leaked: " + token))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void lifetimeIsTextOnRequest() {
    FakeCxone other = FakeCxone.builder().time(time).lifetimeAsText(true).build();
    CxoneCaller another = new CxoneCaller(other);

    JsonNode lifetime = json(another.post(ACCESS_KEY, another.key())).path("expires_in");

    assertThat(lifetime.isTextual()).isTrue();
    assertThat(lifetime.asText()).isEqualTo("3600");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                        | 400",
        "[]                                                        | 400",
        "{}                                                        | 400",
        "{'accessKeyId':'ID'}                                      | 400",
        "{'accessKeyId':'ID','accessKeySecret':7}                  | 400",
        "{'accessKeyId':'ID','accessKeySecret':null}               | 400",
        "{'accessKeyId':'ID','accessKeySecret':'SECRET','more':1}  | 400",
        "{'accessKeyId':'ID','accessKeySecret':'wrong'}            | 401",
        "{'accessKeyId':'other','accessKeySecret':'SECRET'}        | 401",
      })
  void accessKeyDoorRefusesInTheWordsOfUserHub(String body, int status) {
    String text =
        body.replace("''", "")
            .replace('\'', '"')
            .replace("ID", cxone.accessKey().clientId())
            .replace("SECRET", secret(cxone.accessKey()));

    ApiResponse answer = caller.post(ACCESS_KEY, text.strip());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(json(answer).path("errorCode").asText()).isNotEmpty();
    assertThat(json(answer).path("message").asText()).isNotEmpty();
    assertThat(cxone.tokensIssued()).isZero();
  }

  @Test
  void accessKeyAsFormIsRefused() {
    Map<String, String> form = Map.of("content-type", "application/x-www-form-urlencoded");

    assertThat(caller.call("POST", ACCESS_KEY, form, caller.key()).status()).isEqualTo(415);
  }

  @Test
  void refreshAnswersUnderOtherNamesAndUsesTheTokenUp() {
    String refreshToken =
        json(caller.post(ACCESS_KEY, caller.key())).path("refresh_token").asText();
    String body = "{\"token\":\"" + refreshToken + "\"}";

    JsonNode renewed = json(caller.post(REFRESH, body));

    assertThat(renewed.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "token",
            "tokenExpirationTimeSec",
            "refreshToken",
            "refreshTokenExpirationTimeSec",
            "sessionId");
    assertThat(renewed.path("tokenExpirationTimeSec").asInt()).isEqualTo(3600);
    assertThat(renewed.path("refreshTokenExpirationTimeSec").asInt()).isZero();
    assertThat(honours(renewed.path("token").asText())).isTrue();
    assertThat(caller.post(REFRESH, body).status()).isEqualTo(401);
    assertThat(caller.post(REFRESH, "{\"refresh_token\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void refreshTokenExpires() {
    String refreshToken =
        json(caller.post(ACCESS_KEY, caller.key())).path("refresh_token").asText();
    time.advance(Duration.ofHours(2));

    assertThat(caller.post(REFRESH, "{\"token\":\"" + refreshToken + "\"}").status())
        .isEqualTo(401);
  }

  @Test
  void passwordGrantTakesTheClientByBasicOrInTheBody() {
    String grant = "grant_type=password&" + caller.user();
    String inBody =
        grant + "&client_id=fake-client&client_secret=" + secret(cxone.clientCredentials());

    for (ApiResponse answer :
        List.of(caller.form(basic(cxone.clientCredentials()), grant), caller.form("", inBody))) {
      JsonNode body = json(answer);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(body.path("expires_in").isInt()).isTrue();
      assertThat(body.path("issued_token_type").asText()).isNotEmpty();
      assertThat(claims(body.path("id_token").asText()).path("tenantId").asText())
          .isEqualTo(cxone.tenantId());
      assertThat(honours(body.path("access_token").asText())).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grant_type=client_credentials               | true  | 400 | unsupported_grant_type",
        "USER                                        | true  | 400 | invalid_request",
        "grant_type=password                         | true  | 400 | invalid_grant",
        "grant_type=password&username=a&password=b   | true  | 400 | invalid_grant",
        "grant_type=password&USER                    | false | 401 | invalid_client",
        "grant_type=password&USER&client_secret=a    | true  | 400 | invalid_request",
        "grant_type=password&grant_type=password     | true  | 400 | invalid_request",
        "grant_type=refresh_token&refresh_token=a    | true  | 401 | invalid_client",
        "grant_type=refresh_token&refresh_token=a&client_id=fake-client | true | 400 | invalid_grant",
        "grant_type=%zz                              | true  | 400 | invalid_request",
      })
  void openIdDoorRefusesInTheWordsOfOauth(
      String form, boolean withClient, int status, String error) {
    String client = withClient ? basic(cxone.clientCredentials()) : "";

    ApiResponse answer = caller.form(client, form.replace("USER", caller.user()));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(json(answer).path("error").asText()).isEqualTo(error);
    assertThat(json(answer).path("error_description").asText()).isNotEmpty();
    assertThat(cxone.tokensIssued()).isZero();
  }

  @Test
  void openIdDoorTakesNoJson() {
    assertThat(caller.post(OPEN_ID, "{\"grant_type\":\"password\"}").status()).isEqualTo(400);
  }

  @Test
  void openIdRefreshNeedsTheClientsIdAndNotItsSecret() {
    String grant = "grant_type=password&" + caller.user();
    String refreshToken =
        json(caller.form(basic(cxone.clientCredentials()), grant)).path("refresh_token").asText();

    JsonNode renewed =
        json(
            caller.form(
                "",
                "grant_type=refresh_token&client_id=fake-client&refresh_token=" + refreshToken));

    assertThat(honours(renewed.path("access_token").asText())).isTrue();
    assertThat(renewed.path("refresh_token").asText()).isNotEqualTo(refreshToken);
  }

  @Test
  void centralGivesTokenForUserOfApplication() {
    JsonNode body =
        json(
            caller.central(
                basic(cxone.application()),
                password(cxone.accessKey().clientId(), secret(cxone.accessKey()))));

    assertThat(body.path("scope").asText()).contains("AdminApi").contains("PatronApi");
    assertThat(body.path("resource_server_base_uri").asText())
        .isEqualTo(cxone.uri(CxoneHost.ACD) + "/incontactapi/");
    assertThat(body.path("refresh_token_server_uri").asText())
        .isEqualTo(cxone.uri(CxoneHost.CENTRAL) + "/InContactAuthorizationServer/Token");
    assertThat(body.path("agent_id").isInt()).isTrue();
    assertThat(honours(body.path("access_token").asText())).isTrue();
    String again =
        "{\"grant_type\":\"refresh_token\",\"refresh_token\":\""
            + body.path("refresh_token").asText()
            + "\"}";
    assertThat(caller.central(basic(cxone.application()), again).status()).isEqualTo(200);
    assertThat(caller.central(basic(cxone.application()), again).status()).isEqualTo(400);
  }

  @Test
  void centralsClientGrantReachesThePatronApiOnly() {
    ApiResponse answer =
        caller.central(basic(cxone.application()), "{\"grant_type\":\"client_credentials\"}");
    String token = json(answer).path("access_token").asText();

    assertThat(json(answer).path("scope").asText()).isEqualTo("PatronApi");
    assertThat(caller.api(token, "GET " + CHANNELS, "").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "none, '{\"grant_type\":\"client_credentials\"}', 401, invalid_client",
    "basic ?, '{\"grant_type\":\"client_credentials\"}', 401, invalid_client",
    "basic YQ==, '{\"grant_type\":\"client_credentials\"}', 401, invalid_client",
    "APP, 'grant_type=client_credentials', 400, invalid_request",
    "APP, '{}', 400, unsupported_grant_type",
    "APP, '{\"grant_type\":\"password\",\"username\":\"a\"}', 400, invalid_grant",
    "APP, '{\"grant_type\":\"refresh_token\"}', 400, invalid_grant",
  })
  void centralRefuses(String authorization, String body, int status, String error) {
    String application = authorization.replace("APP", basic(cxone.application()));

    ApiResponse answer = caller.central(application, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(json(answer).path("error").asText()).isEqualTo(error);
  }

  @Test
  void centralKnowsItsScopesAndNoOthers() {
    String good = password(cxone.accessKey().clientId(), secret(cxone.accessKey()));
    String one = good.replace("}", ",\"scope\":\"AgentApi\"}");
    String other = good.replace("}", ",\"scope\":\"webhook:manage\"}");

    assertThat(json(caller.central(basic(cxone.application()), one)).path("scope").asText())
        .isEqualTo("AgentApi");
    assertThat(caller.central(basic(cxone.application()), other).status()).isEqualTo(400);
  }

  @Test
  void tokenLivesAsLongAsItSaysAndNotLonger() {
    String token = caller.newToken();
    time.advance(Duration.ofSeconds(3599));
    assertThat(honours(token)).isTrue();

    time.advance(Duration.ofSeconds(1));

    assertThat(honours(token)).isFalse();
    assertThatThrownBy(() -> FakeCxone.builder().tokenLifetime(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rotatedKeysAreRefusedTheNewOnesWorkAndResetBringsTheFirstBack() {
    String first = caller.key();
    String token = caller.newToken();

    cxone.rotateAccessKey();

    assertThat(caller.post(ACCESS_KEY, first).status()).isEqualTo(401);
    assertThat(caller.post(ACCESS_KEY, caller.key()).status()).isEqualTo(200);
    assertThat(honours(token)).isTrue();
    cxone.reset();
    assertThat(caller.post(ACCESS_KEY, first).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {ACCESS_KEY, REFRESH, OPEN_ID, CxoneCaller.CENTRAL})
  void everyDoorFailsOnDemand(String door) {
    cxone.failNextToken(Fault.status(503));

    ApiResponse answer = caller.post(door, "{}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).isEmpty();
  }

  @Test
  void showsNoSecretInWhatItPrintsOrKeeps() {
    String token = caller.newToken();
    caller.call("GET", "/global/auth/token?password=" + secret(cxone.accessKey()), Map.of(), "");
    caller.api(token, "GET " + CHANNELS + "?access_token=" + token, "");

    String shown =
        cxone
            + " "
            + cxone.requests()
            + cxone.unexpectedRequests()
            + cxone.accessKey()
            + cxone.apiKey().secret()
            + cxone.clientCredentials()
            + cxone.application();

    assertThat(shown)
        .doesNotContain(token)
        .doesNotContain(secret(cxone.accessKey()))
        .doesNotContain(cxone.apiKey().secret().reveal());
  }

  private boolean honours(String token) {
    return caller.api(token, "GET " + CHANNELS, "").status() == 200;
  }

  private static String password(String username, String password) {
    return "{\"grant_type\":\"password\",\"username\":\"%s\",\"password\":\"%s\"}"
        .formatted(username, password);
  }
}
