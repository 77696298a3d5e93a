// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeServer;
import dev.ccaas.verification.JsonExchange.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake of CXone, judged by the documents that were rebuilt from a client of CXone. */
class PublishedFakeCxoneTest {
  private static final String CHANNELS = "/dfo/3.0/channels";

  // The document names the vendor's own hosts as issuers.
  private final FakeCxone cxone =
      FakeCxone.builder().time(FakeTime.create()).topLevelDomain("com").build();
  private final FakeServer server = cxone.start();
  private final Optional<Path> shared = SharedDirectory.find("the fake against CXone's documents");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void refusesWhatTheSchemaRefuses() {
    if (shared.isEmpty()) {
      return;
    }
    CxoneDocument document = CxoneDocument.read(shared.get(), "digital-channel");
    JsonExchange digital = digital(token());
    ObjectNode good = sample(document);
    assertThat(digital.send("POST " + CHANNELS, good.toString()).status()).isEqualTo(201);
    List<String> accepted = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, JsonNode> property : properties(document)) {
      for (ObjectNode spoiled : mutations(document, good, property)) {
        assertThat(document.problems("NewChannel", spoiled)).isNotEmpty();
        Answer answer = digital.send("POST " + CHANNELS, spoiled.toString());
        List<String> named = answer.json().path("errors").findValuesAsText("field");
        if (answer.status() != 400 || !named.contains(property.getKey())) {
          accepted.add(property.getKey() + " -> " + answer.status() + named);
        }
        count++;
      }
    }

    assertThat(accepted).isEmpty();
    assertThat(count).isGreaterThan(85);
    System.out.println("mutations of a channel refused: " + count);
  }

  @Test
  void answersOfDigitalAreAsTheDocumentSays() {
    if (shared.isEmpty()) {
      return;
    }
    CxoneDocument document = CxoneDocument.read(shared.get(), "digital-channel");
    JsonExchange digital = digital(token());
    Answer created = digital.send("POST " + CHANNELS, sample(document).toString());
    Answer listed = digital.send("GET " + CHANNELS, "");
    Answer refused = digital.send("POST " + CHANNELS, "{}");
    Answer unauthorized = digital("wrong").send("GET " + CHANNELS, "");
    Answer removed = digital.send("DELETE " + CHANNELS + "/sample", "");
    Answer gone = digital.send("DELETE " + CHANNELS + "/sample", "");

    assertThat(created.status()).isEqualTo(201);
    assertThat(listed.json()).hasSize(1);
    assertThat(document.problemsOfAnswer("get /channels", "200", listed.json())).isEmpty();
    assertThat(refused.status()).isEqualTo(400);
    assertThat(document.problemsOfAnswer("post /channels", "4XX", refused.json())).isEmpty();
    assertThat(document.problemsOfAnswer("get /channels", "4XX", unauthorized.json())).isEmpty();
    assertThat(removed.status()).isEqualTo(204);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(document.problemsOfAnswer("delete /channels/{channelId}", "4XX", gone.json()))
        .isEmpty();
    assertThat(document.problemsOfAnswer("get /channels", "200", refused.json())).isNotEmpty();
  }

  @Test
  void answersOfTheGlobalHostAreAsTheDocumentSays() {
    if (shared.isEmpty()) {
      return;
    }
    CxoneDocument document = CxoneDocument.read(shared.get(), "global-authentication");
    ClientCredentials user = cxone.accessKey();
    ClientCredentials client = cxone.clientCredentials();
    String form =
        "grant_type=password&username=%s&password=%s&client_id=%s&client_secret=%s"
            .formatted(
                user.clientId(),
                user.clientSecret().secret().reveal(),
                client.clientId(),
                client.clientSecret().secret().reveal());
    Answer token =
        exchange(CxoneHost.GLOBAL, "", "application/x-www-form-urlencoded")
            .send("POST /auth/token", form);

    assertThat(document.problemsOfAnswer("post /auth/token", "200", token.json())).isEmpty();
    for (String path :
        List.of(
            "/.well-known/openid-configuration",
            "/.well-known/cxone-configuration",
            "/auth/jwks")) {
      assertThat(document.problemsOfAnswer("get " + path, "200", inMemory(path)))
          .as(path)
          .isEmpty();
    }
  }

  /** In memory the global host has the vendor's name, on a server it has not. */
  private JsonNode inMemory(String path) {
    ApiRequest request =
        ApiRequest.builder("GET", cxone.uri(CxoneHost.GLOBAL), path)
            .addQuery("tenantId", cxone.tenantId())
            .build();
    try {
      return new ObjectMapper().readTree(cxone.asTransport().send(request).body());
    } catch (IOException e) {
      throw new AssertionError("not JSON", e);
    }
  }

  private ObjectNode sample(CxoneDocument document) {
    ObjectNode sample = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> property : properties(document)) {
      JsonNode schema = property.getValue();
      switch (schema.path("type").asText()) {
        case "boolean" -> sample.put(property.getKey(), true);
        case "integer" -> sample.put(property.getKey(), 1);
        default -> sample.put(property.getKey(), schema.path("enum").path(0).asText("sample"));
      }
    }
    return sample.put("channelIntegrationId", cxone.channelIntegrationId());
  }

  private static List<Map.Entry<String, JsonNode>> properties(CxoneDocument document) {
    return List.copyOf(document.schema("NewChannel").path("properties").properties());
  }

  private static List<ObjectNode> mutations(
      CxoneDocument document, ObjectNode good, Map.Entry<String, JsonNode> property) {
    String name = property.getKey();
    List<ObjectNode> mutations = new ArrayList<>();
    mutations.add(good.deepCopy().set(name, NullNode.instance));
    mutations.add(good.deepCopy().set(name, DoubleNode.valueOf(7.5)));
    if (property.getValue().has("enum")) {
      mutations.add(good.deepCopy().set(name, TextNode.valueOf("no such")));
    }
    TreeSet<String> required = new TreeSet<>();
    document.schema("NewChannel").path("required").forEach(r -> required.add(r.asText()));
    if (required.contains(name)) {
      mutations.add(good.deepCopy().without(name));
    }
    return mutations;
  }

  private String token() {
    ClientCredentials key = cxone.accessKey();
    String body =
        "{\"accessKeyId\":\"%s\",\"accessKeySecret\":\"%s\"}"
            .formatted(key.clientId(), key.clientSecret().secret().reveal());
    return exchange(CxoneHost.USER_HUB, "", "application/json")
        .send("POST /authentication/v1/token/access-key", body)
        .json()
        .path("access_token")
        .asText();
  }

  private JsonExchange digital(String token) {
    return exchange(CxoneHost.DIGITAL, "Bearer " + token, "application/json");
  }

  private JsonExchange exchange(CxoneHost host, String authorization, String type) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", type);
    if (!authorization.isEmpty()) {
      headers.put("Authorization", authorization);
    }
    return new JsonExchange(cxone.uri(host, server), headers);
  }
}
