// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.PublishedCaller.DEPLOYMENTS;
import static dev.ccaas.testing.platform.PublishedCaller.INTEGRATIONS;
import static dev.ccaas.testing.platform.PublishedCaller.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What long runs and runs with planned failures need. */
class FakePlatformRunTest {
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final PublishedCaller caller = new PublishedCaller(time, genesys);

  @Test
  void faultOfOneOperationWaitsForIt() {
    String configuration = caller.newPublishedConfiguration();
    String self = DEPLOYMENTS + "/" + caller.newDeployment(configuration);
    String body = deployment(configuration, "1").toString();
    genesys.failNext("PUT " + DEPLOYMENTS + "/{id}", GenesysFaults.versionConflict(409));
    genesys.failNext("PUT " + DEPLOYMENTS + "/{id}", Fault.lostAnswer());
    genesys.failNext("POST " + DEPLOYMENTS, GenesysFaults.referenceNotVisible("configuration"));

    assertThat(caller.status("GET " + self)).isEqualTo(200);
    ApiResponse conflict = caller.call("PUT " + self, body);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(GenesysCaller.json(conflict).path("message").asText())
        .contains("does not match the current version");
    caller.call("PUT " + self, body);
    assertThat(genesys.requests()).last().hasToString("PUT " + self + " 0");
    assertThat(caller.call("PUT " + self, body).status()).isEqualTo(200);
    assertThat(caller.call("POST " + DEPLOYMENTS, body).status()).isEqualTo(400);
    assertThat(caller.call("POST " + DEPLOYMENTS, body).status()).isEqualTo(200);
  }

  @Test
  void resetForgetsFaultsOfOperations() {
    genesys.failNext("GET " + INTEGRATIONS, Fault.status(500));

    genesys.reset();

    assertThat(new PublishedCaller(time, genesys).status("GET " + INTEGRATIONS)).isEqualTo(200);
  }

  @Test
  void faultOfUnknownOperationIsRefused() {
    assertThatThrownBy(() -> genesys.failNext("PUT " + INTEGRATIONS, Fault.dropped()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PATCH " + INTEGRATIONS + "/{id}");
  }

  @Test
  void requestsCanBeCountedWithoutBeingKept() {
    int before = genesys.requests().size();
    genesys.recordRequests(false);

    IntStream.range(0, 3).forEach(i -> caller.status("GET " + INTEGRATIONS));

    assertThat(genesys.requests()).hasSize(before);
    assertThat(genesys.requestCount()).isEqualTo(before + 3L);
    genesys.recordRequests(true);
    caller.status("GET " + INTEGRATIONS);
    assertThat(genesys.requests()).hasSize(before + 1);
    genesys.reset();
    assertThat(genesys.requestCount()).isZero();
  }

  @Test
  void placesOnShelfAreFoundWhateverWasRemoved() {
    OrderedShelf<Integer> shelf = new OrderedShelf<>();
    IntStream.range(0, 100).forEach(i -> shelf.put("id" + i, i));
    IntStream.range(0, 100).filter(i -> i % 3 != 0).forEach(i -> shelf.remove("id" + i));
    shelf.put("id3", 33);
    shelf.put("id1", 1);

    assertThat(IntStream.range(0, shelf.size()).map(shelf::at).boxed())
        .startsWith(0, 33, 6, 9)
        .endsWith(99, 1)
        .hasSize(35);
    assertThat(shelf.firstFrom(4)).isEqualTo(2);
    assertThat(shelf.numberAt(34)).isEqualTo(100);
    assertThat(shelf.find("id2")).isEmpty();
  }
}
