// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static dev.ccaas.testing.platform.PublishedCaller.CONFIGURATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.configuration;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGenesysConfigurationTest {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);

  @Test
  void createMakesDraftThatBecomesActive() {
    JsonNode created = caller.ok("POST " + CONFIGURATIONS, configuration().toString());
    String draft = CONFIGURATIONS + "/" + created.path("id").asText() + "/versions/draft";

    assertThat(created.path("version").asText()).isEqualTo("DRAFT");
    assertThat(created.path("status").asText()).isEqualTo("Pending");
    assertThat(created.path("selfUri").asText()).isEqualTo(draft);
    assertThat(created.path("messenger")).isEqualTo(configuration().path("messenger"));
    time.advance(Duration.ofMillis(1_999));
    assertThat(caller.get(draft).path("status").asText()).isEqualTo("Pending");
    time.advance(Duration.ofMillis(1));
    assertThat(caller.get(draft).path("status").asText()).isEqualTo("Active");
    assertThat(genesys.configurations()).containsOnlyKeys(created.path("id").asText());
  }

  @Test
  void publishNumbersVersionsAndEachBecomesActive() {
    String id = caller.newConfiguration();
    String versions = CONFIGURATIONS + "/" + id + "/versions";
    assertThat(caller.status("POST " + versions + "/draft/publish")).isEqualTo(400);
    caller.settle();

    JsonNode first = caller.ok("POST " + versions + "/draft/publish", "");
    JsonNode second = caller.ok("POST " + versions + "/draft/publish", "");

    assertThat(first.path("version").asText()).isEqualTo("1");
    assertThat(first.path("status").asText()).isEqualTo("Pending");
    assertThat(first.path("datePublished").asText()).isEqualTo("2025-06-01T12:00:02Z");
    assertThat(second.path("version").asText()).isEqualTo("2");
    caller.settle();
    assertThat(caller.get(versions + "/1").path("status").asText()).isEqualTo("Active");
    assertThat(caller.get(versions).path("entities").findValuesAsText("version"))
        .containsExactly("DRAFT", "1", "2");
    assertThat(caller.status("GET " + versions + "/3")).isEqualTo(404);
  }

  @Test
  void replacedDraftLeavesPublishedVersionsAsTheyAre() {
    String id = caller.newPublishedConfiguration();
    String versions = CONFIGURATIONS + "/" + id + "/versions";

    JsonNode replaced =
        caller.ok(
            "PUT " + versions + "/draft", configuration().put("description", "new").toString());

    assertThat(replaced.path("status").asText()).isEqualTo("Pending");
    assertThat(replaced.path("id").asText()).isEqualTo(id);
    assertThat(replaced.path("dateCreated").asText()).isEqualTo("2025-06-01T12:00:00Z");
    assertThat(replaced.path("dateModified").asText()).isEqualTo("2025-06-01T12:00:04Z");
    assertThat(caller.get(versions + "/1").path("description").asText()).isEqualTo("of the shop");
    assertThat(caller.get(versions + "/draft").path("description").asText()).isEqualTo("new");
  }

  @Test
  void activationCanFail() {
    genesys.failNextActivation();
    String failed = caller.newConfiguration();
    String good = caller.newConfiguration();
    caller.settle();

    String draft = "/versions/draft";
    assertThat(caller.get(CONFIGURATIONS + "/" + failed + draft).path("status").asText())
        .isEqualTo("Error");
    assertThat(caller.get(CONFIGURATIONS + "/" + good + draft).path("status").asText())
        .isEqualTo("Active");
    assertThat(caller.status("POST " + CONFIGURATIONS + "/" + failed + draft + "/publish"))
        .isEqualTo(400);
  }

  @Test
  void cursorsMoveForwardAndBack() {
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> caller.newConfiguration()).toList();

    List<String> found = new ArrayList<>();
    JsonNode page = caller.get(CONFIGURATIONS + "?pageSize=2");
    found.addAll(page.path("entities").findValuesAsText("id"));
    while (page.has("nextUri")) {
      page = caller.get(page.path("nextUri").asText());
      found.addAll(page.path("entities").findValuesAsText("id"));
    }
    assertThat(found).isEqualTo(ids);
    assertThat(page.path("entities")).hasSize(1);

    JsonNode back = caller.get(page.path("previousUri").asText());
    assertThat(back.path("entities").findValuesAsText("id")).isEqualTo(ids.subList(2, 4));
    JsonNode start = caller.get(back.path("previousUri").asText());
    assertThat(start.path("entities").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
    assertThat(start.has("previousUri")).isFalse();
  }

  @Test
  void cursorHoldsWhenWhatItPointsAtIsGone() {
    List<String> ids = IntStream.range(0, 4).mapToObj(i -> caller.newConfiguration()).toList();
    String next = caller.get(CONFIGURATIONS + "?pageSize=2").path("nextUri").asText();

    caller.call("DELETE " + CONFIGURATIONS + "/" + ids.get(1), "");
    caller.settle();

    assertThat(caller.get(next).path("entities").findValuesAsText("id"))
        .isEqualTo(ids.subList(2, 4));
  }

  @Test
  void listsDraftsAndOnRequestOnlyOfThePublished() {
    caller.newConfiguration();
    String published = caller.newPublishedConfiguration();
    caller.newConfiguration();
    String other = caller.newPublishedConfiguration();

    JsonNode first = caller.get(CONFIGURATIONS + "?showOnlyPublished=true&pageSize=1");
    JsonNode last = caller.get(first.path("nextUri").asText());

    assertThat(caller.get(CONFIGURATIONS).path("entities")).hasSize(4);
    assertThat(first.path("entities").findValuesAsText("id")).containsExactly(published);
    assertThat(first.path("entities").findValuesAsText("version")).containsExactly("DRAFT");
    assertThat(last.path("entities").findValuesAsText("id")).containsExactly(other);
    assertThat(last.has("nextUri")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pageSize=0",
        "pageSize=301",
        "pageSize=many",
        "after=%00",
        "after=",
        "before=-1",
        "after=1&before=2",
        "showOnlyPublished=yes",
        "pageNumber=1",
        "name=Shop"
      })
  void refusesQueries(String query) {
    assertThat(caller.status("GET " + CONFIGURATIONS + "?" + query)).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"messenger\":{\"enabled\":true}', languages defaultLanguage",
    "'\"messenger\":{\"enabled\":true},\"languages\":[],\"defaultLanguage\":\"en\"', languages",
    "'\"messenger\":{\"enabled\":true},\"languages\":[\"en\"]', defaultLanguage",
    "'\"messenger\":{\"enabled\":false}', ''",
  })
  void enabledMessengerNeedsLanguages(String fields, String missing) {
    ApiResponse answer = caller.call("POST " + CONFIGURATIONS, "{\"name\":\"a\"," + fields + "}");

    assertThat(answer.status()).isEqualTo(missing.isEmpty() ? 200 : 400);
    assertThat(String.join(" ", json(answer).path("details").findValuesAsText("fieldName")))
        .isEqualTo(missing);
  }

  @Test
  void removedConfigurationIsDeletingAndThenGone() {
    String id = caller.newPublishedConfiguration();
    String version = CONFIGURATIONS + "/" + id + "/versions/1";

    assertThat(caller.status("DELETE " + CONFIGURATIONS + "/" + id)).isEqualTo(204);

    assertThat(caller.get(version).path("status").asText()).isEqualTo("Deleting");
    assertThat(genesys.configurations()).isEmpty();
    assertThat(caller.status("DELETE " + CONFIGURATIONS + "/" + id)).isEqualTo(404);
    caller.settle();
    assertThat(caller.status("GET " + version)).isEqualTo(404);
    assertThat(caller.get(CONFIGURATIONS).path("entities")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /versions",
        "GET /versions/draft",
        "PUT /versions/draft",
        "POST /versions/draft/publish",
        "GET /versions/1",
        "DELETE "
      })
  void unknownConfigurationIsNotFound(String operation) {
    String[] parts = operation.split(" ", 2);

    ApiResponse answer =
        caller.call(
            parts[0] + " " + CONFIGURATIONS + "/none" + parts[1], configuration().toString());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(json(answer).path("code").asText()).isEqualTo("not.found");
  }
}
