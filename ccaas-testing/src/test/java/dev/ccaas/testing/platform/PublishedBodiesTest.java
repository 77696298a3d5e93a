// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static dev.ccaas.testing.platform.PublishedCaller.CONFIGURATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.DEPLOYMENTS;
import static dev.ccaas.testing.platform.PublishedCaller.INTEGRATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every body that the published API takes is refused when a required field is not as it must be.
 */
class PublishedBodiesTest {
  /** The required fields of each body, at every level, as the published schemas have them. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "configuration",
          List.of(
              "name",
              "authenticationSettings.enabled",
              "authenticationSettings.integrationId",
              "journeyEvents.clickEvents[0].selector",
              "journeyEvents.clickEvents[0].eventName",
              "journeyEvents.formsTrackEvents[0].selector",
              "journeyEvents.formsTrackEvents[0].formName",
              "journeyEvents.formsTrackEvents[0].captureDataOnFormAbandon",
              "journeyEvents.formsTrackEvents[0].captureDataOnFormSubmit",
              "journeyEvents.idleEvents[0].eventName",
              "journeyEvents.inViewportEvents[0].selector",
              "journeyEvents.inViewportEvents[0].eventName",
              "journeyEvents.scrollDepthEvents[0].percentage",
              "journeyEvents.scrollDepthEvents[0].eventName"),
          "deployment",
          List.of(
              "name",
              "configuration",
              "configuration.id",
              "configuration.version",
              "flow.id",
              "supportedContent.id"),
          "integration",
          List.of(
              "name",
              "outboundNotificationWebhookUrl",
              "outboundNotificationWebhookSignatureSecretToken",
              "supportedContent.id",
              "messagingSetting.id"),
          "integration update",
          List.of("name", "supportedContent.id", "messagingSetting.id"));

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);
  private final Map<String, ObjectNode> bodies = new TreeMap<>();
  private final Map<String, List<String>> operations = new TreeMap<>();

  @BeforeEach
  void makeGoodBodies() {
    String configuration = caller.newPublishedConfiguration();
    String deployment = caller.newDeployment(configuration);
    String integration = caller.newIntegration();
    bodies.put("configuration", PublishedCaller.configuration());
    bodies.put("deployment", PublishedCaller.deployment(configuration, "1"));
    bodies.put("integration", PublishedCaller.integration());
    bodies.put("integration update", PublishedCaller.integration());
    operations.put(
        "configuration",
        List.of(
            "POST " + CONFIGURATIONS,
            "PUT " + CONFIGURATIONS + "/" + configuration + "/versions/draft"));
    operations.put(
        "deployment", List.of("POST " + DEPLOYMENTS, "PUT " + DEPLOYMENTS + "/" + deployment));
    operations.put("integration", List.of("POST " + INTEGRATIONS));
    operations.put("integration update", List.of("PATCH " + INTEGRATIONS + "/" + integration));
  }

  static Stream<Arguments> requiredFields() {
    return REQUIRED.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(f -> Arguments.of(entry.getKey(), f)));
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void refusesBodyWithoutRequiredField(String body, String field) {
    for (String value : List.of("gone", "null", "7.5", "\" \"")) {
      ObjectNode spoiled = bodies.get(body).deepCopy();
      int dot = field.lastIndexOf('.');
      String parent = dot < 0 ? "" : "/" + field.substring(0, dot);
      String pointer = parent.replace('.', '/').replace("[", "/").replace("]", "");
      ObjectNode object = (ObjectNode) spoiled.at(pointer);
      if (value.equals("gone")) {
        assertThat(object.remove(field.substring(dot + 1))).isNotNull();
      } else {
        object.set(field.substring(dot + 1), json(value));
      }

      for (String operation : operations.get(body)) {
        ApiResponse answer = caller.call(operation, spoiled.toString());

        assertThat(answer.status()).as("%s is %s", operation, value).isEqualTo(400);
        assertThat(json(answer).path("code").asText()).isEqualTo("bad.request");
        assertThat(json(answer).path("details").findValuesAsText("fieldName"))
            .containsExactly(field);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"configuration", "deployment", "integration", "integration update"})
  void acceptsTheBodyItself(String body) {
    for (String operation : operations.get(body)) {
      assertThat(caller.call(operation, bodies.get(body).toString()).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "configuration      | nmae                      | 'a'                 | nmae                      | unknown.field",
        "configuration      | id                        | 'a'                 | id                        | read.only.field",
        "configuration      | version                   | '1'                 | version                   | read.only.field",
        "configuration      | status                    | 'Published'         | status                    | invalid.value",
        "configuration      | languages                 | 'en'                | languages                 | invalid.value",
        "configuration      | languages                 | ['en',1]            | languages[1]              | invalid.value",
        "configuration      | description               | null                | description               | invalid.value",
        "configuration      | messenger                 | []                  | messenger                 | invalid.value",
        "configuration      | messenger                 | {'enabld':true}     | messenger.enabld          | unknown.field",
        "configuration      | messenger                 | {'enabled':'true'}  | messenger.enabled         | invalid.value",
        "configuration      | position                  | {'sideSpace':1.5}   | position.sideSpace        | invalid.value",
        "configuration      | position                  | {'alignment':'Top'} | position.alignment        | invalid.value",
        "configuration      | position                  | {'sideSpace':2147483648} | position.sideSpace   | invalid.value",
        "deployment         | snippet                   | '<script>'          | snippet                   | read.only.field",
        "deployment         | pushIntegrations          | [{'provider':'X'}]  | pushIntegrations[0].provider | invalid.value",
        "deployment         | flow                      | {'id':'f','publishVersion':{}} | flow.publishVersion | not.served.field",
        "integration        | webhookHeaders            | {'a':1}             | webhookHeaders.a          | invalid.value",
        "integration        | outboundNotificationWebhookUrl | 'hooks.example' | outboundNotificationWebhookUrl | invalid.value",
        "integration update | createStatus              | 'Completed'         | createStatus              | unknown.field",
      })
  void refusesOtherFields(String body, String name, String value, String field, String problem) {
    ObjectNode spoiled = bodies.get(body).deepCopy();
    spoiled.set(name, json(value.replace('\'', '"')));

    for (String operation : operations.get(body)) {
      JsonNode details = json(caller.call(operation, spoiled.toString())).path("details");

      assertThat(details.findValuesAsText("fieldName")).containsExactly(field);
      assertThat(details.findValuesAsText("errorCode")).containsExactly(problem);
    }
  }
}
