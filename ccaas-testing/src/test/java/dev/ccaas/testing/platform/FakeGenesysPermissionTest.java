// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeGenesysPermissionTest {
  private static final Set<String> ALL =
      Set.of(
          "webDeployments:configuration:add",
          "webDeployments:configuration:view",
          "webDeployments:configuration:edit",
          "webDeployments:configuration:delete",
          "webDeployments:deployment:add",
          "webDeployments:deployment:view",
          "webDeployments:deployment:edit",
          "webDeployments:deployment:delete",
          "messaging:integration:add",
          "messaging:integration:view",
          "messaging:integration:edit",
          "messaging:integration:delete");

  private final FakeTime time = FakeTime.create();

  @ParameterizedTest
  @CsvSource({
    "POST,   webdeployments/configurations,                        webDeployments:configuration:add",
    "GET,    webdeployments/configurations,                        webDeployments:configuration:view",
    "GET,    webdeployments/configurations/x/versions,             webDeployments:configuration:view",
    "GET,    webdeployments/configurations/x/versions/draft,       webDeployments:configuration:view",
    "GET,    webdeployments/configurations/x/versions/1,           webDeployments:configuration:view",
    "PUT,    webdeployments/configurations/x/versions/draft,       webDeployments:configuration:edit",
    "POST,   webdeployments/configurations/x/versions/draft/publish, webDeployments:configuration:edit",
    "POST,   webdeployments/configurations/x/versions/draft/publish, webDeployments:configuration:add",
    "DELETE, webdeployments/configurations/x,                      webDeployments:configuration:delete",
    "POST,   webdeployments/deployments,                           webDeployments:deployment:add",
    "GET,    webdeployments/deployments,                           webDeployments:deployment:view",
    "GET,    webdeployments/deployments/x,                         webDeployments:deployment:view",
    "PUT,    webdeployments/deployments/x,                         webDeployments:deployment:edit",
    "DELETE, webdeployments/deployments/x,                         webDeployments:deployment:delete",
    "POST,   conversations/messaging/integrations/open,            messaging:integration:add",
    "GET,    conversations/messaging/integrations/open,            messaging:integration:view",
    "GET,    conversations/messaging/integrations/open/x,          messaging:integration:view",
    "PATCH,  conversations/messaging/integrations/open/x,          messaging:integration:edit",
    "DELETE, conversations/messaging/integrations/open/x,          messaging:integration:delete",
  })
  void eachOperationNeedsItsPermission(String method, String path, String permission) {
    FakeGenesys genesys = FakeGenesys.create(time);
    PublishedCaller caller = new PublishedCaller(time, genesys);
    Set<String> others = new HashSet<>(ALL);
    others.remove(permission);
    genesys.permissions(others);

    ApiResponse answer = caller.call(method + " /api/v2/" + path, "{}");

    JsonNode error = json(answer);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(error.path("code").asText()).isEqualTo("missing.permissions");
    assertThat(error.path("message").asText()).endsWith(permission);
    assertThat(error.at("/messageParams/permissions").asText()).isEqualTo(permission);
    genesys.permissions(ALL);
    assertThat(caller.call(method + " /api/v2/" + path, "{}").status()).isNotEqualTo(403);
  }

  @Test
  void configurationOfDeploymentNeedsNoPermission() {
    FakeGenesys genesys = FakeGenesys.create(time);
    PublishedCaller caller = new PublishedCaller(time, genesys);
    genesys.permissions(Set.of());

    assertThat(caller.status("GET " + PublishedCaller.DEPLOYMENTS + "/x/configurations"))
        .isEqualTo(404);
  }

  @Test
  void scopesOfTheClientDoNotMatter() {
    FakeGenesys genesys =
        FakeGenesys.builder().time(time).scopes(Scopes.of("messaging:readonly")).build();
    PublishedCaller caller = new PublishedCaller(time, genesys);

    assertThat(caller.newPublishedConfiguration()).isNotEmpty();
  }
}
