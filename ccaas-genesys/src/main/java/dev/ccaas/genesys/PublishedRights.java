// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import java.util.ArrayList;
import java.util.List;

/**
 * What each request of the published profile needs: {@code x-inin-requires-permissions} and {@code
 * security} of the vendor's API document, release 10706.
 */
final class PublishedRights {
  static final String CONFIGURATIONS = "/api/v2/webdeployments/configurations";
  static final String VERSIONS = CONFIGURATIONS + "/{configurationId}/versions";
  static final String DRAFT = VERSIONS + "/draft";
  static final String PUBLISH = DRAFT + "/publish";
  static final String VERSION = VERSIONS + "/{versionId}";
  static final String DEPLOYMENTS = "/api/v2/webdeployments/deployments";
  static final String INTEGRATIONS = "/api/v2/conversations/messaging/integrations/open";

  private static final List<Rights> LISTED = new ArrayList<>();

  static final Rights CREATE_CONFIGURATION =
      web("POST " + CONFIGURATIONS, "webDeployments:configuration:add");
  static final Rights LIST_CONFIGURATIONS =
      web("GET " + CONFIGURATIONS, "webDeployments:configuration:view");
  static final Rights DELETE_CONFIGURATION =
      web("DELETE " + CONFIGURATIONS + "/{configurationId}", "webDeployments:configuration:delete");
  static final Rights LIST_VERSIONS = web("GET " + VERSIONS, "webDeployments:configuration:view");
  static final Rights GET_DRAFT = web("GET " + DRAFT, "webDeployments:configuration:view");
  static final Rights PUT_DRAFT = web("PUT " + DRAFT, "webDeployments:configuration:edit");
  static final Rights PUBLISH_DRAFT =
      web(
          "POST " + PUBLISH,
          "webDeployments:configuration:edit",
          "webDeployments:configuration:add");
  static final Rights GET_VERSION = web("GET " + VERSION, "webDeployments:configuration:view");

  static final Rights CREATE_DEPLOYMENT =
      web("POST " + DEPLOYMENTS, "webDeployments:deployment:add");
  static final Rights LIST_DEPLOYMENTS =
      web("GET " + DEPLOYMENTS, "webDeployments:deployment:view");
  static final Rights GET_DEPLOYMENT =
      web("GET " + DEPLOYMENTS + "/{deploymentId}", "webDeployments:deployment:view");
  static final Rights PUT_DEPLOYMENT =
      web("PUT " + DEPLOYMENTS + "/{deploymentId}", "webDeployments:deployment:edit");
  static final Rights DELETE_DEPLOYMENT =
      web("DELETE " + DEPLOYMENTS + "/{deploymentId}", "webDeployments:deployment:delete");

  static final Rights CREATE_INTEGRATION =
      open("POST " + INTEGRATIONS, "messaging:integration:add");
  static final Rights LIST_INTEGRATIONS = open("GET " + INTEGRATIONS, "messaging:integration:view");
  static final Rights GET_INTEGRATION =
      open("GET " + INTEGRATIONS + "/{integrationId}", "messaging:integration:view");
  static final Rights PATCH_INTEGRATION =
      open("PATCH " + INTEGRATIONS + "/{integrationId}", "messaging:integration:edit");
  static final Rights DELETE_INTEGRATION =
      open("DELETE " + INTEGRATIONS + "/{integrationId}", "messaging:integration:delete");

  static final List<Rights> ALL = List.copyOf(LISTED);

  private PublishedRights() {}

  private static Rights web(String operation, String... permissions) {
    return listed(operation, "webdeployments", permissions);
  }

  private static Rights open(String operation, String... permissions) {
    return listed(operation, "messaging", permissions);
  }

  private static Rights listed(String operation, String scope, String... permissions) {
    Scopes scopes =
        operation.startsWith("GET ") ? Scopes.of(scope, scope + ":readonly") : Scopes.of(scope);
    Rights rights = Rights.of(operation, List.of(permissions), scopes);
    LISTED.add(rights);
    return rights;
  }
}
