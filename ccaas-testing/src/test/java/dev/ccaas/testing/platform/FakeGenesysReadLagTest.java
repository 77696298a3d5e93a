// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.BRAND;
import static dev.ccaas.testing.platform.GenesysCaller.json;
import static dev.ccaas.testing.platform.PublishedCaller.CONFIGURATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.DEPLOYMENTS;
import static dev.ccaas.testing.platform.PublishedCaller.INTEGRATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeGenesysReadLagTest {
  private static final Duration LAG = Duration.ofSeconds(5);

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);

  @Test
  void createdThingIsNeitherFoundNorListedUntilTheLagIsOver() {
    genesys.readLag(LAG);
    String id = caller.newIntegration();

    time.advance(LAG.minusMillis(1));
    assertThat(caller.status("GET " + INTEGRATIONS + "/" + id)).isEqualTo(404);
    assertThat(caller.get(INTEGRATIONS).path("entities")).isEmpty();
    assertThat(caller.get(INTEGRATIONS).path("total").asInt()).isZero();
    assertThat(genesys.integrations()).containsOnlyKeys(id);

    time.advance(Duration.ofMillis(1));
    assertThat(caller.get(INTEGRATIONS + "/" + id).path("createStatus").asText())
        .isEqualTo("Completed");
    assertThat(caller.get(INTEGRATIONS).path("entities")).hasSize(1);
  }

  @Test
  void updatedThingReadsAsBeforeWhileWritesActOnTheNewState() {
    String self = INTEGRATIONS + "/" + caller.newIntegration();
    genesys.readLag(LAG);
    caller.ok("PATCH " + self, "{\"name\":\"b\"}");
    time.advance(Duration.ofSeconds(1));
    JsonNode second = caller.ok("PATCH " + self, "{\"name\":\"c\",\"webhookHeaders\":{}}");

    assertThat(second.path("name").asText()).isEqualTo("c");
    assertThat(caller.get(self).path("name").asText()).isEqualTo("Orders");
    time.advance(Duration.ofSeconds(4));
    assertThat(caller.get(self).path("name").asText()).isEqualTo("b");
    time.advance(Duration.ofSeconds(1));
    assertThat(caller.get(self).path("name").asText()).isEqualTo("c");
  }

  @Test
  void removedThingIsReadUntilTheLagIsOver() {
    String configuration = caller.newPublishedConfiguration();
    String self = DEPLOYMENTS + "/" + caller.newDeployment(configuration);
    caller.settle();
    genesys.readLag(LAG);

    caller.call("DELETE " + self, "");

    time.advance(LAG.minusMillis(1));
    assertThat(caller.get(self).path("status").asText()).isEqualTo("Active");
    assertThat(caller.get(DEPLOYMENTS).path("entities")).hasSize(1);
    time.advance(Duration.ofMillis(1));
    assertThat(caller.status("GET " + self)).isEqualTo(404);
  }

  @Test
  void publishedVersionThatIsNotSeenYetCannotBeReferredTo() {
    String id = caller.newConfiguration();
    caller.settle();
    genesys.readLag(LAG);
    caller.ok("POST " + CONFIGURATIONS + "/" + id + "/versions/draft/publish", "");
    caller.settle();

    String body = deployment(id, "1").toString();
    assertThat(caller.status("GET " + CONFIGURATIONS + "/" + id + "/versions/1")).isEqualTo(404);
    assertThat(caller.call("POST " + DEPLOYMENTS, body).status()).isEqualTo(400);
    time.advance(LAG);
    assertThat(caller.call("POST " + DEPLOYMENTS, body).status()).isEqualTo(200);
  }

  @Test
  void shorterLagDoesNotOvertakeWhatWasWrittenBefore() {
    String self = INTEGRATIONS + "/" + caller.newIntegration();
    genesys.readLag(LAG);
    caller.ok("PATCH " + self, "{\"name\":\"b\"}");
    genesys.readLag(Duration.ZERO);
    caller.ok("PATCH " + self, "{\"name\":\"c\"}");

    assertThat(caller.get(self).path("name").asText()).isEqualTo("Orders");
    time.advance(LAG);
    assertThat(caller.get(self).path("name").asText()).isEqualTo("c");
  }

  @Test
  void brandsOfTheGatewayLagToo() {
    genesys.readLag(LAG);
    JsonNode created = json(caller.call("POST /api/v2/webchat/brands", BRAND));
    String self = "/api/v2/webchat/brands/" + created.path("id").asText();

    assertThat(caller.status("GET " + self)).isEqualTo(404);
    time.advance(LAG);
    assertThat(caller.status("GET " + self)).isEqualTo(200);
    assertThat(caller.status("DELETE " + self)).isEqualTo(204);
    assertThat(caller.status("GET " + self)).isEqualTo(200);
    time.advance(LAG);
    assertThat(caller.status("GET " + self)).isEqualTo(404);
  }

  @Test
  void resetEndsLagAndForgetsWhatWasOnItsWay() {
    genesys.readLag(LAG);
    caller.newIntegration();

    genesys.reset();

    time.advance(LAG);
    PublishedCaller again = new PublishedCaller(time, genesys);
    assertThat(again.get(INTEGRATIONS).path("entities")).isEmpty();
    assertThat(again.status("GET " + INTEGRATIONS + "/" + again.newIntegration())).isEqualTo(200);
  }

  @Test
  void durationsBelowZeroAreRefused() {
    assertThatThrownBy(() -> genesys.readLag(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> genesys.activationTime(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
