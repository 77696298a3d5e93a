// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.oauth.ClientCredentialsGrant;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import dev.ccaas.testing.platform.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a token door fails to give a token, over real HTTP: one row, one outcome. */
class TokenErrorTableTest {
  private static final String TOKEN = SecretCanary.text();
  private static final String HTML = "<html><body>Sign in, " + TOKEN + "</body></html>";

  private static final Class<CredentialsException> CREDENTIALS = CredentialsException.class;
  private static final Class<InvalidRequestException> REQUEST = InvalidRequestException.class;
  private static final Class<PlatformFailureException> PLATFORM = PlatformFailureException.class;
  private static final Class<RateLimitedException> LIMIT = RateLimitedException.class;

  /** Stands in for the vendor's decoder: Genesys Cloud's login host limits with 400. */
  private static final ErrorDecoder LOGIN_LIMIT =
      (answer, failure) -> {
        if (answer.status() == 400
            && new String(answer.body(), UTF_8).contains("rate limit exceeded")) {
          failure.rateLimited().retryAfter(Duration.ofSeconds(60));
        }
      };

  private record Row(
      String name,
      ApiResponse answer,
      Class<? extends ApiException> outcome,
      String code,
      String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> refusals() {
    return List.of(
        // RFC 6749 section 5.2
        refusal(401, "invalid_client", CREDENTIALS, "Check the client id and its secret."),
        refusal(400, "invalid_client", CREDENTIALS, "Check the client id and its secret."),
        refusal(400, "unauthorized_client", CREDENTIALS, "that it may use the client-credentials"),
        refusal(400, "invalid_grant", CREDENTIALS, "Check the client id, its secret, its scopes"),
        refusal(400, "access_denied", CREDENTIALS, "Check the client id, its secret, its scopes"),
        refusal(400, "invalid_scope", CREDENTIALS, "were: webchat:brand:read webchat:brand:write."),
        refusal(400, "invalid_request", REQUEST, "Check that the address is the token endpoint"),
        refusal(400, "unsupported_grant_type", REQUEST, "to allow the client-credentials grant"),
        refusal(400, "a_code_of_the_future", REQUEST, "the same one will be refused again"),
        // Keycloak 26 on a wrong secret and on an unknown client
        refusal(401, "unauthorized_client", CREDENTIALS, "Check the client's secret"),
        row("401 without body", answer(401, ""), CREDENTIALS, null, "answered 401"),
        // RFC 6750, as a resource server or a gateway before the door says it
        row(
            "401 of RFC 6750",
            answer(401, "", "WWW-Authenticate", "Bearer error=\"invalid_token\""),
            CREDENTIALS,
            null,
            "answered 401"),
        refusal(403, "insufficient_scope", CREDENTIALS, "answered 403"),
        row("403 page of a firewall", answer(403, HTML), CREDENTIALS, null, "answered 403"),
        row("404 page", answer(404, HTML), REQUEST, null, "answered 404"),
        row("405", answer(405, "{}"), REQUEST, null, "answered 405"),
        row("redirect", answer(302, "", "Location", "/x"), PLATFORM, null, "302"),
        // Genesys Cloud's login host
        row(
            "rate limit as 400",
            answer(
                400,
                "{\"error\":\"invalid_request\",\"description\":\"rate limit exceeded; wait\"}"),
            LIMIT,
            "invalid_request",
            "rate limit exceeded; wait; retry after 60 s"),
        row(
            "description by its short name",
            answer(400, "{\"error\":\"unauthorized_client\",\"description\":\"not allowed\"}"),
            CREDENTIALS,
            "unauthorized_client",
            ": not allowed"),
        row(
            "429 with Retry-After",
            answer(429, "{}", "Retry-After", "7"),
            LIMIT,
            null,
            "retry after 7 s"),
        refusal(500, "server_error", PLATFORM, "answered 500"),
        row("502 page", answer(502, HTML), PLATFORM, null, "answered 502"),
        refusal(503, "temporarily_unavailable", PLATFORM, "answered 503"));
  }

  static List<Row> answersWithoutToken() {
    return List.of(
        refusal(200, "invalid_client", CREDENTIALS, "Check the client id and its secret."),
        refusal(200, "server_error", PLATFORM, "answered 200"),
        unreadable("page", HTML, "the body is not JSON"),
        unreadable("nothing", "", "the body is empty"),
        row("204", answer(204, ""), PLATFORM, null, "answered 204: the body is empty"),
        unreadable("truncated", "{\"access_token\":\"" + TOKEN, "the body is not JSON"),
        unreadable("bare token", TOKEN, "the body is not JSON"),
        unreadable("JSON string", "\"" + TOKEN + "\"", "the body is JSON but no object"),
        unreadable("array", "[{\"access_token\":\"" + TOKEN + "\"}]", "is JSON but no object"),
        unreadable("null", "null", "the body is JSON but no object"),
        unreadable("two objects", token("") + token(""), "the body is not JSON"),
        unreadable("name twice", token(",\"access_token\":\"b\""), "the body is not JSON"),
        unreadable(
            "deep nesting",
            token(",\"x\":" + "[".repeat(100) + "]".repeat(100)),
            "the body is JSON beyond a limit"),
        unreadable("more than 64 KiB", token(" ".repeat(64 << 10)), "longer than 65536 bytes"),
        unreadable("object without token", "{\"token\":\"" + TOKEN + "\"}", "has no access_token"),
        unreadable("token that is a number", "{\"access_token\":1}", "has no access_token"),
        unreadable("empty token", "{\"access_token\":\"\"}", "that is none: secret is empty"),
        unreadable("token with line break", tokenOf("a\\r\\nHost: b"), "visible ASCII characters"),
        unreadable("token with space", tokenOf(TOKEN + " b"), "visible ASCII characters"),
        unreadable("token too long", tokenOf("x".repeat(8_001)), "token of 8001 characters"),
        unreadable("other type", token(",\"token_type\":\"mac\""), "token_type mac (expected"),
        unreadable("type of a kind", token(",\"token_type\":[]"), "token_type of another kind"),
        unreadable("life below zero", token(",\"expires_in\":-1"), "expires_in -1 (expected"),
        unreadable("no life", token(",\"expires_in\":0"), "expires_in 0 (expected: seconds"),
        unreadable("no life, as text", token(",\"expires_in\":\"0\""), "expires_in 0 (expected"),
        unreadable("life of ages", token(",\"expires_in\":1e30"), "expires_in 1.0E30 (expected"),
        unreadable("life in words", token(",\"expires_in\":\"2 hours\""), "of another kind"),
        unreadable("life as object", token(",\"expires_in\":{}"), "expires_in of another kind"),
        unreadable("scope as array", token(",\"scope\":[\"a\"]"), "no list of scopes"),
        unreadable("scope in quotes", token(",\"scope\":\"\\\"a\\\"\""), "no list of scopes"),
        row(
            "administrative scope nobody asked for",
            answer(200, token(",\"scope\":\"webchat:brand:read admin:all\"")),
            CREDENTIALS,
            null,
            "the token was granted admin:all, asked for was webchat:brand:read"));
  }

  private final FakeGenesys platform = FakeGenesys.create(TimeSource.system());
  private final FakeServer server = platform.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource({"refusals", "answersWithoutToken"})
  void oneAnswerHasOneOutcome(Row row) {
    platform.failNextToken(Fault.answer(row.answer));

    ApiException failure = catchThrowableOfType(ApiException.class, grant().build()::fetch);

    assertThat(failure).isExactlyInstanceOf(row.outcome).hasMessageContaining(row.says);
    assertThat(failure.status()).isEqualTo(row.answer.status());
    assertThat(failure.failure().code().orElse(null)).isEqualTo(row.code);
    assertThat(failure).hasMessageStartingWith("POST " + server.baseUri() + "/oauth/token");
    assertThat(platform.requests()).hasSize(1);
    SecretCanary.assertClean(failure);
  }

  static List<Named<Fault>> losses() {
    return List.of(
        Named.of("no answer at all", Fault.dropped()),
        Named.of("lost answer", Fault.lostAnswer()),
        Named.of("body that breaks off", Fault.cutOffAnswer()));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void answerThatIsLostIsAmbiguous(Fault loss) {
    platform.failNextToken(loss);

    assertLost(Delivery.AMBIGUOUS, grant());
  }

  @Test
  void answerThatIsLateIsAmbiguous() {
    Transport connected = Transport.jdk();
    grant().transport(connected).build().fetch();
    platform.latency(Duration.ofMinutes(5));

    assertLost(
        Delivery.AMBIGUOUS, grant().transport(connected).attemptTimeout(Duration.ofMillis(250)));
  }

  @Test
  void doorThatDoesNotListenWasSentNothing() {
    platform.refuseConnections();

    assertLost(Delivery.NOT_SENT, grant());
  }

  @Test
  void doorWithoutAddressWasSentNothing() {
    assertLost(Delivery.NOT_SENT, grant(URI.create("http://door.invalid")));
  }

  private static void assertLost(Delivery delivery, ClientCredentialsGrant.Builder grant) {
    TransportException failure =
        catchThrowableOfType(TransportException.class, grant.build()::fetch);

    assertThat(failure.delivery()).isEqualTo(delivery);
    SecretCanary.assertClean(failure);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 200})
  void secretThatTheDoorRepeatsIsCutOut(int status) {
    String secret = platform.clientCredentials().clientSecret().secret().reveal();
    String pair = Base64.getEncoder().encodeToString(("fake-client:" + secret).getBytes(UTF_8));
    String echo = "{\"error\":\"" + secret + "\",\"error_description\":\"" + pair + " is wrong\"}";
    platform.failNextToken(Fault.answer(answer(status, echo)));

    ApiException failure = catchThrowableOfType(ApiException.class, grant().build()::fetch);

    assertThat(failure).hasMessageContaining("(***): *** is wrong");
    SecretCanary.assertClean(failure);
  }

  private ClientCredentialsGrant.Builder grant() {
    return grant(server.baseUri());
  }

  private ClientCredentialsGrant.Builder grant(URI host) {
    return ClientCredentialsGrant.builder(
            host.resolve("/oauth/token"), platform.clientCredentials())
        .scopes(Scopes.of("webchat:brand:read", "webchat:brand:write"))
        .retry(RetryPolicy.none())
        .attemptTimeout(Duration.ofMinutes(5))
        .errors(LOGIN_LIMIT);
  }

  private static Row refusal(
      int status, String code, Class<? extends ApiException> outcome, String says) {
    String body = "{\"error\":\"" + code + "\",\"error_description\":\"in words\"}";
    return row(status + " " + code, answer(status, body), outcome, code, says);
  }

  private static Row unreadable(String name, String body, String says) {
    return row("200, " + name, answer(200, body), PLATFORM, null, says);
  }

  private static Row row(
      String name,
      ApiResponse answer,
      Class<? extends ApiException> outcome,
      String code,
      String says) {
    return new Row(name, answer, outcome, code, says);
  }

  private static ApiResponse answer(int status, String body, String... header) {
    Headers headers =
        header.length == 0 ? Headers.none() : Headers.none().with(header[0], header[1]);
    return ApiResponse.of(status, headers, body.getBytes(UTF_8));
  }

  private static String token(String more) {
    return "{\"access_token\":\"" + TOKEN + "\"" + more + "}";
  }

  private static String tokenOf(String value) {
    return "{\"access_token\":\"" + value + "\"}";
  }
}
