// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.BRAND;
import static dev.ccaas.testing.platform.GenesysCaller.WEBHOOK;
import static dev.ccaas.testing.platform.GenesysCaller.json;
import static dev.ccaas.testing.platform.PublishedCaller.CONFIGURATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.DEPLOYMENTS;
import static dev.ccaas.testing.platform.PublishedCaller.INTEGRATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes behind the clients' backs show in what they read. */
class FakeGenesysDriftTest {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);

  @Test
  void editedBrandAndWebhookDifferInThatFieldOnly() {
    JsonNode brand = json(caller.call("POST /api/v2/webchat/brands", BRAND));
    JsonNode webhook = json(caller.call("POST /api/v2/webhooks/webhooks", WEBHOOK));

    genesys.editBrand(brand.path("id").asText(), "{\"settings\":{\"rateLimitThreshold\":7}}");
    genesys.editWebhook(webhook.path("id").asText(), "{\"enabled\":false}");

    ((ObjectNode) brand.path("settings")).put("rateLimitThreshold", 7);
    ((ObjectNode) webhook).put("enabled", false);
    assertThat(caller.get("/api/v2/webchat/brands/" + brand.path("id").asText())).isEqualTo(brand);
    assertThat(caller.get("/api/v2/webhooks/webhooks/" + webhook.path("id").asText()))
        .isEqualTo(webhook);
  }

  @Test
  void editedDeploymentAndIntegrationDifferInThatFieldOnly() {
    String deployment =
        DEPLOYMENTS + "/" + caller.newDeployment(caller.newPublishedConfiguration());
    String integration = INTEGRATIONS + "/" + caller.newIntegration();
    caller.settle();
    ObjectNode expectedDeployment = (ObjectNode) caller.get(deployment);
    ObjectNode expectedIntegration = (ObjectNode) caller.get(integration);

    genesys.editDeployment(id(expectedDeployment), "{\"allowedDomains\":[\"x.example\"]}");
    genesys.editIntegration(id(expectedIntegration), "{\"webhookHeaders\":{\"X-Shop\":null}}");

    expectedDeployment.putArray("allowedDomains").add("x.example");
    expectedIntegration.putObject("webhookHeaders");
    assertThat(caller.get(deployment)).isEqualTo(expectedDeployment);
    assertThat(caller.get(integration)).isEqualTo(expectedIntegration);
  }

  @Test
  void editedConfigurationIsPublishedAndItsDeploymentsUseIt() {
    String id = caller.newPublishedConfiguration();
    String deployment = DEPLOYMENTS + "/" + caller.newDeployment(id);
    caller.settle();

    genesys.editConfiguration(id, "{\"messenger\":{\"styles\":{\"primaryColor\":\"#ffffff\"}}}");

    JsonNode used = caller.get(deployment + "/configurations").path("configurationVersion");
    assertThat(caller.get(deployment).at("/configuration/version").asText()).isEqualTo("2");
    assertThat(used.path("status").asText()).isEqualTo("Active");
    assertThat(used.at("/messenger/styles/primaryColor").asText()).isEqualTo("#ffffff");
    assertThat(used.at("/messenger/enabled").asBoolean()).isTrue();
    String versions = CONFIGURATIONS + "/" + id + "/versions";
    assertThat(caller.get(versions + "/draft").at("/messenger/styles/primaryColor").asText())
        .isEqualTo("#ffffff");
    assertThat(caller.get(versions + "/1").at("/messenger/styles/primaryColor").asText())
        .isEqualTo("#112233");
  }

  @Test
  void editsOfNothingAndByNothingAreRefused() {
    String id = caller.newIntegration();

    assertThatThrownBy(() -> genesys.editDeployment("none", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> genesys.editIntegration(id, "[]"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Cases of RFC 7396, appendix A; in them, ' stands for ". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'}               | {'a':'c'}                  | {'a':'c'}",
        "{'a':'b'}               | {'b':'c'}                  | {'a':'b','b':'c'}",
        "{'a':'b'}               | {'a':null}                 | {}",
        "{'a':'b','b':'c'}       | {'a':null}                 | {'b':'c'}",
        "{'a':['b']}             | {'a':'c'}                  | {'a':'c'}",
        "{'a':'c'}               | {'a':['b']}                | {'a':['b']}",
        "{'a':{'b':'c'}}         | {'a':{'b':'d','c':null}}   | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}       | {'a':[1]}                  | {'a':[1]}",
        "{'e':null}              | {'a':1}                    | {'e':null,'a':1}",
        "{}                      | {'a':{'bb':{'ccc':null}}}  | {'a':{'bb':{}}}",
      })
  void patchesMergeAsTheStandardSays(String target, String patch, String result) {
    assertThat(MergePatch.apply(parsed(target), parsed(patch))).isEqualTo(parsed(result));
  }

  private static ObjectNode parsed(String text) {
    return PublishedCaller.object(text.replace('\'', '"'));
  }

  private static String id(JsonNode thing) {
    return thing.path("id").asText();
  }
}
