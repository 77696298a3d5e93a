// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.BRAND;
import static dev.ccaas.testing.platform.GenesysCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGenesysBrandTest {
  private static final String BRANDS = "/api/v2/webchat/brands";

  private final FakeTime time = FakeTime.create(Instant.parse("2025-06-01T12:00:00Z"));
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final GenesysCaller caller = new GenesysCaller(genesys);
  private final String token = caller.newToken();

  @Test
  void createAnswers201WithIdNameAndStatus() {
    genesys.latency(Duration.ofMillis(42));

    ApiResponse answer = call("POST " + BRANDS, BRAND);

    JsonNode brand = json(answer);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers().first("x-response-time")).contains("42");
    assertThat(brand.path("name").asText()).isEqualTo("Enterprise Web Messaging Endpoint");
    assertThat(brand.path("status").asText()).isEqualTo("active");
    assertThat(genesys.brands()).containsOnlyKeys(brand.path("id").asText());
    assertThat(json(genesys.brands().get(brand.path("id").asText()))).isEqualTo(brand);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name                           | null             | name                           | missing",
        "settings                       | null             | settings                       | missing",
        "allowedOrigins                 | null             | allowedOrigins                 | missing",
        "channelTypes                   | null             | channelTypes                   | missing",
        "name                           | ' '              | name                           | invalid",
        "name                           | 7                | name                           | invalid",
        "settings                       | []               | settings                       | invalid",
        "allowedOrigins                 | []               | allowedOrigins                 | invalid",
        "allowedOrigins                 | 'https://a'      | allowedOrigins                 | invalid",
        "allowedOrigins                 | ['https://a/p']  | allowedOrigins                 | invalid",
        "allowedOrigins                 | ['app.example']  | allowedOrigins                 | invalid",
        "allowedOrigins                 | ['ftp://a']      | allowedOrigins                 | invalid",
        "allowedOrigins                 | ['https://a',1]  | allowedOrigins                 | invalid",
        "allowedOrigins                 | ['https://[']    | allowedOrigins                 | invalid",
        "channelTypes                   | ['']             | channelTypes                   | invalid",
        "description                    | 1                | description                    | invalid",
        "endpointUrl                    | ''               | endpointUrl                    | invalid",
        "chanelTypes                    | ['webchat']      | chanelTypes                    | unknown",
        "settings/maxConcurrentSessions | 10001            | settings.maxConcurrentSessions | invalid",
        "settings/maxConcurrentSessions | 0                | settings.maxConcurrentSessions | invalid",
        "settings/maxConcurrentSessions | '1'              | settings.maxConcurrentSessions | invalid",
        "settings/rateLimitThreshold    | 5001             | settings.rateLimitThreshold    | invalid",
        "settings/tlsCertificateChain   | 'pem'            | settings.tlsCertificateChain   | invalid",
        "settings/healthCheckInterval   | -1               | settings.healthCheckInterval   | invalid",
        "settings/maxSessions           | 1                | settings.maxSessions           | unknown",
      })
  void refusesFields(String pointer, String value, String field, String problem) {
    ApiResponse answer = call("POST " + BRANDS, changed(pointer, value));

    JsonNode error = json(answer);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(error.path("code").asText()).isEqualTo("bad.request");
    assertThat(error.path("details")).hasSize(1);
    assertThat(error.at("/details/0/fieldName").asText()).isEqualTo(field);
    assertThat(error.at("/details/0/errorCode").asText()).startsWith(problem);
    assertThat(genesys.brands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"settings/maxConcurrentSessions,10000", "settings/rateLimitThreshold,5000"})
  void acceptsTheLimitsThemselves(String pointer, String value) {
    assertThat(call("POST " + BRANDS, changed(pointer, value)).status()).isEqualTo(201);
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    ApiResponse answer = call("POST " + BRANDS, "{\"settings\":{\"rateLimitThreshold\":9999}}");

    assertThat(json(answer).path("details").findValuesAsText("fieldName"))
        .containsExactly("name", "allowedOrigins", "channelTypes", "settings.rateLimitThreshold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{\"name\":1,\"name\":2}", "<html>"})
  void refusesBodiesThatAreNotOneJsonObject(String body) {
    assertThat(call("POST " + BRANDS, body).status()).isEqualTo(400);
  }

  @Test
  void refusesAGoodBrandThatRepeatsAFieldOrIsFollowedByMore() {
    String repeated = BRAND.replaceFirst("\\{", "{\"name\": \"first\", ");

    assertThat(call("POST " + BRANDS, repeated).status()).isEqualTo(400);
    assertThat(call("POST " + BRANDS, BRAND + "{}").status()).isEqualTo(400);
    assertThat(call("POST " + BRANDS, BRAND).status()).isEqualTo(201);
  }

  @Test
  void refusesBodiesOfAnotherMediaType() {
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + token, "Content-Type", "text/plain");

    assertThat(caller.call("POST", BRANDS, headers, BRAND).status()).isEqualTo(415);
  }

  @Test
  void errorsCarryTheEnvelopeAndItsCorrelationId() {
    ApiResponse answer = call("GET " + BRANDS + "/none", "");

    JsonNode error = json(answer);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(error.path("status").asInt()).isEqualTo(404);
    assertThat(error.path("code").asText()).isEqualTo("not.found");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("errors").isArray()).isTrue();
    assertThat(answer.headers().first("inin-correlation-id"))
        .contains(error.path("contextId").asText());
  }

  @Test
  void healthIsToldOnlyWhenAskedFor() {
    String id = create();

    JsonNode plain = json(call("GET " + BRANDS + "/" + id, ""));
    JsonNode probed = json(call("GET " + BRANDS + "/" + id + "?expand=health", ""));

    assertThat(plain.at("/settings/healthStatus").isMissingNode()).isTrue();
    assertThat(probed.at("/settings/healthStatus").asText()).isEqualTo("active");
    assertThat(probed.at("/settings/lastHealthCheck").asText()).isEqualTo("2025-06-01T12:00:00Z");
    assertThat(genesys.brands().get(id)).doesNotContain("healthStatus");
  }

  @Test
  void healthCanBeBadOrUnknownAndGoodAgain() {
    String id = create();
    String health = "GET " + BRANDS + "/" + id + "?expand=health";

    genesys.healthStatus("inactive");
    assertThat(json(call(health, "")).at("/settings/healthStatus").asText()).isEqualTo("inactive");
    genesys.healthUnknown();
    assertThat(json(call(health, "")).at("/settings/healthStatus").isMissingNode()).isTrue();
    genesys.healthStatus("active");
    assertThat(json(call(health, "")).at("/settings/healthStatus").asText()).isEqualTo("active");
  }

  @Test
  void replaceKeepsTheIdAndChecksTheBody() {
    String id = create();

    ApiResponse answer = call("PUT " + BRANDS + "/" + id, changed("name", "'Renamed'"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("id").asText()).isEqualTo(id);
    assertThat(json(genesys.brands().get(id)).path("name").asText()).isEqualTo("Renamed");
    assertThat(call("PUT " + BRANDS + "/" + id, "{}").status()).isEqualTo(400);
    assertThat(call("PUT " + BRANDS + "/none", BRAND).status()).isEqualTo(404);
  }

  @Test
  void removedBrandIsGone() {
    String id = create();

    ApiResponse answer = call("DELETE " + BRANDS + "/" + id, "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(genesys.brands()).isEmpty();
    assertThat(call("DELETE " + BRANDS + "/" + id, "").status()).isEqualTo(404);
    assertThat(call("GET " + BRANDS + "/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void listsPageByPageInOrderOfCreation() {
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> create()).toList();

    JsonNode first = json(call("GET " + BRANDS + "?pageNumber=1&pageSize=2", ""));
    JsonNode last = json(call("GET " + BRANDS + "?pageNumber=3&pageSize=2", ""));
    JsonNode beyond = json(call("GET " + BRANDS + "?pageNumber=4&pageSize=2", ""));

    assertThat(first.path("entities").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
    assertThat(first.path("total").asInt()).isEqualTo(5);
    assertThat(first.path("pageNumber").asInt()).isEqualTo(1);
    assertThat(first.path("pageSize").asInt()).isEqualTo(2);
    assertThat(first.path("nextUri").asText()).isEqualTo(BRANDS + "?pageNumber=2&pageSize=2");
    assertThat(last.path("entities").findValuesAsText("id")).containsExactly(ids.get(4));
    assertThat(last.has("nextUri")).isFalse();
    assertThat(beyond.path("entities")).isEmpty();
  }

  @Test
  void pagesHold25ByDefault() {
    IntStream.range(0, 26).forEach(i -> create());

    JsonNode page = json(call("GET " + BRANDS, ""));

    assertThat(page.path("entities")).hasSize(25);
    assertThat(page.path("nextUri").asText()).endsWith("pageNumber=2&pageSize=25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pageNumber=0", "pageSize=0", "pageSize=101", "pageSize=x", "pageSize="})
  void refusesPages(String query) {
    assertThat(call("GET " + BRANDS + "?" + query, "").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "webchat:brand:write, GET, '', webchat:brand:read",
    "webchat:brand:write, GET, /x, webchat:brand:read",
    "webchat:brand:read, POST, '', webchat:brand:write",
    "webchat:brand:read, PUT, /x, webchat:brand:write",
    "webchat:brand:read, DELETE, /x, webchat:brand:write",
  })
  void eachOperationNeedsItsScope(String scope, String method, String path, String missing) {
    String weak = caller.newToken(scope);

    ApiResponse answer = caller.api(weak, method + " " + BRANDS + path, BRAND);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(json(answer).path("message").asText()).endsWith(missing);
    assertThat(genesys.brands()).isEmpty();
  }

  private ApiResponse call(String operation, String body) {
    return caller.api(token, operation, body);
  }

  private String create() {
    return json(call("POST " + BRANDS, BRAND)).path("id").asText();
  }

  /** The good brand with one value replaced; in the value, ' stands for ". */
  private static String changed(String pointer, String value) {
    ObjectNode brand = (ObjectNode) json(BRAND);
    int slash = pointer.indexOf('/');
    ObjectNode parent = slash < 0 ? brand : (ObjectNode) brand.get(pointer.substring(0, slash));
    parent.set(pointer.substring(slash + 1), json(value.replace('\'', '"')));
    return brand.toString();
  }
}
