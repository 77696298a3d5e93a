// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGenesysTokenTest {
  private static final String GRANT = "grant_type=client_credentials";
  private static final String BRANDS = "GET /api/v2/webchat/brands";

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final GenesysCaller caller = new GenesysCaller(genesys);

  @Test
  void givesATokenForBasicCredentials() {
    ApiResponse answer = caller.token(caller.basic(), GRANT);

    JsonNode body = json(answer);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Cache-Control")).contains("no-store");
    assertThat(body.path("access_token").asText()).startsWith("cnry");
    assertThat(body.path("token_type").asText()).isEqualTo("bearer");
    assertThat(body.path("expires_in").isInt()).isTrue();
    assertThat(body.path("expires_in").asInt()).isEqualTo(7200);
    assertThat(Scopes.parse(body.path("scope").asText())).isEqualTo(GenesysGateway.scopes());
    assertThat(genesys.tokensIssued()).isEqualTo(1);
  }

  @Test
  void givesATokenForCredentialsInTheBody() {
    String form = GRANT + "&client_id=fake-client&client_secret=" + caller.secret();

    assertThat(caller.token("", form).status()).isEqualTo(200);
  }

  @Test
  void grantsTheScopesAskedForAndNoOthers() {
    ApiResponse answer =
        caller.token(caller.basic(), GRANT + "&scope=webchat%3Abrand%3Aread+webchat:brand:write");
    String token = json(answer).path("access_token").asText();

    assertThat(json(answer).path("scope").asText())
        .isEqualTo("webchat:brand:read webchat:brand:write");
    assertThat(caller.api(token, BRANDS, "").status()).isEqualTo(200);
    assertThat(caller.api(token, "GET /api/v2/webhooks/webhooks", "").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "''                                                , 400, invalid_request",
    "scope=webchat:brand:read                          , 400, invalid_request",
    "grant_type=password                               , 400, unsupported_grant_type",
    "grant_type=client_credentials&grant_type=x        , 400, invalid_request",
    "grant_type=client_credentials&scope=%E2%82%AC     , 400, invalid_scope",
    "grant_type=client_credentials&scope=users:delete  , 400, invalid_scope",
    "grant_type=client_credentials&scope=%zz           , 400, invalid_request",
    "grant_type=client_credentials&client_secret=twice , 400, invalid_request",
  })
  void refusesForms(String form, int status, String error) {
    ApiResponse answer = caller.token(caller.basic(), form.trim());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(json(answer).path("error").asText()).isEqualTo(error);
    assertThat(json(answer).path("description").asText()).isNotEmpty();
    assertThat(json(answer).path("error_description").asText()).isNotEmpty();
    assertThat(genesys.tokensIssued()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "fake-client:wrong     , 401, invalid_client",
    "other-client:SECRET   , 401, invalid_client",
    "fake-client           , 400, invalid_request",
    "fake-client:%zz       , 400, invalid_request",
  })
  void refusesBasicPairs(String pair, int status, String error) {
    byte[] bytes = pair.trim().replace("SECRET", caller.secret()).getBytes(UTF_8);

    ApiResponse answer = caller.token("Basic " + Base64.getEncoder().encodeToString(bytes), GRANT);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(json(answer).path("error").asText()).isEqualTo(error);
    assertThat(answer.headers().first("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer x", "Digest x"})
  void refusesClientsThatDoNotAuthenticate(String authorization) {
    assertThat(caller.token(authorization, GRANT).status()).isEqualTo(401);
  }

  @Test
  void refusesBasicThatIsNotBase64() {
    assertThat(caller.token("Basic ?", GRANT).status()).isEqualTo(400);
  }

  @Test
  void refusesAFormOfAnotherMediaTypeAndParametersInTheUri() {
    Map<String, String> basic = Map.of("Authorization", caller.basic());

    ApiResponse answer = caller.call("POST", "/oauth/token?" + GRANT, basic, "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(genesys.requests()).hasToString("[POST /oauth/token?grant_type=… 400]");
  }

  @Test
  void refusesAGoodFormUnderAnotherMediaType() {
    Map<String, String> headers =
        Map.of("Authorization", caller.basic(), "Content-Type", "application/json");

    assertThat(caller.call("POST", "/oauth/token", headers, GRANT).status()).isEqualTo(400);
  }

  @Test
  void resetBringsBackTheFirstSecret() {
    String first = caller.basic();
    genesys.rotateClientSecret();

    genesys.reset();

    assertThat(caller.token(first, GRANT).status()).isEqualTo(200);
  }

  @Test
  void tokenLivesAsLongAsItSaysAndNotLonger() {
    String token = caller.newToken();
    time.advance(Duration.ofSeconds(7199));
    assertThat(caller.api(token, BRANDS, "").status()).isEqualTo(200);

    time.advance(Duration.ofSeconds(1));

    ApiResponse answer = caller.api(token, BRANDS, "");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(json(answer).path("code").asText()).isEqualTo("bad.credentials");
    assertThat(answer.headers().first("www-authenticate")).isPresent();
  }

  @Test
  void lifetimeCanBeSet() {
    FakeGenesys shortLived =
        FakeGenesys.builder().time(time).tokenLifetime(Duration.ofMillis(1999)).build();
    GenesysCaller other = new GenesysCaller(shortLived);

    ApiResponse answer = other.token(other.basic(), GRANT);

    assertThat(json(answer).path("expires_in").asInt()).isEqualTo(1);
    assertThatThrownBy(() -> FakeGenesys.builder().tokenLifetime(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void expiresTokensOnDemandAndGivesNewOnes() {
    String token = caller.newToken();

    genesys.expireTokens();

    assertThat(caller.api(token, BRANDS, "").status()).isEqualTo(401);
    assertThat(caller.api(caller.newToken(), BRANDS, "").status()).isEqualTo(200);
  }

  @Test
  void rotatedSecretIsRefusedTheNewOneWorksAndTokensLiveOn() {
    String token = caller.newToken();
    String oldBasic = caller.basic();
    ClientCredentials credentials = genesys.clientCredentials();

    genesys.rotateClientSecret();

    assertThat(caller.token(oldBasic, GRANT).status()).isEqualTo(401);
    assertThat(caller.token(caller.basic(), GRANT).status()).isEqualTo(200);
    assertThat(caller.api(token, BRANDS, "").status()).isEqualTo(200);
    assertThat(credentials.clientSecret().secret().reveal()).isEqualTo(caller.secret());
  }

  @Test
  void loginHostLimitsItsRequestsWithStatus400() {
    FakeGenesys limited = FakeGenesys.builder().time(time).tokenRequestsPerMinute(1).build();
    GenesysCaller other = new GenesysCaller(limited);
    other.newToken();
    time.advance(Duration.ofSeconds(20));

    ApiResponse refused = other.token(other.basic(), GRANT);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).path("error").asText()).isEqualTo("invalid_request");
    assertThat(json(refused).path("description").asText())
        .isEqualTo("rate limit exceeded; try again in 40 seconds");
    time.advance(Duration.ofSeconds(40));
    assertThat(other.token(other.basic(), GRANT).status()).isEqualTo(200);
  }

  @Test
  void loginRateLimitComesOnDemand() {
    genesys.failNextToken(FakeGenesys.loginRateLimit());

    ApiResponse refused = caller.token(caller.basic(), GRANT);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).path("error_description").asText()).startsWith("rate limit exceeded;");
    assertThat(caller.token(caller.basic(), GRANT).status()).isEqualTo(200);
  }

  @Test
  void showsNoSecretInWhatItPrintsOrKeeps() {
    String token = caller.newToken();
    caller.call("GET", "/oauth/token?client_secret=" + caller.secret(), Map.of(), "");
    caller.api(token, "GET /api/v2/webchat/brands?access_token=" + token, "");

    String shown =
        genesys
            + " "
            + genesys.requests()
            + genesys.unexpectedRequests()
            + genesys.clientCredentials();

    assertThat(shown).doesNotContain(token).doesNotContain(caller.secret());
  }

  @Test
  void eachFakeHasASecretOfItsOwn() {
    assertThat(caller.secret())
        .startsWith("cnry")
        .isNotEqualTo(new GenesysCaller(FakeGenesys.create(time)).secret());
  }
}
