// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes of the gateway profile; its bodies are core's, and tested with Genesys's. */
class CxoneGatewayTest {
  private static final String BASE = "https://gw.test/api/v2";
  private static final String BRAND = "{\"id\": \"b-1\", \"name\": \"Support\"}";
  private static final String WEBHOOK = "{\"id\": \"w-1\", \"enabled\": true}";

  private final CxoneWire rig = new CxoneWire();
  private final Cxone cxone =
      rig.open(
          CxoneProfile.gateway(URI.create(BASE)),
          CxoneCredentials.apiKey("X-Api-Key", SecretSource.of(rig.secret)));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void brandIsReadReplacedAndRemovedByItsId() {
    rig.wire.answer(200, BRAND).answer(200, BRAND).answer(204, "");
    BrandSpec wish = BrandSpec.builder().name("Support").build();

    cxone.brands().get("b-1");
    cxone.brands().update("b-1", wish);
    cxone.brands().delete("b-1");

    assertThat(rig.sent())
        .containsExactly(
            "GET " + BASE + "/brands/b-1",
            "PUT " + BASE + "/brands/b-1",
            "DELETE " + BASE + "/brands/b-1");
  }

  @Test
  void healthAsksForTheExpandedBrand() {
    rig.wire.answer(200, "{\"id\": \"b-1\", \"settings\": {\"healthStatus\": \"active\"}}");

    assertThat(cxone.brands().health("b-1").state()).isEqualTo(Health.State.HEALTHY);
    assertThat(rig.sent()).containsExactly("GET " + BASE + "/brands/b-1?expand=health");
  }

  @Test
  void webhookIsReadReplacedAndRemovedByItsId() {
    rig.wire.answer(200, WEBHOOK).answer(200, WEBHOOK).answer(204, "");
    WebhookSpec wish = WebhookSpec.loadBalancerSync(URI.create("https://lb.example.com/x"));

    cxone.webhooks().get("w-1");
    cxone.webhooks().update("w-1", wish);
    cxone.webhooks().delete("w-1");

    assertThat(rig.sent())
        .containsExactly(
            "GET " + BASE + "/webhooks/w-1",
            "PUT " + BASE + "/webhooks/w-1",
            "DELETE " + BASE + "/webhooks/w-1");
  }

  @Test
  void listsAreReadPageByPage() {
    rig.wire
        .answer(200, "{\"entities\": [{\"id\": \"b-1\"}], \"nextUri\": \"/api/v2/brands?p=2\"}")
        .answer(200, "{\"entities\": [{\"id\": \"b-2\"}]}")
        .answer(200, "{\"entities\": [" + WEBHOOK + "]}");

    assertThat(cxone.brands().list()).extracting(Brand::id).isEqualTo(List.of("b-1", "b-2"));
    assertThat(cxone.webhooks().list()).extracting(Webhook::id).containsExactly("w-1");
    assertThat(rig.sent().get(1)).isEqualTo("GET " + BASE + "/brands?p=2");
  }
}
