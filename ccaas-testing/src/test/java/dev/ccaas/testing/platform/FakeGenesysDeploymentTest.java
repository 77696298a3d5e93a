// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static dev.ccaas.testing.platform.PublishedCaller.CONFIGURATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.DEPLOYMENTS;
import static dev.ccaas.testing.platform.PublishedCaller.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGenesysDeploymentTest {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);

  @Test
  void createdDeploymentBecomesActiveAndHasSnippet() {
    String configuration = caller.newPublishedConfiguration();

    JsonNode created = caller.ok("POST " + DEPLOYMENTS, deployment(configuration, "1").toString());

    String self = created.path("selfUri").asText();
    assertThat(self).isEqualTo(DEPLOYMENTS + "/" + created.path("id").asText());
    assertThat(created.path("status").asText()).isEqualTo("Pending");
    assertThat(created.path("snippet").asText()).contains(created.path("id").asText());
    caller.settle();
    assertThat(caller.get(self).path("status").asText()).isEqualTo("Active");
    assertThat(caller.get(self + "/configurations").at("/configurationVersion/version").asText())
        .isEqualTo("1");
    assertThat(genesys.deployments()).containsOnlyKeys(created.path("id").asText());
  }

  @Test
  void activationCanFail() {
    String configuration = caller.newPublishedConfiguration();
    genesys.failNextActivation();

    String id = caller.newDeployment(configuration);
    caller.settle();

    assertThat(caller.get(DEPLOYMENTS + "/" + id).path("status").asText()).isEqualTo("Error");
  }

  @Test
  void refusesVersionThatIsNoPublishedAndActiveOne() {
    String draftOnly = caller.newConfiguration();
    String published = caller.newPublishedConfiguration();
    caller.ok("POST " + CONFIGURATIONS + "/" + published + "/versions/draft/publish", "");

    assertThat(refusal(draftOnly, "DRAFT")).isEqualTo("configuration not.found");
    assertThat(refusal(draftOnly, "draft")).isEqualTo("configuration not.found");
    assertThat(refusal("none", "1")).isEqualTo("configuration not.found");
    assertThat(refusal(published, "3")).isEqualTo("configuration not.found");
    assertThat(refusal(published, "2")).isEqualTo("configuration not.active");
    caller.settle();
    assertThat(refusal(published, "2")).isEqualTo("accepted");
  }

  private String refusal(String configuration, String version) {
    ApiResponse answer =
        caller.call("POST " + DEPLOYMENTS, deployment(configuration, version).toString());
    JsonNode detail = json(answer).path("details").path(0);
    return answer.status() == 200
        ? "accepted"
        : detail.path("fieldName").asText() + " " + detail.path("errorCode").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "true,  '[\"a.example\"]', invalid.value",
    "true,  '[]',              ''",
    "true,  ,                  ''",
    "false, '[\"a.example\"]', ''",
    ",      '[\"a.example\"]', ''",
    "false, '[]',              missing.value",
    ",      ,                  missing.value",
  })
  void isForAllDomainsOrForSome(Boolean all, String domains, String problem) {
    ObjectNode body = deployment(caller.newPublishedConfiguration(), "1");
    body.remove(List.of("allowAllDomains", "allowedDomains"));
    if (all != null) {
      body.put("allowAllDomains", all);
    }
    if (domains != null) {
      body.set("allowedDomains", json(domains));
    }

    JsonNode detail =
        json(caller.call("POST " + DEPLOYMENTS, body.toString())).path("details").path(0);

    assertThat(detail.path("errorCode").asText()).isEqualTo(problem);
    assertThat(detail.path("fieldName").asText())
        .isEqualTo(problem.isEmpty() ? "" : "allowedDomains");
  }

  @Test
  void replaceKeepsIdentityAndIsActivatedAnew() {
    String configuration = caller.newPublishedConfiguration();
    String id = caller.newDeployment(configuration);
    String snippet = caller.get(DEPLOYMENTS + "/" + id).path("snippet").asText();
    caller.settle();

    JsonNode replaced =
        caller.ok(
            "PUT " + DEPLOYMENTS + "/" + id,
            deployment(configuration, "1").put("name", "Renamed").toString());

    assertThat(replaced.path("id").asText()).isEqualTo(id);
    assertThat(replaced.path("snippet").asText()).isEqualTo(snippet);
    assertThat(replaced.path("name").asText()).isEqualTo("Renamed");
    assertThat(replaced.path("status").asText()).isEqualTo("Pending");
    assertThat(replaced.path("dateCreated").asText()).isEqualTo("2025-06-01T12:00:04Z");
    assertThat(replaced.path("dateModified").asText()).isEqualTo("2025-06-01T12:00:06Z");
  }

  @Test
  void configurationInUseIsKeptUntilTheDeploymentIsGone() {
    String configuration = caller.newPublishedConfiguration();
    String delete = "DELETE " + CONFIGURATIONS + "/" + configuration;
    String id = caller.newDeployment(configuration);
    caller.settle();
    assertThat(caller.status(delete)).isEqualTo(400);

    assertThat(caller.status("DELETE " + DEPLOYMENTS + "/" + id)).isEqualTo(204);

    assertThat(genesys.deployments()).isEmpty();
    assertThat(caller.get(DEPLOYMENTS + "/" + id).path("status").asText()).isEqualTo("Deleting");
    assertThat(caller.status("DELETE " + DEPLOYMENTS + "/" + id)).isEqualTo(404);
    assertThat(caller.status(delete)).isEqualTo(400);
    caller.settle();
    assertThat(caller.status("GET " + DEPLOYMENTS + "/" + id)).isEqualTo(404);
    assertThat(caller.status(delete)).isEqualTo(204);
  }

  @Test
  void deploymentThatMovedToAnotherConfigurationLeavesTheOldOneUnused() {
    String old = caller.newPublishedConfiguration();
    String next = caller.newPublishedConfiguration();
    String id = caller.newDeployment(old);

    caller.ok("PUT " + DEPLOYMENTS + "/" + id, deployment(next, "1").toString());

    assertThat(caller.status("DELETE " + CONFIGURATIONS + "/" + next)).isEqualTo(400);
    assertThat(caller.status("DELETE " + CONFIGURATIONS + "/" + old)).isEqualTo(204);
  }

  @Test
  void listsByCursor() {
    String configuration = caller.newPublishedConfiguration();
    List<String> ids =
        IntStream.range(0, 3).mapToObj(i -> caller.newDeployment(configuration)).toList();

    JsonNode first = caller.get(DEPLOYMENTS + "?pageSize=2");
    JsonNode last = caller.get(first.path("nextUri").asText());

    assertThat(first.path("entities").findValuesAsText("selfUri"))
        .containsExactly(DEPLOYMENTS + "/" + ids.get(0), DEPLOYMENTS + "/" + ids.get(1));
    assertThat(last.path("entities")).hasSize(1);
    assertThat(last.has("nextUri")).isFalse();
  }

  @Test
  void listNamesTheConfiguration() {
    String configuration = caller.newPublishedConfiguration();
    caller.newDeployment(configuration);

    JsonNode listed = caller.get(DEPLOYMENTS).path("entities").path(0).path("configuration");

    assertThat(listed.path("name"))
        .isEqualTo(caller.get(CONFIGURATIONS + "/" + configuration + "/versions/1").path("name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET ", "PUT ", "DELETE ", "GET /configurations"})
  void unknownDeploymentIsNotFound(String operation) {
    String[] parts = operation.split(" ", 2);
    String body = deployment(caller.newPublishedConfiguration(), "1").toString();

    assertThat(caller.call(parts[0] + " " + DEPLOYMENTS + "/none" + parts[1], body).status())
        .isEqualTo(404);
  }
}
