// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.BRAND;
import static dev.ccaas.testing.platform.GenesysCaller.WEBHOOK;
import static dev.ccaas.testing.platform.PlatformCaller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The source document's brands and webhooks, whose bodies are those of Genesys. */
class FakeCxoneGatewayTest {
  private static final String BRANDS = "/api/v2/brands";
  private static final String WEBHOOKS = "/api/v2/webhooks";

  private final FakeTime time = FakeTime.create();
  private final FakeCxone cxone = FakeCxone.create(time);
  private final CxoneCaller caller = new CxoneCaller(cxone);

  @ParameterizedTest
  @CsvSource({BRANDS, WEBHOOKS})
  void makesShowsListsReplacesAndRemoves(String path) {
    String body = path.equals(BRANDS) ? BRAND : WEBHOOK;
    JsonNode created = ok(201, "POST " + path, body);
    String self = path + "/" + created.path("id").asText();

    assertThat(ok(200, "GET " + self, "")).isEqualTo(created);
    assertThat(ok(200, "GET " + path, "").path("entities")).containsExactly(created);
    ObjectNode changed = ((ObjectNode) json(body)).put("name", "Another");
    JsonNode replaced = ok(200, "PUT " + self, changed.toString());
    assertThat(replaced.path("name").asText()).isEqualTo("Another");
    time.advance(Duration.ofSeconds(1)); // for the limit on webhooks
    assertThat(call("DELETE " + self, "").status()).isEqualTo(204);
    assertThat(call("GET " + self, "").status()).isEqualTo(404);
    assertThat(call("PUT " + self, body).status()).isEqualTo(404);
    assertThat(call("DELETE " + self, "").status()).isEqualTo(404);
  }

  @Test
  void keepsTheDeliveryPolicyAndChecksIt() {
    String policy = "{\"retryCount\": 101, \"retryInterval\": 60}";
    ObjectNode webhook = (ObjectNode) json(WEBHOOK);
    assertThat(ok(201, "POST " + WEBHOOKS, WEBHOOK).at("/deliveryPolicy/retryCount").asInt())
        .isEqualTo(3);

    ApiResponse refused =
        call("POST " + WEBHOOKS, webhook.set("deliveryPolicy", json(policy)).toString());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo("deliveryPolicy.retryCount");
  }

  @Test
  void healthIsAskedByExpand() {
    String self = BRANDS + "/" + ok(201, "POST " + BRANDS, BRAND).path("id").asText();
    assertThat(health(self)).isEqualTo("active");
    cxone.healthStatus("inactive");
    assertThat(health(self)).isEqualTo("inactive");

    cxone.healthUnknown();

    assertThat(health(self)).isEmpty();
    assertThat(ok(200, "GET " + self, "").at("/settings/healthStatus").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "allowedOrigins", "channelTypes", "settings"})
  void brandWithoutRequiredFieldIsRefusedInDigitalsWords(String field) {
    ObjectNode brand = (ObjectNode) json(BRAND);
    brand.remove(field);

    ApiResponse refused = call("POST " + BRANDS, brand.toString());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(json(refused).at("/errors/0/errorCode").asText()).isEqualTo("missing.value");
    assertThat(json(refused).path("uid").asText()).isNotEmpty();
    assertThat(cxone.brands()).isEmpty();
  }

  @Test
  void apiKeyOrTokenOpensItAndNothingElse() {
    assertThat(with("x-api-key", cxone.apiKey().secret().reveal())).isEqualTo(200);
    assertThat(with("authorization", "Bearer " + caller.newToken())).isEqualTo(200);

    assertThat(with("x-api-key", "wrong")).isEqualTo(401);
    assertThat(with("authorization", "Bearer wrong")).isEqualTo(401);
    assertThat(with("authorization", "Bearer " + cxone.apiKey().secret().reveal())).isEqualTo(401);
    assertThat(with("accept", "application/json")).isEqualTo(401);
  }

  @Test
  void apiKeyMayComeInAnotherHeaderOrAsBearerToken() {
    FakeCxone own = FakeCxone.builder().time(time).apiKeyHeader("X-Own-Key").build();
    FakeCxone bearer = FakeCxone.builder().time(time).apiKeyHeader("Authorization").build();

    assertThat(status(own, "X-Own-Key", own.apiKey().secret().reveal())).isEqualTo(200);
    assertThat(status(own, "X-API-Key", own.apiKey().secret().reveal())).isEqualTo(401);
    assertThat(status(bearer, "Authorization", "Bearer " + bearer.apiKey().secret().reveal()))
        .isEqualTo(200);
    assertThat(status(bearer, "Authorization", bearer.apiKey().secret().reveal())).isEqualTo(401);
  }

  @Test
  void rotatedApiKeyIsRefusedAndTheNewOneWorks() {
    String old = cxone.apiKey().secret().reveal();

    cxone.rotateApiKey();

    assertThat(with("x-api-key", old)).isEqualTo(401);
    assertThat(with("x-api-key", cxone.apiKey().secret().reveal())).isEqualTo(200);
  }

  @Test
  void sixthWebhookRequestInOneSecondIsRefusedForASecond() {
    for (int i = 0; i < 5; i++) {
      assertThat(call("GET " + WEBHOOKS, "").status()).isEqualTo(200);
    }
    ApiResponse refused = call("GET " + WEBHOOKS + "/none", "");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(call("GET " + BRANDS, "").status()).isEqualTo(200);
    time.advance(Duration.ofMillis(999));
    assertThat(call("GET " + WEBHOOKS, "").status()).isEqualTo(429);
    time.advance(Duration.ofMillis(1));
    assertThat(call("GET " + WEBHOOKS, "").status()).isEqualTo(200);
  }

  @Test
  void limitCanBeSet() {
    FakeCxone narrow = FakeCxone.builder().time(time).webhookRequestsPerSecond(1).build();
    CxoneCaller other = new CxoneCaller(narrow);
    String token = other.newToken();

    assertThat(other.api(token, "GET " + WEBHOOKS, "").status()).isEqualTo(200);
    assertThat(other.api(token, "GET " + WEBHOOKS, "").status()).isEqualTo(429);
    narrow.reset();
    assertThat(other.api(other.newToken(), "GET " + WEBHOOKS, "").status()).isEqualTo(200);
    assertThatThrownBy(() -> FakeCxone.builder().webhookRequestsPerSecond(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusedCallersDoNotUseUpTheLimit() {
    for (int i = 0; i < 9; i++) {
      assertThat(caller.api("wrong", "GET " + WEBHOOKS, "").status()).isEqualTo(401);
    }

    assertThat(call("GET " + WEBHOOKS, "").status()).isEqualTo(200);
  }

  @Test
  void changesMadeByHandShowAtOnce() {
    String id = ok(201, "POST " + BRANDS, BRAND).path("id").asText();
    String webhook = ok(201, "POST " + WEBHOOKS, WEBHOOK).path("id").asText();

    cxone.editBrand(id, "{\"description\":null}");
    cxone.editWebhook(webhook, "{\"enabled\":false}");

    assertThat(ok(200, "GET " + BRANDS + "/" + id, "").has("description")).isFalse();
    assertThat(json(cxone.webhooks().get(webhook)).path("enabled").asBoolean()).isFalse();
    assertThatThrownBy(() -> cxone.editBrand("none", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsLag() {
    cxone.readLag(Duration.ofSeconds(5));
    String self = BRANDS + "/" + ok(201, "POST " + BRANDS, BRAND).path("id").asText();

    assertThat(call("GET " + self, "").status()).isEqualTo(404);
    time.advance(Duration.ofSeconds(5));
    assertThat(call("GET " + self, "").status()).isEqualTo(200);
  }

  private ApiResponse call(String operation, String body) {
    String[] methodAndTarget = operation.split(" ", 2);
    return caller.call(
        methodAndTarget[0],
        methodAndTarget[1],
        Map.of("x-api-key", cxone.apiKey().secret().reveal(), "content-type", "application/json"),
        body);
  }

  private JsonNode ok(int status, String operation, String body) {
    ApiResponse answer = call(operation, body);
    assertThat(answer.status()).as(operation).isEqualTo(status);
    return json(answer);
  }

  private String health(String self) {
    return ok(200, "GET " + self + "?expand=health", "").at("/settings/healthStatus").asText();
  }

  private int with(String header, String value) {
    return status(cxone, header, value);
  }

  private static int status(FakeCxone platform, String header, String value) {
    return new CxoneCaller(platform).call("GET", BRANDS, Map.of(header, value), "").status();
  }
}
