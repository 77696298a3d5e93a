// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document's exchanges, replayed at a server that knows nothing of this library. */
class GenesysWireTest {
  private static final Secret SECRET = SecretCanary.secret();
  private static final String BRANDS = "/api/v2/webchat/brands";

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort())
          .failOnUnmatchedRequests(true)
          .build();

  private Genesys genesys;

  @BeforeEach
  void start() {
    SERVER.stubFor(
        post(urlEqualTo("/oauth/token"))
            .willReturn(
                jsonResponse(
                    "{\"access_token\": \"wire-token\", \"token_type\": \"bearer\","
                        + " \"expires_in\": 86400}",
                    200)));
    genesys =
        Genesys.builder(
                GenesysProfile.gateway(URI.create(SERVER.baseUrl())),
                ClientCredentials.of("client", SecretSource.of(SECRET)))
            .time(FakeTime.create())
            .retry(RetryPolicy.none())
            .build();
  }

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Test
  @Tag("S1.auth.1")
  @Tag("S1.auth.2")
  void asksForItsTokenAsTheVendorsOwnClientsDo() {
    genesys.tokens().token();

    String basic =
        Base64.getEncoder()
            .encodeToString(("client:" + SECRET.reveal()).getBytes(StandardCharsets.UTF_8));
    SERVER.verify(
        exactly(1),
        postRequestedFor(urlEqualTo("/oauth/token"))
            .withHeader("Authorization", equalTo("Basic " + basic))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withFormParam("grant_type", equalTo("client_credentials"))
            .withFormParam("client_secret", absent()));
  }

  @Test
  @Tag("S1.step2.1")
  @Tag("S1.step2.6")
  @Tag("S1.auth.8")
  void createdBrandCrossesTheWireAsInTheDocument() {
    SERVER.stubFor(
        post(BRANDS)
            .willReturn(
                jsonResponse(
                        "{\"id\": \"b-1\", \"name\": \"Enterprise Web Messaging Endpoint\","
                            + " \"status\": \"active\"}",
                        201)
                    .withHeader("X-RESPONSE-TIME", "41")));

    Brand brand = genesys.brands().create(S1.brand());

    assertThat(brand.id()).isEqualTo("b-1");
    assertThat(brand.status()).contains("active");
    assertThat(brand.latency()).isEqualTo(Duration.ofMillis(41));
    SERVER.verify(
        exactly(1),
        postRequestedFor(urlEqualTo(BRANDS))
            .withHeader("Authorization", equalTo("Bearer wire-token"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(equalToJson(S1.golden(S1.BRAND_JSON).toString()))
            .withRequestBody(binaryEqualTo(S1.brand().toJson())));
  }

  @Test
  @Tag("S1.step3.2")
  @Tag("S1.step3.3")
  @Tag("S1.step3.4")
  void healthCrossesTheWireAsInTheDocument() {
    SERVER.stubFor(
        get(BRANDS + "/b-1?expand=health")
            .willReturn(
                jsonResponse(
                    "{\"id\": \"b-1\", \"settings\": {\"healthStatus\": \"active\","
                        + " \"lastHealthCheck\": \"2025-06-01T12:00:00.000Z\"}}",
                    200)));

    assertThat(genesys.brands().health("b-1"))
        .hasToString("HEALTHY (active), checked 2025-06-01T12:00:00Z");
    SERVER.verify(
        exactly(1),
        getRequestedFor(urlEqualTo(BRANDS + "/b-1?expand=health"))
            .withHeader("Authorization", equalTo("Bearer wire-token")));
  }

  @Test
  @Tag("S1.step3.7")
  @Tag("S1.step3.10")
  void registeredWebhookCrossesTheWireAsInTheDocument() {
    SERVER.stubFor(
        post("/api/v2/webhooks/webhooks")
            .willReturn(jsonResponse("{\"id\": \"w-1\", \"enabled\": true}", 200)));

    assertThat(genesys.webhooks().create(S1.webhook())).hasToString("Webhook[w-1, enabled true]");
    SERVER.verify(
        exactly(1),
        postRequestedFor(urlEqualTo("/api/v2/webhooks/webhooks"))
            .withRequestBody(equalToJson(S1.golden(S1.WEBHOOK_JSON).toString())));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid.value, InvalidRequestException",
    "401, bad.credentials, CredentialsException",
    "403, missing.permissions, CredentialsException",
    "404, not.found, InvalidRequestException",
    "409, conflict, InvalidRequestException",
    "429, too.many.requests.retry.after, RateLimitedException",
    "500, internal.server.error, PlatformFailureException",
    "503, service.unavailable, PlatformFailureException"
  })
  void publishedErrorEnvelopeBecomesTypedError(int status, String code, String type) {
    SERVER.stubFor(post(BRANDS).willReturn(envelope(status, code)));

    CcaasException failure =
        catchThrowableOfType(CcaasException.class, () -> genesys.brands().create(S1.brand()));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure)
        .hasMessageContaining("answered " + status + " (" + code + "): in the vendor's words")
        .hasMessageContaining("fields: [name: field.invalid]")
        .hasMessageContaining("retry after 42 s")
        .hasMessageContaining("correlation id 5f2f");
  }

  private static ResponseDefinitionBuilder envelope(int status, String code) {
    return jsonResponse(
            "{\"message\": \"in the vendor's words\", \"code\": \""
                + code
                + "\", \"status\": "
                + status
                + ", \"contextId\": \"5f2f\", \"details\": [{\"errorCode\": \"field.invalid\","
                + " \"fieldName\": \"name\"}], \"errors\": []}",
            status)
        .withHeader("inin-correlation-id", "5f2f")
        .withHeader("retry-after", "42");
  }

  @Test
  void pageOfProxyBecomesTypedErrorThatDoesNotQuoteIt() {
    SERVER.stubFor(
        post(BRANDS)
            .willReturn(
                new ResponseDefinitionBuilder()
                    .withStatus(502)
                    .withHeader("Content-Type", "text/html")
                    .withBody("<html><body>Bearer wire-token</body></html>")));

    PlatformFailureException failure =
        catchThrowableOfType(
            PlatformFailureException.class, () -> genesys.brands().create(S1.brand()));

    assertThat(failure)
        .hasMessageContaining("answered 502")
        .hasMessageContaining("is no JSON")
        .hasMessageNotContaining("wire-token")
        .hasMessageNotContaining("html");
  }

  @Test
  void createWhoseAnswerNeverComesIsSentOnce() {
    SERVER.stubFor(
        post(BRANDS)
            .willReturn(new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> genesys.brands().create(S1.brand()));

    assertThat(failure.delivery()).isEqualTo(TransportException.Delivery.AMBIGUOUS);
    SERVER.verify(exactly(1), postRequestedFor(urlEqualTo(BRANDS)));
  }

  @Test
  void loginHostsRateLimitAt400IsRateLimit() {
    SERVER.stubFor(
        post(urlEqualTo("/oauth/token"))
            .willReturn(
                jsonResponse(
                    "{\"error\": \"invalid_request\","
                        + " \"description\": \"rate limit exceeded; too many token requests\"}",
                    400)));

    RateLimitedException failure =
        catchThrowableOfType(RateLimitedException.class, () -> genesys.tokens().token());

    assertThat(failure.failure().code()).contains("invalid_request");
    assertThat(failure).hasMessageContaining("rate limit exceeded");
  }

  @Test
  void refusedClientIsToldWithoutItsSecret() {
    SERVER.stubFor(
        post(urlEqualTo("/oauth/token"))
            .willReturn(
                jsonResponse(
                    "{\"error\": \"invalid_client\", \"description\": \"client not found\"}",
                    401)));

    CredentialsException failure =
        catchThrowableOfType(CredentialsException.class, () -> genesys.brands().create(S1.brand()));

    assertThat(failure)
        .hasMessageContaining("invalid_client")
        .hasMessageNotContaining(SECRET.reveal());
    SERVER.verify(exactly(0), postRequestedFor(urlEqualTo(BRANDS)));
  }

  @Test
  void brandThatIsNotThereIsAbsent() {
    SERVER.stubFor(get(BRANDS + "/none").willReturn(envelope(404, "not.found")));

    assertThat(genesys.brands().get("none")).isEmpty();
  }
}
