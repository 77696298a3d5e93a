// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayBrandsTest {
  private static final GenesysProfile PROFILE =
      GenesysProfile.gateway(URI.create("https://gateway.test"));

  private final RecordingTransport wire = RecordingTransport.create();
  private final BrandProvisioner brands = brands(PROFILE);

  private BrandProvisioner brands(GenesysProfile profile) {
    GenesysErrors errors = new GenesysErrors();
    ApiClient client =
        ApiClient.builder(profile.apiUri())
            .transport(wire)
            .errors(errors)
            .time(FakeTime.create())
            .build();
    return profile.contract().brands(JsonClient.create(client, errors), FakeTime.create());
  }

  @Test
  @Tag("S1.build.1")
  @Tag("S1.step2.1")
  void createSendsTheDocumentsPayload() {
    wire.answer(201, "{\"id\": \"b-1\"}");

    brands.create(S1.brand());

    ApiRequest request = wire.lastRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).hasToString("https://gateway.test/api/v2/webchat/brands");
    assertThat(request.headers().first("Content-Type")).contains("application/json");
    byte[] body = request.body().orElseThrow();
    assertThat(S1.parse(body)).isEqualTo(S1.golden(S1.BRAND_JSON));
    assertThat(new String(body, UTF_8))
        .isEqualTo(
            "{\"allowedOrigins\":[\"https://app.example.com\"],\"channelTypes\":[\"webchat\"],"
                + "\"description\":\"API-provisioned channel with TLS and rate limit enforcement\","
                + "\"endpointUrl\":\"https://wss.example.com/messages\","
                + "\"name\":\"Enterprise Web Messaging Endpoint\","
                + "\"settings\":{\"healthCheckInterval\":300,\"maxConcurrentSessions\":8000,"
                + "\"rateLimitThreshold\":3000,"
                + "\"tlsCertificateChain\":[\"-----BEGIN CERTIFICATE-----\","
                + "\"-----END CERTIFICATE-----\"]}}");
  }

  @Test
  @Tag("S1.step2.11")
  void oneAttemptMayTakeFifteenSeconds() {
    wire.answer(201, "{\"id\": \"b-1\"}");

    brands.create(S1.brand());

    assertThat(wire.lastRequest().attemptTimeout()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  @Tag("S1.step2.3")
  @Tag("S1.step2.4")
  @Tag("S1.step2.5")
  void createdBrandHasIdNameAndStatusOfTheAnswer() {
    wire.answer(201, "{\"id\": \"b-1\", \"name\": \"Shown\", \"status\": \"pending\"}");

    Brand brand = brands.create(S1.brand());

    assertThat(brand.id()).isEqualTo("b-1");
    assertThat(brand.name()).contains("Shown");
    assertThat(brand.status()).contains("pending");
    assertThat(brand.health().state()).isEqualTo(Health.State.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  @Tag("S1.step2.2")
  void anySuccessStatusMeansCreated(int status) {
    wire.answer(status, "{\"id\": \"b-1\"}");

    assertThat(brands.create(S1.brand()).id()).isEqualTo("b-1");
  }

  @Test
  void createdBrandWithoutNameAndStatusIsStillCreated() {
    wire.answer(201, "{\"id\": 12, \"name\": null, \"status\": {}}");

    Brand brand = brands.create(S1.brand());

    assertThat(brand.id()).isEqualTo("12");
    assertThat(brand.name()).isEmpty();
    assertThat(brand.status()).isEmpty();
  }

  @Test
  @Tag("S1.step2.15")
  void createdButUnreadableIsNeverRepeated() {
    wire.answer(
        ApiResponse.of(
            201,
            Headers.of(Map.of("inin-correlation-id", List.of("c-7"))),
            "<html>".getBytes(UTF_8)));

    assertThatThrownBy(() -> brands.create(S1.brand()))
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("answered 201")
        .hasMessageContaining("c-7")
        .hasMessageContaining("The brand most likely exists now: look it up by name");

    assertThat(wire.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|PT0.012S",
        "12.5|PT0.0125S",
        "12ms|PT0.012S",
        "12 ms|PT0.012S",
        "0.012s|PT0.012S",
        "2 s|PT2S",
        "0|PT0S",
        " 7 |PT0.007S",
        "999999999|PT277H46M39.999S",
        // not in one of these forms: our own measurement counts
        "''|PT0.25S",
        "-1|PT0.25S",
        "1e3|PT0.25S",
        "NaN|PT0.25S",
        "12us|PT0.25S",
        "12ms, 13ms|PT0.25S",
        "1,5|PT0.25S",
        "9999999999|PT0.25S"
      })
  @Tag("S1.step2.6")
  void latencyIsWhatThePlatformSaysInMillisecondsUnlessItSaysSeconds(
      String header, Duration expected) {
    FakeTime time = FakeTime.create();
    GenesysErrors errors = new GenesysErrors();
    ApiClient client =
        ApiClient.builder(PROFILE.apiUri())
            .transport(
                request ->
                    ApiResponse.of(
                            201,
                            Headers.of(Map.of("X-Response-Time", List.of(header))),
                            "{\"id\": \"b-1\"}".getBytes(UTF_8))
                        .withLatency(Duration.ofMillis(250)))
            .time(time)
            .build();

    Brand brand =
        GatewayContract.create().brands(JsonClient.create(client, errors), time).create(S1.brand());

    assertThat(brand.latency()).isEqualTo(expected);
  }

  @Test
  @Tag("S1.step2.7")
  void latencyIsMeasuredWhenThePlatformIsSilent() {
    wire.answer(
        ApiResponse.of(201, Headers.none(), "{\"id\": \"b-1\"}".getBytes(UTF_8))
            .withLatency(Duration.ofMillis(31)));

    assertThat(brands.create(S1.brand()).latency()).isEqualTo(Duration.ofMillis(31));
  }

  @Test
  @Tag("S1.step2.12")
  @Tag("S1.err400.1")
  void validationFailureHoldsThePlatformsWords() {
    wire.answer(
        400,
        """
        {"message": "Not valid: allowedOrigins", "code": "bad.request", "status": 400,
         "contextId": "c-1",
         "details": [{"errorCode": "invalid.origin", "fieldName": "allowedOrigins"}], "errors": []}
        """);

    assertThatThrownBy(() -> brands.create(S1.brand()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.failure().code()).contains("bad.request");
              assertThat(e.failure().message()).contains("Not valid: allowedOrigins");
              assertThat(e.failure().correlationId()).contains("c-1");
              assertThat(e.failure().fieldErrors())
                  .extracting(Object::toString)
                  .containsExactly("allowedOrigins: invalid.origin");
            });

    assertThat(wire.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  @Tag("S1.step2.13")
  @Tag("S1.step2.16")
  void refusalNamesStatusAndScope(int status) {
    wire.answer(status, "{\"code\": \"not.authorized\"}");

    assertThatThrownBy(() -> brands.create(S1.brand()))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("answered " + status)
        .hasMessageContaining("webchat:brand:write");
  }

  @Test
  @Tag("S1.step2.9")
  @Tag("S1.step2.10")
  void rateLimitThatLastsEndsAfterThreeRetries() {
    for (int i = 0; i < 4; i++) {
      wire.answer(429, "{\"code\": \"too.many.requests\"}");
    }

    assertThatThrownBy(() -> brands.create(S1.brand()))
        .isInstanceOf(RetriesExhaustedException.class)
        .hasMessageContaining("too.many.requests");

    assertThat(wire.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  @Tag("S1.step2.14")
  void failureOfThePlatformIsNotFollowedBySecondCreate(int status) {
    wire.answer(status, "{}");

    assertThatThrownBy(() -> brands.create(S1.brand()))
        .isInstanceOf(PlatformFailureException.class);

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  @Tag("S1.step3.2")
  void healthAsksForTheExpandedBrandWithTheReadScope() {
    wire.answer(200, "{}");

    brands.health("b 1");

    assertThat(wire.lastRequest().method()).isEqualTo("GET");
    assertThat(wire.lastRequest().uri())
        .hasToString("https://gateway.test/api/v2/webchat/brands/b%201?expand=health");
    assertThat(wire.lastRequest().requiredScopes()).hasToString("webchat:brand:read");
  }

  @ParameterizedTest
  @CsvSource({
    "active, HEALTHY",
    "inactive, UNHEALTHY",
    "degraded, UNHEALTHY",
    "ACTIVE, UNHEALTHY",
    "'', UNHEALTHY"
  })
  @Tag("S1.step3.3")
  void brandIsHealthyOnlyIfItsStatusIsActive(String word, Health.State expected) {
    wire.answer(200, "{\"settings\": {\"healthStatus\": \"" + word + "\"}}");

    Health health = brands.health("b-1");

    assertThat(health.state()).isEqualTo(expected);
    assertThat(health.status()).contains(word);
    assertThat(health.lastChecked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"settings\": {}}",
        "{\"settings\": null}",
        "{\"settings\": []}",
        "{\"settings\": {\"healthStatus\": null}}",
        "{\"settings\": {\"healthStatus\": true, \"lastHealthCheck\": \"2025-06-01T12:00:00Z\"}}",
        "{\"healthStatus\": \"active\"}"
      })
  @Tag("S1.step3.5")
  void silenceAboutHealthMeansUnknown(String body) {
    wire.answer(200, body);

    assertThat(brands.health("b-1")).isEqualTo(Health.unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-01T12:00:00Z, 2025-06-01T12:00:00Z",
    "2025-06-01T14:00:00+02:00, 2025-06-01T12:00:00Z",
    "yesterday,",
    "2025-13-01T12:00:00Z,"
  })
  @Tag("S1.step3.4")
  void lastCheckIsReadIfItIsAMoment(String text, Instant expected) {
    wire.answer(
        200,
        "{\"settings\": {\"healthStatus\": \"active\", \"lastHealthCheck\": \"" + text + "\"}}");

    Health health = brands.health("b-1");

    assertThat(health.isHealthy()).isTrue();
    assertThat(health.lastChecked().orElse(null)).isEqualTo(expected);
  }

  @Test
  void brandShowsTheWishThatItAmountsTo() {
    BrandSpec wish = S1.brand();
    String json = S1.golden(S1.BRAND_JSON).toString();
    wire.answer(200, json.replaceFirst("\\{", "{\"id\": \"b-1\", \"selfUri\": \"/x\", "));

    assertThat(brands.get("b-1").map(Brand::spec)).contains(wish);
  }

  @Test
  void brandOfOddTypesKeepsWhatCanBeRead() {
    wire.answer(
        200,
        """
        {"id": "b-1", "name": ["x"], "allowedOrigins": "https://a.example", "channelTypes": [1],
         "settings": {"maxConcurrentSessions": "12", "rateLimitThreshold": 1.5,
                      "tlsCertificateChain": {}, "healthCheckInterval": 99999999999}}
        """);

    BrandSpec spec = brands.get("b-1").orElseThrow().spec();

    assertThat(spec.name()).isEmpty();
    assertThat(spec.allowedOrigins()).isEmpty();
    assertThat(spec.channelTypes()).isEmpty();
    assertThat(spec.settings().orElseThrow().maxConcurrentSessions()).hasValue(12);
    assertThat(spec.settings().orElseThrow().rateLimitThreshold()).isEmpty();
    assertThat(spec.settings().orElseThrow().healthCheckInterval()).isEmpty();
  }

  @Test
  void extensionsAreOffUntilTurnedOn() {
    assertThat(brands.capabilities())
        .containsExactlyInAnyOrder(Capability.CREATE, Capability.GET, Capability.HEALTH);
    assertThatThrownBy(brands::list)
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("nothing was sent")
        .hasMessageContaining("GenesysProfile.withExtensions(Capability.LIST)");
    assertThatThrownBy(() -> brands.update("b-1", S1.brand()))
        .isInstanceOf(UnsupportedByPlatformException.class);
    assertThatThrownBy(() -> brands.delete("b-1"))
        .isInstanceOf(UnsupportedByPlatformException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void extensionsWorkOnceTurnedOn() {
    BrandProvisioner all =
        brands(
            PROFILE
                .withExtensions(Capability.LIST, Capability.UPDATE)
                .withExtensions(Capability.DELETE));
    wire.answer(200, "{\"entities\": [{\"id\": \"b-1\"}]}")
        .answer(200, "{\"id\": \"b-1\"}")
        .answer(200, "{}");

    assertThat(all.list()).extracting(Brand::id).containsExactly("b-1");
    assertThat(all.update("b-1", S1.brand()).id()).isEqualTo("b-1");
    assertThat(S1.parse(wire.lastRequest().body().orElseThrow()))
        .isEqualTo(S1.golden(S1.BRAND_JSON));
    all.delete("b-1");
    assertThat(wire.lastRequest().method()).isEqualTo("DELETE");
  }
}
