// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayWebhooksTest {
  private static final GenesysProfile PROFILE =
      GenesysProfile.gateway(URI.create("https://gateway.test"));

  private final RecordingTransport wire = RecordingTransport.create();
  private final WebhookProvisioner webhooks = webhooks(PROFILE);

  private WebhookProvisioner webhooks(GenesysProfile profile) {
    GenesysErrors errors = new GenesysErrors();
    ApiClient client =
        ApiClient.builder(profile.apiUri())
            .transport(wire)
            .errors(errors)
            .time(FakeTime.create())
            .build();
    return profile.contract().webhooks(JsonClient.create(client, errors));
  }

  @Test
  @Tag("S1.step3.7")
  @Tag("S1.step3.8")
  @Tag("S1.step3.9")
  void createSendsTheDocumentsWebhook() {
    wire.answer(201, "{\"id\": \"w-1\", \"enabled\": true}");

    webhooks.create(S1.webhook());

    ApiRequest request = wire.lastRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).hasToString("https://gateway.test/api/v2/webhooks/webhooks");
    byte[] body = request.body().orElseThrow();
    assertThat(S1.parse(body)).isEqualTo(S1.golden(S1.WEBHOOK_JSON));
    assertThat(new String(body, UTF_8))
        .isEqualTo(
            "{\"name\":\"WebMessaging-LoadBalancer-Sync\","
                + "\"uri\":\"https://lb.example.com/api/sync\","
                + "\"eventFilters\":[{\"eventType\":\"webchat.brand.created\"},"
                + "{\"eventType\":\"webchat.brand.updated\"}],"
                + "\"type\":\"rest\",\"enabled\":true,"
                + "\"deliveryPolicy\":{\"retryCount\":3,\"retryInterval\":60}}");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "\"yes\",", "null,"})
  @Tag("S1.step3.10")
  void resultHoldsIdAndWhetherItIsEnabled(String enabled, Boolean expected) {
    wire.answer(201, "{\"id\": \"w-1\", \"enabled\": " + enabled + "}");

    Webhook webhook = webhooks.create(S1.webhook());

    assertThat(webhook.id()).isEqualTo("w-1");
    assertThat(webhook.enabled().orElse(null)).isEqualTo(expected);
    assertThat(webhook.spec()).isEmpty();
  }

  @Test
  void createdButUnreadableIsNeverRepeated() {
    wire.answer(200, "{\"enabled\": true}");

    assertThatThrownBy(() -> webhooks.create(S1.webhook()))
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("id is missing")
        .hasMessageContaining("The webhook most likely exists now");

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  @Tag("S1.step3.11")
  void refusalNamesTheScope() {
    wire.answer(403, "{}");

    assertThatThrownBy(() -> webhooks.create(S1.webhook()))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("webhooks:webhook:write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1.5S", "PT-1S"})
  void intervalThatTheBodyCannotExpressIsNotRounded(Duration interval) {
    WebhookSpec spec = WebhookSpec.builder("n", S1.webhook().uri()).retryInterval(interval).build();

    assertThatThrownBy(() -> webhooks.create(spec))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("retryInterval: " + interval);

    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void extensionsAreOffUntilTurnedOn() {
    assertThat(webhooks.capabilities()).containsExactly(Capability.CREATE);
    assertThatThrownBy(() -> webhooks.get("w-1"))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("GenesysProfile.withExtensions(Capability.GET)");
    assertThatThrownBy(webhooks::list).isInstanceOf(UnsupportedByPlatformException.class);
    assertThatThrownBy(() -> webhooks.update("w-1", S1.webhook()))
        .isInstanceOf(UnsupportedByPlatformException.class);
    assertThatThrownBy(() -> webhooks.delete("w-1"))
        .isInstanceOf(UnsupportedByPlatformException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void extensionsWorkOnceTurnedOn() {
    WebhookProvisioner all =
        webhooks(
            PROFILE.withExtensions(
                Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE));
    String json = S1.golden(S1.WEBHOOK_JSON).toString().replaceFirst("\\{", "{\"id\": \"w-1\", ");
    wire.answer(200, json)
        .answer(200, "{\"entities\": [" + json + "]}")
        .answer(200, json)
        .answer(200, "{}");

    assertThat(all.get("w-1").flatMap(Webhook::spec)).contains(S1.webhook());
    assertThat(all.list()).extracting(Webhook::id).containsExactly("w-1");
    assertThat(all.update("w-1", S1.webhook()).enabled()).contains(true);
    all.delete("w-1");
    assertThat(wire.requests())
        .extracting(request -> request.method() + " " + request.uri().getPath())
        .containsExactly(
            "GET /api/v2/webhooks/webhooks/w-1",
            "GET /api/v2/webhooks/webhooks",
            "PUT /api/v2/webhooks/webhooks/w-1",
            "DELETE /api/v2/webhooks/webhooks/w-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": \"w-1\", \"name\": \"n\", \"uri\": \"not a uri\"}",
        "{\"id\": \"w-1\", \"name\": \"n\"}",
        "{\"id\": \"w-1\", \"uri\": \"https://lb.example.com/\"}"
      })
  void webhookThatShowsTooLittleHasNoSpec(String json) {
    wire.answer(200, json);

    assertThat(webhooks.create(S1.webhook()).spec()).isEmpty();
  }

  @Test
  void webhookOfOddTypesKeepsTheDefaults() {
    wire.answer(
        200,
        """
        {"id": "w-1", "name": "n", "uri": "https://lb.example.com/", "eventFilters": [7, {}],
         "type": {}, "enabled": "no", "deliveryPolicy": {"retryCount": "x", "retryInterval": []}}
        """);

    assertThat(webhooks.create(S1.webhook()).spec())
        .contains(WebhookSpec.builder("n", URI.create("https://lb.example.com/")).build());
  }
}
