// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import dev.ccaas.verification.GenesysMutations.Mutation;
import dev.ccaas.verification.JsonExchange.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake of Genesys Cloud, judged by Genesys Cloud's own document. */
class PublishedFakeTest {
  private static final String CONFIGURATIONS = "/api/v2/webdeployments/configurations";
  private static final String DEPLOYMENTS = "/api/v2/webdeployments/deployments";
  private static final String INTEGRATIONS = "/api/v2/conversations/messaging/integrations/open";

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys =
      FakeGenesys.builder().time(time).requestsPerMinute(1_000_000).build();
  private final FakeServer server = genesys.start();
  private final String token = token();
  private final Optional<Path> shared = SharedDirectory.find("the fake against Genesys's document");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void refusesWhatTheSchemasRefuse() {
    if (shared.isEmpty()) {
      return;
    }
    GenesysDocument document = GenesysDocument.read(shared.get());
    String configuration = publishedConfiguration(document);
    ObjectNode deployment = deployment(document, configuration);
    ObjectNode integration = integration(document, "OpenIntegrationRequest");
    String deploymentId = id(send("POST " + DEPLOYMENTS, deployment));
    String integrationId = id(send("POST " + INTEGRATIONS, integration));
    Map<String, List<Mutation>> mutations =
        Map.of(
            "POST " + CONFIGURATIONS,
            mutations(document, "WebDeploymentConfigurationVersion", configuration(document)),
            "PUT " + CONFIGURATIONS + "/" + configuration + "/versions/draft",
            mutations(document, "WebDeploymentConfigurationVersion", configuration(document)),
            "POST " + DEPLOYMENTS,
            mutations(document, "WebDeployment", deployment),
            "PUT " + DEPLOYMENTS + "/" + deploymentId,
            mutations(document, "WebDeployment", deployment),
            "POST " + INTEGRATIONS,
            mutations(document, "OpenIntegrationRequest", integration),
            "PATCH " + INTEGRATIONS + "/" + integrationId,
            mutations(document, "OpenIntegrationUpdateRequest", integration));

    List<String> accepted = new ArrayList<>();
    for (Map.Entry<String, List<Mutation>> entry : mutations.entrySet()) {
      for (Mutation mutation : entry.getValue()) {
        Answer answer = send(entry.getKey(), mutation.body());
        List<String> named = answer.json().path("details").findValuesAsText("fieldName");
        if (answer.status() != 400 || !named.contains(mutation.field())) {
          accepted.add(entry.getKey() + ": " + mutation.field() + " -> " + answer.status() + named);
        }
      }
    }

    assertThat(accepted).isEmpty();
    assertThat(mutations.values().stream().mapToInt(List::size).sum()).isGreaterThan(600);
    System.out.println(
        "mutations refused: "
            + mutations.values().stream().mapToInt(List::size).sum()
            + ", of required fields: "
            + mutations.values().stream().flatMap(List::stream).filter(Mutation::required).count());
  }

  @Test
  void answersAreAsTheDocumentSays() {
    if (shared.isEmpty()) {
      return;
    }
    GenesysDocument document = GenesysDocument.read(shared.get());
    GenesysJudge judge = new GenesysJudge(document);
    genesys.failNextActivation();
    String failed =
        id(send("POST " + INTEGRATIONS, integration(document, "OpenIntegrationRequest")));
    String configuration = publishedConfiguration(document);
    String versions = CONFIGURATIONS + "/" + configuration + "/versions";
    String deployment = id(send("POST " + DEPLOYMENTS, deployment(document, configuration)));
    String integration =
        id(send("POST " + INTEGRATIONS, integration(document, "OpenIntegrationRequest")));
    Set<String> seen = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    for (String operation :
        List.of(
            "POST " + CONFIGURATIONS,
            "GET " + CONFIGURATIONS,
            "GET " + versions,
            "GET " + versions + "/draft",
            "PUT " + versions + "/draft",
            "GET " + versions + "/1",
            "POST " + DEPLOYMENTS,
            "GET " + DEPLOYMENTS,
            "GET " + DEPLOYMENTS + "/" + deployment,
            "PUT " + DEPLOYMENTS + "/" + deployment,
            "GET " + DEPLOYMENTS + "/" + deployment + "/configurations",
            "POST " + INTEGRATIONS,
            "GET " + INTEGRATIONS,
            "GET " + INTEGRATIONS + "/" + failed,
            "GET " + INTEGRATIONS + "/" + integration,
            "PATCH " + INTEGRATIONS + "/" + integration,
            "DELETE " + INTEGRATIONS + "/" + integration,
            "DELETE " + DEPLOYMENTS + "/" + deployment,
            "GET " + DEPLOYMENTS + "/" + deployment,
            "POST " + versions + "/draft/publish",
            "DELETE " + CONFIGURATIONS + "/" + configuration,
            "GET " + CONFIGURATIONS + "/" + configuration + "/versions/none",
            "DELETE " + INTEGRATIONS + "/none")) {
      ObjectNode body =
          operation.contains(INTEGRATIONS)
              ? integration(document, "OpenIntegrationRequest")
              : operation.contains(DEPLOYMENTS)
                  ? deployment(document, configuration)
                  : configuration(document);
      if (operation.contains("publish") || operation.startsWith("DELETE " + CONFIGURATIONS)) {
        time.advance(Duration.ofSeconds(2));
      }
      Answer answer = send(operation, operation.startsWith("P") ? body : null);
      seen.add(judge(judge, operation, answer, problems));
    }

    assertThat(problems).isEmpty();
    assertThat(seen).containsAll(document.operations().keySet());
    genesys.verifyNoUnexpectedRequests();
  }

  @Test
  void needsThePermissionsThatTheDocumentNames() {
    if (shared.isEmpty()) {
      return;
    }
    genesys.permissions(Set.of());
    for (Map.Entry<String, JsonNode> operation :
        GenesysDocument.read(shared.get()).operations().entrySet()) {
      JsonNode needed = operation.getValue().at("/x-inin-requires-permissions");
      Set<String> permissions = new TreeSet<>();
      needed.path("permissions").forEach(permission -> permissions.add(permission.asText()));

      JsonNode answer = send(operation.getKey().replaceAll("\\{\\w+}", "x"), null).json();

      assertThat(needed.path("type").asText("ALL")).isEqualTo("ALL");
      assertThat(answer.at("/messageParams/permissions").asText())
          .as(operation.getKey())
          .isEqualTo(String.join(", ", permissions));
    }
  }

  /** Which operation of the document it was; adds what is wrong with the answer. */
  private static String judge(
      GenesysJudge judge, String operation, Answer answer, List<String> problems) {
    String[] methodAndPath = operation.split(" ", 2);
    String documented =
        judge
            .operation(methodAndPath[0], methodAndPath[1])
            .orElseThrow(() -> new AssertionError("not in the document: " + operation));
    judge
        .problemsOfAnswer(documented, answer.status(), answer.body())
        .forEach(problem -> problems.add(operation + ": " + problem));
    return documented;
  }

  /** The mutations, after asking the judge that it takes the body and refuses each of them. */
  private static List<Mutation> mutations(
      GenesysDocument document, String definition, ObjectNode body) {
    assertThat(document.problems(definition, body)).isEmpty();
    List<Mutation> mutations = GenesysMutations.of(document, definition, body);
    assertThat(mutations)
        .allSatisfy(m -> assertThat(document.problems(definition, m.body())).isNotEmpty());
    return mutations;
  }

  private static ObjectNode configuration(GenesysDocument document) {
    return document.sample("WebDeploymentConfigurationVersion");
  }

  private static ObjectNode deployment(GenesysDocument document, String configuration) {
    ObjectNode body = document.sample("WebDeployment").put("allowAllDomains", false);
    ((ObjectNode) body.path("configuration")).put("id", configuration).put("version", "1");
    return body;
  }

  private static ObjectNode integration(GenesysDocument document, String definition) {
    return document
        .sample(definition)
        .put("outboundNotificationWebhookUrl", "https://hooks.example.com")
        .put("outboundNotificationWebhookSignatureSecretToken", SecretCanary.text());
  }

  private String publishedConfiguration(GenesysDocument document) {
    String id = id(send("POST " + CONFIGURATIONS, configuration(document)));
    time.advance(Duration.ofSeconds(2));
    id(send("POST " + CONFIGURATIONS + "/" + id + "/versions/draft/publish", null));
    time.advance(Duration.ofSeconds(2));
    return id;
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(() -> answer.json().path("message").asText()).isEqualTo(200);
    return answer.json().path("id").asText();
  }

  private Answer send(String operation, @Nullable ObjectNode body) {
    return exchange("Bearer " + token, "application/json")
        .send(operation, body == null ? "" : body.toString());
  }

  private String token() {
    ClientCredentials client = genesys.clientCredentials();
    String pair = client.clientId() + ":" + client.clientSecret().secret().reveal();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return exchange("Basic " + basic, "application/x-www-form-urlencoded")
        .send("POST /oauth/token", "grant_type=client_credentials")
        .json()
        .path("access_token")
        .asText();
  }

  private JsonExchange exchange(String authorization, String type) {
    return new JsonExchange(
        server.baseUri(), Map.of("Authorization", authorization, "Content-Type", type));
  }
}
