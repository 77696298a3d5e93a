// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static dev.ccaas.testing.platform.PublishedCaller.INTEGRATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.integration;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGenesysIntegrationTest {
  private static final String SECRET = "outboundNotificationWebhookSignatureSecretToken";

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);

  @Test
  void creationIsInitiatedAndThenCompleted() {
    ObjectNode body = integration();

    JsonNode created = caller.ok("POST " + INTEGRATIONS, body.toString());

    String self = created.path("selfUri").asText();
    assertThat(self).isEqualTo(INTEGRATIONS + "/" + created.path("id").asText());
    assertThat(created.path("createStatus").asText()).isEqualTo("Initiated");
    assertThat(created.path("webhookHeaders")).isEqualTo(body.path("webhookHeaders"));
    caller.settle();
    assertThat(caller.get(self).path("createStatus").asText()).isEqualTo("Completed");
  }

  @Test
  void creationCanFailAndSaysWhy() {
    genesys.failNextActivation();
    String self = INTEGRATIONS + "/" + caller.newIntegration();
    caller.settle();

    JsonNode failed = caller.get(self);

    assertThat(failed.path("createStatus").asText()).isEqualTo("Error");
    assertThat(failed.at("/createError/message").asText()).isNotEmpty();
  }

  @Test
  void everyAnswerShowsTheSecretAndNothingElseDoes() {
    ObjectNode body = integration();
    String secret = body.path(SECRET).asText();
    JsonNode created = caller.ok("POST " + INTEGRATIONS, body.toString());
    String self = created.path("selfUri").asText();

    JsonNode listed = caller.get(INTEGRATIONS).at("/entities/0");
    JsonNode updated = caller.ok("PATCH " + self, "{\"name\":\"Renamed\"}");
    body.put("nmae", secret).remove("name");
    ApiResponse refused = caller.call("POST " + INTEGRATIONS, body.toString());

    assertThat(List.of(created, caller.get(self), listed, updated))
        .allMatch(answer -> answer.path(SECRET).asText().equals(secret));
    assertThat(refused.status()).isEqualTo(400);
    SecretCanary.assertClean(json(refused).toString());
    SecretCanary.assertClean("" + genesys.integrations() + genesys.requests() + genesys);
    assertThat(json(genesys.integrations().get(created.path("id").asText())).path(SECRET).asText())
        .isEqualTo("***");
  }

  @Test
  void valuesOfWebhookHeadersAreHiddenToo() {
    String value = SecretCanary.text();
    ObjectNode body = integration();
    body.putObject("webhookHeaders").put("Authorization", value);

    String id = caller.ok("POST " + INTEGRATIONS, body.toString()).path("id").asText();

    SecretCanary.assertClean(genesys.integrations().toString());
    assertThat(json(genesys.integrations().get(id)).at("/webhookHeaders/Authorization").asText())
        .isEqualTo("***");
  }

  @Test
  void updateSetsWhatItNamesAndKeepsTheRest() {
    ObjectNode body = integration();
    String self = caller.ok("POST " + INTEGRATIONS, body.toString()).path("selfUri").asText();
    String rotated = SecretCanary.text();

    JsonNode updated =
        caller.ok("PATCH " + self, "{\"name\":\"Renamed\",\"" + SECRET + "\":\"" + rotated + "\"}");

    assertThat(updated.path("name").asText()).isEqualTo("Renamed");
    assertThat(updated.path(SECRET).asText().equals(rotated)).isTrue();
    assertThat(updated.path("outboundNotificationWebhookUrl"))
        .isEqualTo(body.path("outboundNotificationWebhookUrl"));
    assertThat(updated.path("createStatus").asText()).isEqualTo("Initiated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH"})
  void secretIsLongerThan15Characters(String method) {
    String target = INTEGRATIONS + (method.equals("POST") ? "" : "/" + caller.newIntegration());
    String secret = SecretCanary.text();

    ObjectNode body = integration();
    ApiResponse refused =
        caller.call(method + " " + target, body.put(SECRET, secret.substring(0, 15)).toString());
    ApiResponse accepted =
        caller.call(method + " " + target, body.put(SECRET, secret.substring(0, 16)).toString());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).at("/details/0/fieldName").asText()).isEqualTo(SECRET);
    assertThat(accepted.status()).isEqualTo(200);
  }

  @Test
  void removedIntegrationIsThereForWhileAndThenGone() {
    String id = caller.newIntegration();
    String self = INTEGRATIONS + "/" + id;

    assertThat(caller.status("DELETE " + self)).isEqualTo(204);

    assertThat(genesys.integrations()).isEmpty();
    assertThat(caller.status("GET " + self)).isEqualTo(200);
    caller.settle();
    assertThat(caller.status("GET " + self)).isEqualTo(404);
    assertThat(caller.status("DELETE " + self)).isEqualTo(404);
    assertThat(caller.call("PATCH " + self, "{\"name\":\"a\"}").status()).isEqualTo(404);
  }

  @Test
  void listsPagesByNumber() {
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> caller.newIntegration()).toList();

    JsonNode first = caller.get(INTEGRATIONS + "?pageSize=2");
    JsonNode second = caller.get(first.path("nextUri").asText());
    JsonNode last = caller.get(first.path("lastUri").asText());

    assertThat(first.path("pageCount").asInt()).isEqualTo(3);
    assertThat(first.path("total").asInt()).isEqualTo(5);
    assertThat(first.path("pageNumber").asInt()).isEqualTo(1);
    assertThat(first.has("previousUri")).isFalse();
    assertThat(selfUris(second)).containsExactly(self(ids.get(2)), self(ids.get(3)));
    assertThat(second.path("previousUri")).isEqualTo(first.path("firstUri"));
    assertThat(selfUris(last)).containsExactly(self(ids.get(4)));
    assertThat(last.has("nextUri")).isFalse();
    assertThat(caller.status("GET " + INTEGRATIONS + "?pageSize=101")).isEqualTo(400);
    assertThat(caller.status("GET " + INTEGRATIONS + "?after=1")).isEqualTo(400);
  }

  private static List<String> selfUris(JsonNode page) {
    return page.path("entities").findValuesAsText("selfUri");
  }

  private static String self(String id) {
    return INTEGRATIONS + "/" + id;
  }
}
