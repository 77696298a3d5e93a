// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;

/** Calls the published API of a fake with good bodies. */
final class PublishedCaller {
  static final String CONFIGURATIONS = "/api/v2/webdeployments/configurations";
  static final String DEPLOYMENTS = "/api/v2/webdeployments/deployments";
  static final String INTEGRATIONS = "/api/v2/conversations/messaging/integrations/open";

  private final FakeTime time;
  private final GenesysCaller caller;
  private final String token;

  PublishedCaller(FakeTime time, FakeGenesys genesys) {
    this.time = time;
    this.caller = new GenesysCaller(genesys);
    this.token = caller.newToken();
  }

  ApiResponse call(String operation, String body) {
    return caller.api(token, operation, body);
  }

  JsonNode ok(String operation, String body) {
    ApiResponse answer = call(operation, body);
    assertThat(answer.status()).as(operation).isEqualTo(200);
    return json(answer);
  }

  JsonNode get(String target) {
    return ok("GET " + target, "");
  }

  int status(String operation) {
    return call(operation, "").status();
  }

  /** Lets all that was begun come to its end. */
  void settle() {
    time.advance(Duration.ofSeconds(2));
  }

  static ObjectNode configuration() {
    return object(
        """
        {"name": "Support chat", "description": "of the shop",
         "languages": ["en-us"], "defaultLanguage": "en-us",
         "customI18nLabels": [{"language": "en-us", "localizedLabels":
           [{"key": "MessengerHomeHeaderTitle", "value": "Hello"}]}],
         "messenger": {"enabled": true, "sessionPersistenceType": "AcrossSubdomains",
           "styles": {"primaryColor": "#112233"}, "launcherButton": {"visibility": "On"},
           "fileUpload": {"modes": [{"fileTypes": ["image/png"], "maxFileSizeKB": 100}]},
           "apps": {"conversations": {"enabled": true, "sessionDurationSeconds": 600}}},
         "authenticationSettings": {"enabled": true, "integrationId": "i1"},
         "journeyEvents": {"enabled": true,
           "clickEvents": [{"selector": "#a", "eventName": "clicked"}],
           "formsTrackEvents": [{"selector": "form", "formName": "order",
             "captureDataOnFormAbandon": true, "captureDataOnFormSubmit": false}],
           "idleEvents": [{"eventName": "idle", "idleAfterSeconds": 60}],
           "inViewportEvents": [{"selector": "#b", "eventName": "seen"}],
           "scrollDepthEvents": [{"percentage": 50, "eventName": "half"}]}}
        """);
  }

  static ObjectNode deployment(String configurationId, String version) {
    ObjectNode body =
        object(
            """
            {"name": "Shop", "description": "of the shop", "allowAllDomains": false,
             "allowedDomains": ["shop.example.com"], "flow": {"id": "f1"},
             "supportedContent": {"id": "s1"},
             "pushIntegrations": [{"provider": "FCM", "id": "p1"}]}
            """);
    body.putObject("configuration").put("id", configurationId).put("version", version);
    return body;
  }

  static ObjectNode integration() {
    return object(
            """
            {"name": "Orders", "outboundNotificationWebhookUrl": "https://hooks.example.com/in",
             "webhookHeaders": {"X-Shop": "7"}, "supportedContent": {"id": "s1"},
             "messagingSetting": {"id": "m1"}}
            """)
        .put("outboundNotificationWebhookSignatureSecretToken", SecretCanary.text());
  }

  static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  /** Creates a draft; returns its id. */
  String newConfiguration() {
    return ok("POST " + CONFIGURATIONS, configuration().toString()).path("id").asText();
  }

  /** Creates, publishes and awaits version 1; returns the id. */
  String newPublishedConfiguration() {
    String id = newConfiguration();
    settle();
    ok("POST " + CONFIGURATIONS + "/" + id + "/versions/draft/publish", "");
    settle();
    return id;
  }

  String newDeployment(String configurationId) {
    return ok("POST " + DEPLOYMENTS, deployment(configurationId, "1").toString())
        .path("id")
        .asText();
  }

  String newIntegration() {
    return ok("POST " + INTEGRATIONS, integration().toString()).path("id").asText();
  }
}
