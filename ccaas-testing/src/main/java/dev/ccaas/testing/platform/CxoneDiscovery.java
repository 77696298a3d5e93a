// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.net.URI;
import java.util.List;

/** What the global host tells everybody: where a tenant is served, and where tokens are given. */
final class CxoneDiscovery {
  static final String TENANT_ID = "11ed0c5a-7c3e-4d10-8e5c-0242ac110002";
  static final String USER_ID = "11ed0c5a-7c3e-4d10-8e5c-0242ac110003";
  static final String CLUSTER = "C42";

  private static final String PATH = "/global/.well-known/";

  private final CxoneAddresses addresses;
  private final String area;
  private ObjectNode tenantPatch = JsonText.object();
  private ObjectNode openIdPatch = JsonText.object();

  CxoneDiscovery(CxoneAddresses addresses, String area) {
    this.addresses = addresses;
    this.area = area;
  }

  List<Route> routes() {
    return List.of(
        Route.discovery(PATH + "cxone-configuration", (request, id) -> tenant(request)),
        Route.discovery(PATH + "openid-configuration", (request, id) -> openId(request)),
        Route.discovery("/global/auth/jwks", (request, id) -> keys()));
  }

  /** Changes what is told of the tenant. */
  void editTenant(ObjectNode mergePatch) {
    tenantPatch = mergePatch;
  }

  /** Changes what is told of the token door. */
  void editOpenId(ObjectNode mergePatch) {
    openIdPatch = mergePatch;
  }

  void forget() {
    tenantPatch = JsonText.object();
    openIdPatch = JsonText.object();
  }

  private ApiResponse tenant(IncomingRequest request) {
    String tenant = request.parameter("tenantId").orElse("");
    if (tenant.isEmpty()) {
      return CxoneErrors.GLOBAL.of(400, "invalid_request", "tenantId is missing");
    }
    if (!tenant.equals(TENANT_ID)) {
      return CxoneErrors.GLOBAL.of(404, "not_found", "There is no tenant of that id");
    }
    URI global = addresses.uri(CxoneHost.GLOBAL, request);
    ObjectNode body =
        JsonText.object()
            .put("private", false)
            .put("ui_endpoint", global.toString())
            .put("auth_endpoint", global.toString())
            .put("api_endpoint", addresses.uri(CxoneHost.ACD, request).toString())
            .put("area", area)
            .put("cluster", CLUSTER)
            .put("domain", addresses.domain())
            .put("acdDomain", addresses.acdDomain())
            .put("uhDomain", addresses.userHubDomain())
            .put("tenantId", TENANT_ID)
            .put("globaldomain", addresses.domain());
    return JsonBody.answer(200, MergePatch.apply(body, tenantPatch));
  }

  private ApiResponse openId(IncomingRequest request) {
    String issuer = addresses.uri(CxoneHost.GLOBAL, request).toString();
    ObjectNode body =
        JsonText.object()
            .put("issuer", issuer)
            .put("authorization_endpoint", issuer + "/auth/authorize")
            .put("token_endpoint", issuer + "/auth/token")
            .put("end_session_endpoint", issuer + "/auth/end-session");
    body.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
    body.putArray("scopes_supported").add("openid");
    return JsonBody.answer(200, MergePatch.apply(body, openIdPatch));
  }

  /** No keys: nothing here is signed. */
  private static ApiResponse keys() {
    ObjectNode body = JsonText.object();
    body.putArray("keys");
    return JsonBody.answer(200, body);
  }
}
