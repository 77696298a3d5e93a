// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.WEBHOOK;
import static dev.ccaas.testing.platform.GenesysCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeGenesysWebhookTest {
  private static final String WEBHOOKS = "/api/v2/webhooks/webhooks";

  private final FakeGenesys genesys = FakeGenesys.create(FakeTime.create());
  private final GenesysCaller caller = new GenesysCaller(genesys);
  private final String token = caller.newToken();

  @Test
  void createAnswers201WithIdAndEnabled() {
    ApiResponse answer = call("POST " + WEBHOOKS, WEBHOOK);

    JsonNode webhook = json(answer);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(webhook.path("enabled").asBoolean()).isTrue();
    assertThat(genesys.webhooks()).containsOnlyKeys(webhook.path("id").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name           | null                                  | name",
        "uri            | 'lb.example.com'                      | uri",
        "uri            | 'ftp://lb.example.com'                | uri",
        "uri            | 'https:/ /'                           | uri",
        "eventFilters   | []                                    | eventFilters",
        "eventFilters   | ['webchat.brand.created']             | eventFilters",
        "eventFilters   | [{'eventType':'a','also':'b'}]        | eventFilters",
        "type           | null                                  | type",
        "enabled        | 'true'                                | enabled",
        "deliveryPolicy | 3                                     | deliveryPolicy",
        "deliveryPolicy | {'retryCount':3}                      | deliveryPolicy.retryInterval",
        "deliveryPolicy | {'retryCount':-1,'retryInterval':60}  | deliveryPolicy.retryCount",
        "filters        | []                                    | filters",
      })
  void refusesFields(String field, String value, String named) {
    ApiResponse answer = call("POST " + WEBHOOKS, changed(field, value));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(json(answer).path("details").findValuesAsText("fieldName")).containsExactly(named);
    assertThat(genesys.webhooks()).isEmpty();
  }

  @Test
  void readsReplacesListsAndRemoves() {
    String id = json(call("POST " + WEBHOOKS, WEBHOOK)).path("id").asText();
    String one = WEBHOOKS + "/" + id;

    assertThat(json(call("GET " + one, "")).path("id").asText()).isEqualTo(id);
    assertThat(json(call("PUT " + one, changed("enabled", "false"))).path("enabled").asBoolean())
        .isFalse();
    assertThat(json(genesys.webhooks().get(id)).path("enabled").asBoolean()).isFalse();
    assertThat(json(call("GET " + WEBHOOKS, "")).path("total").asInt()).isEqualTo(1);
    assertThat(call("DELETE " + one, "").status()).isEqualTo(204);
    assertThat(genesys.webhooks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET", "PUT", "DELETE"})
  void whatIsNotThereIs404(String method) {
    assertThat(call(method + " " + WEBHOOKS + "/none", WEBHOOK).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"POST,''", "GET,''", "GET,/x", "PUT,/x", "DELETE,/x"})
  void everyOperationNeedsTheWebhookScope(String method, String path) {
    String weak = caller.newToken("webchat:brand:read+webchat:brand:write");

    ApiResponse answer = caller.api(weak, method + " " + WEBHOOKS + path, WEBHOOK);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(json(answer).path("message").asText()).endsWith("webhooks:webhook:write");
  }

  private ApiResponse call(String operation, String body) {
    return caller.api(token, operation, body);
  }

  private static String changed(String field, String value) {
    ObjectNode webhook = (ObjectNode) json(WEBHOOK);
    webhook.set(field, json(value.replace('\'', '"')));
    return webhook.toString();
  }
}
